/** What every part of the report asks about: the board with its partition, names of cells, places in files. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { type History, historyOf } from '../../board/partition/history.ts'
import { type Partition, partitionOf } from '../../board/partition/partition.ts'
import type { Reach } from '../../board/partition/reach.ts'
import type { LiveRegion, MemoryFlag } from '../../config/memory.ts'
import type { Range } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import { regionText } from '../../rules/wording.ts'
import type { NameOfFile } from '../listing/places.ts'
import { placeOfOrigin } from '../listing/places.ts'
import { lanesOf } from '../map/lanes.ts'
import type { Holder, ReportPlace, Right } from './report.ts'

export interface ReportContext {
  readonly board: Board
  readonly partition: Partition
  /** No two cells have the same name. */
  readonly nameOf: (cell: Cell) => string
  readonly placeOf: (place: Place) => ReportPlace
}

export function reportContext(board: Board, nameOfFile: NameOfFile): ReportContext {
  const names = new Map(lanesOf(board, []).map(({ cell, name }) => [cell, name]))
  return {
    board,
    partition: partitionOf(board),
    nameOf: (cell) => names.get(cell) ?? '',
    placeOf: (place) => {
      const { file, line } = placeOfOrigin(place, nameOfFile)
      return { file, line }
    },
  }
}

/** The ways to a range while these cells run, what devices borrow of root's table left out. */
export function waysTo(
  range: Range,
  cells: readonly Cell[],
  { partition }: Pick<ReportContext, 'partition'>,
): readonly Reach[] {
  return partition.reachOf(range, runningHistory(cells)).filter((way) => !isLent(way))
}

/** Each cell is created, loaded and started before the next one. */
export function runningHistory(cells: readonly Cell[]): History {
  return historyOf('running', cells)
}

/** Behind an SMMUv3 the streams of cells are led by root's table; each of root's ways is theirs as well then. */
export function isLent({ cell, via }: Reach): boolean {
  return !cell.isRoot && via?.configuration.kind === 'system'
}

/** All physical addresses that there can be; sums of 64-bit numbers may reach beyond 2^64. */
export const everything: Range = { start: 0n, end: 1n << 66n }

export function holderOfWay(way: Reach, physical: Range, context: ReportContext): Holder {
  const { cell, guest, via } = way
  const shift = guest.start - way.physical.start
  return {
    cell: context.nameOf(cell),
    rights: rightsOf(way, context),
    how: howReached(way),
    guest: shift === 0n ? undefined : { start: physical.start + shift, end: physical.end + shift },
    says: via && regionText(via),
    place: via && context.placeOf(via.place),
    flags: via ? flagsOf(via) : [],
  }
}

/** Without an IOMMU no table leads devices anywhere, and nothing is said about them at single ways. */
export function rightsOf(
  { read, write, execute, dma }: Pick<Reach, 'read' | 'write' | 'execute' | 'dma'>,
  { partition }: Pick<ReportContext, 'partition'>,
): readonly Right[] {
  const rights: readonly (readonly [Right, boolean])[] = [
    ['read', read],
    ['write', write],
    ['execute', execute],
    ['devices', dma && 0 < partition.iommus.size],
  ]
  return rights.flatMap(([right, has]) => (has ? [right] : []))
}

function howReached({ trapped, read, write, execute, via }: Reach): string {
  if (trapped) return 'sub-page, every access trapped'
  if (!via) return 'mapped by the hypervisor'
  return read || write || execute ? 'page-mapped' : 'only by devices'
}

/** In the order of the header. */
function flagsOf(region: LiveRegion): readonly string[] {
  return memoryFlags.filter(region.has)
}

const memoryFlags: readonly MemoryFlag[] = [
  'JAILHOUSE_MEM_READ',
  'JAILHOUSE_MEM_WRITE',
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_DMA',
  'JAILHOUSE_MEM_IO',
  'JAILHOUSE_MEM_COMM_REGION',
  'JAILHOUSE_MEM_LOADABLE',
  'JAILHOUSE_MEM_ROOTSHARED',
  'JAILHOUSE_MEM_NO_HUGEPAGES',
  'JAILHOUSE_MEM_IO_UNALIGNED',
  'JAILHOUSE_MEM_IO_8',
  'JAILHOUSE_MEM_IO_16',
  'JAILHOUSE_MEM_IO_32',
  'JAILHOUSE_MEM_IO_64',
]

/** A cell that is mapped its communication region, or what lies behind its page, at these guest addresses. */
export function communicationHolder(
  cell: Cell,
  region: LiveRegion,
  guest: Range,
  context: ReportContext,
): Holder {
  const read = region.has('JAILHOUSE_MEM_READ')
  const write = region.has('JAILHOUSE_MEM_WRITE')
  return {
    cell: context.nameOf(cell),
    rights: rightsOf({ read, write, execute: false, dma: false }, context),
    how: 'page-mapped',
    guest,
    says: regionText(region),
    place: context.placeOf(region.place),
    flags: flagsOf(region),
  }
}

/** The hypervisor as one that has something, by a place in a configuration. */
export function hypervisorHolder(how: string, place: ReportPlace | undefined, says?: string): Holder {
  return { cell: undefined, rights: [], how, guest: undefined, says, place, flags: [] }
}

/** A cell that has something without rights to memory. */
export function cellHolder(
  cell: Cell,
  how: string,
  place: Place | undefined,
  context: ReportContext,
  says?: string,
): Holder {
  return {
    cell: context.nameOf(cell),
    rights: [],
    how,
    guest: undefined,
    says,
    place: place && context.placeOf(place),
    flags: [],
  }
}
