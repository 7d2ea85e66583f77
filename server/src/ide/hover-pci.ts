/**
 * Hover on a PCI device, its fields, and a PCI capability: which device it is, who else lists it, what it consists of.
 */
import { documentationOfField } from '../abi/documentation.ts'
import type { Cell } from '../board/cell.ts'
import { alternativeBy } from '../board/coexistence.ts'
import { kindOfUnit, unitsInUse } from '../board/iommu.ts'
import { machineOf } from '../board/machine.ts'
import { physicalFunctionsOf } from '../board/pci.ts'
import { decodeChoice, groupsOf } from '../config/flag-names.ts'
import type { Configuration, PciDevice } from '../config/model.ts'
import type { Scalar } from '../config/view.ts'
import { counted, hex, rangeText } from '../rules/wording.ts'
import { boardWith, cellFor, cellText, fileText, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { scalarText, unknownText } from './hover-field.ts'
import { linkFacts, sectionsTable } from './ivshmem-sections.ts'
import { shortBdf } from './map/map-wording.ts'
import { code, document, type Fact, facts, type Inline, shortened } from './markdown.ts'
import { barText } from './notation.ts'
import { intoMember, placeInImage, type Trail } from './trail.ts'

export function pciDeviceHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const { configuration } = trail
  const device = configuration?.pciDevices.items[index]
  if (!configuration || !device) return undefined
  const cell = cellFor(configuration, surroundings)
  const link = cell.ivshmem.find((candidate) => candidate.device === device)
  const sections = link && sectionsTable(link, cell, surroundings)
  return document([
    elementTitle(trail, link ? 'ivshmem device' : 'PCI device'),
    facts([
      ['address', addressText(device)],
      ...(link
        ? [
            ...linkFacts(link, cell, surroundings).filter(([name]) => name !== 'sections' || !sections),
            ['protocol', fieldText(trail, 'shmem_protocol')] as const,
          ]
        : [['type', fieldText(trail, 'type')] as const, ...physicalFacts(device, trail, cell, surroundings)]),
      ['place', placeInImage(trail)],
    ]),
    sections,
  ])
}

export function pciCapabilityHover(trail: Trail, index: number): string | undefined {
  const { configuration } = trail
  const capability = configuration?.pciCaps.items[index]
  if (!configuration || !capability) return undefined
  const users = configuration.pciDevices.items.filter(({ capsStart, numCaps }) => {
    if (!capsStart.known || !numCaps.known) return false
    return capsStart.value <= BigInt(index) && BigInt(index) < capsStart.value + numCaps.value
  })
  const bdfs = users.map(({ bdf }) =>
    bdf.known ? code(shortBdf(bdf.value)) : 'a device whose address is not known',
  )
  return document([
    elementTitle(trail, 'PCI capability'),
    facts([
      ['id', fieldText(trail, 'id')],
      ['registers', spanOf(capability.start, capability.length)],
      ['flags', fieldText(trail, 'flags')],
      ['devices', bdfs.length === 0 ? 'none refers to it' : shortened(bdfs, 8).join(', ')],
      ['place', placeInImage(trail)],
    ]),
  ])
}

function addressText({ bdf, domain }: PciDevice): Inline {
  if (!bdf.known) return unknownText(bdf.reason)
  const inDomain = domain.known && domain.value !== 0n ? `, domain ${code(hex(domain.value))}` : ''
  return `${code(shortBdf(bdf.value))}${inDomain}`
}

function physicalFacts(
  device: PciDevice,
  trail: Trail,
  cell: Cell,
  surroundings: Surroundings,
): readonly Fact[] {
  return [
    ...deviceHolderFacts(device, cell, surroundings),
    ['registers', registersText(device)],
    ['IOMMU unit', unitText(device, cell)],
    ['capabilities', capabilitiesText(device, trail)],
    ['MSI', vectorsText(device.numMsiVectors)],
    ['MSI-X', messageTableText(device)],
  ]
}

/** What the board says about one field of a device. */
export function pciFieldFacts(
  field: string,
  trail: Trail,
  index: number,
  surroundings: Surroundings,
): readonly Fact[] {
  const device = trail.configuration?.pciDevices.items[index]
  if (!trail.configuration || !device) return []
  const cell = cellFor(trail.configuration, surroundings)
  const link = cell.ivshmem.find((candidate) => candidate.device === device)
  switch (field) {
    case 'bdf':
      return link ? linkFacts(link, cell, surroundings) : deviceHolderFacts(device, cell, surroundings)
    case 'iommu':
      return link ? [] : [['unit', unitText(device, cell)]]
    case 'caps_start':
    case 'num_caps':
      return link ? [] : [['capabilities', capabilitiesText(device, trail)]]
    case 'msix_address':
    case 'msix_region_size':
      return link ? [] : [['MSI-X', messageTableText(device)]]
    case 'shmem_regions_start':
    case 'shmem_dev_id':
    case 'shmem_peers':
      return link ? linkFacts(link, cell, surroundings) : []
    default:
      return []
  }
}

/** The hypervisor finds devices by bdf alone; creating a cell takes them from the root cell. */
function deviceHolderFacts(device: PciDevice, cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  const { bdf } = device
  if (!board || !bdf.known) return []
  const listedBy = (other: Cell): PciDevice | undefined =>
    physicalFunctionsOf(other.configuration).find((listed) => listed.bdf === bdf.value)?.device
  const others = board.cells.flatMap((other) => {
    if (other === cell || !listedBy(other)) return []
    return [
      `${cellText(other)}${!cell.isRoot && alternativeBy(cell, other) ? ', never beside this cell' : ''}`,
    ]
  })
  const text = shortened(others, 4).join('; ')
  if (cell.isRoot) return [['taken by', text]]
  const file = fileText(board.root.configuration)
  const roots = listedBy(board.rootCell)
  return [
    [
      'root cell',
      roots
        ? `device ${roots.index} of ${file}, taken from it while the cell exists`
        : `${file} does not list it`,
    ],
    ['other cells', text],
  ]
}

/** Each register with its size; one of 64 bits takes two masks, of which the upper is all ones up to 4 GiB. */
function registersText({ barMask }: PciDevice): Inline {
  const texts = barMask.flatMap((mask, index) => {
    if (!mask.known) return [`[${index}] ${unknownText(mask.reason)}`]
    const upper = barMask[index + 1]
    const isWide = upper !== undefined && isUpperHalf(upper)
    if ((0 < index && isUpperHalf(mask)) || (mask.value === 0n && !isWide)) return []
    const size = mask.value === 0n ? '4 GiB' : (barText(mask.value) ?? code(hex(mask.value)))
    return [`[${index}] ${size}${isWide ? ' (64-bit)' : ''}`]
  })
  return texts.length === 0 ? 'none' : texts.join(', ')
}

function isUpperHalf(mask: Scalar): boolean {
  return mask.known && mask.value === 0xffffffffn
}

/** Only x86 asks; there the list ends at the first unit without a base. */
function unitText({ iommu }: PciDevice, cell: Cell): Inline | undefined {
  if (machineOf(cell) !== 'x86') return undefined
  if (!iommu.known) return unknownText(iommu.reason)
  const units = cell.root ? unitsInUse(cell.root) : undefined
  const unit = units?.find(({ index }) => BigInt(index) === iommu.value)
  if (!unit || !cell.root) return `${iommu.value}${units ? ', which does not exist' : ''}`
  const kind = kindOfUnit(unit, cell.root.configuration.interface)
  return `${iommu.value}${kind === undefined ? '' : `, ${kind}`} at ${unit.base.known ? code(hex(unit.base.value)) : '?'}`
}

/** The capabilities' names, for there are rarely many. */
function capabilitiesText({ capsStart, numCaps }: PciDevice, { configuration }: Trail): Inline | undefined {
  if (!numCaps.known) return unknownText(numCaps.reason)
  if (!capsStart.known) return unknownText(capsStart.reason)
  if (numCaps.value === 0n || !configuration) return 'none'
  const first = Number(capsStart.value)
  const listed = configuration.pciCaps.items.slice(first, first + Number(numCaps.value))
  const names = listed.map(({ id }) => (id.known ? capabilityName(id.value, configuration) : '?'))
  const isCut = BigInt(listed.length) < numCaps.value
  const range = numCaps.value === 1n ? `${first}` : `${first} to ${capsStart.value + numCaps.value - 1n}`
  const missing = isCut ? `, but the array has only ${configuration.pciCaps.items.length}` : ''
  return `${range}${names.length === 0 ? '' : `: ${shortened(names, 12).join(' ')}`}${missing}`
}

function capabilityName(id: bigint, { interface: known }: Configuration): Inline {
  const groups = groupsOf(documentationOfField('jailhouse_pci_capability', ['id']))
  const name = decodeChoice(id, groups, known).map((one) => one.name.replace(/^PCI_(EXT_)?CAP_ID_/, ''))[0]
  return code(name ?? hex(id))
}

function vectorsText(vectors: Scalar): Inline | undefined {
  if (!vectors.known) return unknownText(vectors.reason)
  return vectors.value === 0n ? undefined : counted(vectors.value, 'vector', 'vectors')
}

function messageTableText({ numMsixVectors, msixAddress, msixRegionSize }: PciDevice): Inline | undefined {
  const vectors = vectorsText(numMsixVectors)
  if (vectors === undefined || !msixAddress.known || !msixRegionSize.known || msixAddress.value === 0n)
    return vectors
  return `${vectors}, table at ${code(rangeText({ start: msixAddress.value, end: msixAddress.value + msixRegionSize.value }))}`
}

function spanOf(start: Scalar, length: Scalar): Inline {
  if (!start.known) return unknownText(start.reason)
  if (!length.known) return unknownText(length.reason)
  if (length.value === 0n) return `none, ${code('len')} is 0`
  return code(rangeText({ start: start.value, end: start.value + length.value }))
}

function fieldText(trail: Trail, name: string): Inline | undefined {
  const field = intoMember(trail, name)
  return field && scalarText(field)
}
