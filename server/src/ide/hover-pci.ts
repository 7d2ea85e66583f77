/**
 * Hover on a PCI device and on a PCI capability: which device it is, and for shared memory who is at the other end.
 */
import type { Cell } from '../board/cell.ts'
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { PciDevice } from '../config/model.ts'
import type { Scalar } from '../config/view.ts'
import { counted, hex, rangeText, spiText } from '../rules/wording.ts'
import { cellFor, cellText, peersWith, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { scalarText, unknownText } from './hover-field.ts'
import { virtualInterruptOf } from './hover-irqchip.ts'
import { shortBdf } from './hover-region.ts'
import { code, document, type Fact, facts, type Inline, list, plain, shortened } from './markdown.ts'
import { intoElement, intoMember, placeInImage, type Trail } from './trail.ts'

export function pciDeviceHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const { configuration } = trail
  const device = configuration?.pciDevices.items[index]
  if (!configuration || !device) return undefined
  const cell = cellFor(configuration, surroundings)
  const link = cell.ivshmem.find((candidate) => candidate.device === device)
  return document([
    elementTitle(trail, 'PCI device'),
    facts([
      ['address', addressText(device)],
      ['type', fieldText(trail, 'type')],
      ...(link ? linkFacts(link, trail, cell) : physicalFacts(device, trail)),
      ['place', placeInImage(trail)],
    ]),
    link && peersList(link, cell, surroundings),
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

function linkFacts(link: IvshmemDevice, trail: Trail, cell: Cell): readonly Fact[] {
  return [
    ['peer', `${link.id} of ${counted(link.peers, 'peer', 'peers')}, numbered from 0`],
    ['protocol', fieldText(trail, 'shmem_protocol')],
    ['sections', sectionsText(link)],
    ['interrupts', interruptText(link, cell)],
  ]
}

/** The regions from the state table to the last output, and the memory that they take together. */
function sectionsText({ device, sections, peers }: IvshmemDevice): Inline {
  const start = device.shmemRegionsStart
  if (!start.known) return unknownText(start.reason)
  const wanted = 2n + peers
  const found = BigInt(sections.length)
  const last = start.value + wanted - 1n
  const missing = found < wanted ? `, of which the array holds only ${found}` : ''
  return `memory regions ${start.value} to ${last}${missing}${memoryText(sections)}`
}

function memoryText(sections: IvshmemDevice['sections']): Inline {
  let start: bigint | undefined
  let end = 0n
  for (const { virtStart, size } of sections) {
    if (!virtStart.known || !size.known) return ''
    if (size.value === 0n) continue
    if (start === undefined || virtStart.value < start) start = virtStart.value
    if (end < virtStart.value + size.value) end = virtStart.value + size.value
  }
  return start === undefined ? ', all empty' : `, guest ${code(rangeText({ start, end }))}`
}

function interruptText({ device, bdf }: IvshmemDevice, cell: Cell): Inline {
  const vectors = device.numMsixVectors
  if (!vectors.known) return unknownText(vectors.reason)
  if (vectors.value !== 0n) return counted(vectors.value, 'MSI-X vector', 'MSI-X vectors')
  if (cell.architecture === 'x86') return 'none: without MSI-X vectors there is no way on x86'
  const id = virtualInterruptOf(bdf, cell)
  return id === undefined ? 'INTx' : `INTx: ${plain(spiText(id))}`
}

/** Each position on the link with the cells that can take it. */
function peersList(link: IvshmemDevice, cell: Cell, surroundings: Surroundings): string {
  const positions = Array.from({ length: Number(link.peers < 16n ? link.peers : 16n) }, (_, id) => BigInt(id))
  return list(
    positions.map((id) => {
      const others = peersWith(id, link, cell, surroundings).map(cellText)
      const holders = [...(id === link.id ? ['this cell'] : []), ...others]
      return `peer ${id}: ${holders.length === 0 ? nobodyText(surroundings) : holders.join(' or ')}`
    }),
  )
}

function nobodyText({ board }: Surroundings): string {
  return board ? 'no cell of this board' : 'not known, since no root configuration was found'
}

function physicalFacts(device: PciDevice, trail: Trail): readonly Fact[] {
  return [
    ['registers', barsText(trail)],
    ['IOMMU unit', device.iommu.known ? `${device.iommu.value}` : unknownText(device.iommu.reason)],
    ['capabilities', capabilitiesText(device)],
    ['MSI', vectorsText(device.numMsiVectors)],
    ['MSI-X', messageTableText(device)],
  ]
}

function barsText(trail: Trail): Inline {
  const masks = intoMember(trail, 'bar_mask')
  const texts = Array.from({ length: 6 }, (_, index) => {
    const mask = masks && intoElement(masks, index)
    const text = mask && scalarText(mask)
    return text === undefined || /no register/.test(text) ? [] : [`[${index}] ${text}`]
  }).flat()
  return texts.join(', ')
}

function capabilitiesText({ capsStart, numCaps }: PciDevice): Inline | undefined {
  if (!numCaps.known) return unknownText(numCaps.reason)
  if (!capsStart.known) return unknownText(capsStart.reason)
  if (numCaps.value === 0n) return 'none'
  return `${numCaps.value}, elements ${capsStart.value} to ${capsStart.value + numCaps.value - 1n} of the capabilities`
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
