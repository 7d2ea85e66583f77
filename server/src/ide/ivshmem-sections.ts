/**
 * An ivshmem device in words: who is at the other ends of its link, which section of the memory is what, where it is
 * and who writes there; and for a region, which sections it is (catalogue A.8: state table, common section, outputs).
 */
import type { Cell } from '../board/cell.ts'
import { endsOf } from '../board/links.ts'
import { firstSpiId } from '../config/interrupts.ts'
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { MemoryRegion } from '../config/model.ts'
import { machineOf } from '../board/machine.ts'
import { pinOf } from '../board/virtual-interrupts.ts'
import { counted, rangeText, spiText } from '../rules/wording.ts'
import { boardWith, cellText, peersWith, type Surroundings } from './cell-context.ts'
import { unknownText } from './hover-field.ts'
import { shortBdf } from './map/map-wording.ts'
import { code, type Fact, type Inline, plain, shortened, table } from './markdown.ts'
import { writersOf } from './memory-holders.ts'

/** What the region is to the ivshmem devices of the cell. */
export function rolesOf(region: MemoryRegion, cell: Cell, surroundings: Surroundings): readonly Inline[] {
  return cell.ivshmem.flatMap((device) => {
    const section = device.sections.indexOf(region)
    if (section < 0) return []
    const empty = region.size.known && region.size.value === 0n ? ', left out' : ''
    return [`${roleText(section, device, cell, surroundings)} of ${code(shortBdf(device.bdf))}${empty}`]
  })
}

function roleText(section: number, device: IvshmemDevice, cell: Cell, surroundings: Surroundings): Inline {
  if (section === 0) return 'state table'
  if (section === 1) return 'section that all peers may write'
  const id = BigInt(section - 2)
  if (id === device.id) return `output of peer ${id}, this cell,`
  const peers = peersWith(id, device, cell, surroundings).map(cellText)
  return peers.length === 0 ? `output of peer ${id}` : `output of peer ${id}, ${peers.join(' or ')},`
}

/** What can be said about a device in a few words. */
export function linkFacts(link: IvshmemDevice, cell: Cell, surroundings: Surroundings): readonly Fact[] {
  return [
    ['peers', peersText(link, cell, surroundings)],
    ['sections', sectionsText(link)],
    ['interrupts', interruptText(link, cell)],
  ]
}

/** Each position on the link with the cells that can take it. */
function peersText(link: IvshmemDevice, cell: Cell, surroundings: Surroundings): Inline {
  const shown = Number(link.peers < 12n ? link.peers : 12n)
  const positions = Array.from({ length: shown }, (_, id) => BigInt(id))
  const ends = positions.map((id) => {
    const others = peersWith(id, link, cell, surroundings).map(cellText)
    const holders = [...(id === link.id ? ['this cell'] : []), ...others]
    return `${id}: ${holders.length === 0 ? nobodyText(cell, surroundings) : holders.join(' or ')}`
  })
  return link.id < link.peers ? ends.join('; ') : `${ends.join('; ')}; this cell says ${link.id}`
}

function nobodyText(cell: Cell, surroundings: Surroundings): Inline {
  return boardWith(cell, surroundings)
    ? 'no cell of this board'
    : 'not known, since no root configuration was found'
}

/** The regions from the state table to the last output, and the memory that they take together. */
function sectionsText({ device, sections, peers }: IvshmemDevice): Inline {
  const start = device.shmemRegionsStart
  if (!start.known) return unknownText(start.reason)
  const wanted = 2n + peers
  const found = BigInt(sections.length)
  const last = start.value + wanted - 1n
  const missing = found < wanted ? `, of which the array holds only ${found}` : ''
  return `regions ${start.value} to ${last}${missing}${memoryText(sections)}`
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

function interruptText(link: IvshmemDevice, cell: Cell): Inline {
  const vectors = link.device.numMsixVectors
  if (!vectors.known) return unknownText(vectors.reason)
  if (vectors.value !== 0n) return counted(vectors.value, 'MSI-X vector', 'MSI-X vectors')
  if (machineOf(cell) === 'x86') return 'none: without MSI-X vectors there is no way on x86'
  const id = virtualIdOf(link, cell)
  return id === undefined ? `INTx, but ${code('vpci_irq_base')} is not set` : `INTx: ${plain(spiText(id))}`
}

/** The interrupt id of a device that interrupts through a pin; also of one that is not counted yet. */
export function virtualIdOf(link: IvshmemDevice, { configuration }: Cell): number | undefined {
  const { vpciIrqBase: base } = configuration.cell
  const { numMsixVectors: vectors } = link.device
  if (!base.known || base.value === 0n || !vectors.known || vectors.value !== 0n) return undefined
  return firstSpiId + Number(base.value) + pinOf(link)
}

/** A row for each section; undefined where the array of regions ends before the last one. */
export function sectionsTable(
  link: IvshmemDevice,
  cell: Cell,
  surroundings: Surroundings,
): string | undefined {
  const end = endsOf(cell).find(({ device }) => device.device === link.device)
  const sections = end?.sections ?? []
  if (sections.length === 0) return undefined
  const rows = sections.map(({ region, role, isEmpty, live }): readonly Inline[] => [
    `${region.index}: ${role.kind === 'state' ? 'state table' : role.kind === 'common' ? 'common' : `output of peer ${role.peer}`}`,
    isEmpty ? 'left out' : live ? code(rangeText(live.guest)) : 'not known',
    live?.physical ? writersText(live.physical, cell, surroundings) : '–',
  ])
  return table(['region', 'guest', 'written by'], rows)
}

function writersText(
  physical: Parameters<typeof writersOf>[0],
  cell: Cell,
  surroundings: Surroundings,
): Inline {
  const board = boardWith(cell, surroundings)
  if (!board) return 'not known'
  const writers = writersOf(physical, board).map((writer) => (writer === cell ? 'this cell' : nameOf(writer)))
  return writers.length === 0 ? 'nobody' : shortened(writers, 4).join(', ')
}

/** Without the file, which stands beside the peers. */
function nameOf(writer: Cell): Inline {
  return cellText(writer).replace(/ \([^(]*\)$/, '')
}
