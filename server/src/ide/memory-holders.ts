/**
 * Who else has the memory of a region: what the root cell has of it before and beside a cell, which other cells reach
 * it, and what is left of a region of the root cell. Everything is asked of the partition; nothing is worded here.
 */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { type Alternative, alternativeBy } from '../board/coexistence.ts'
import { type History, historyOf } from '../board/partition/history.ts'
import { partitionOf } from '../board/partition/partition.ts'
import type { Reach } from '../board/partition/reach.ts'
import { remembered } from '../config/remembered.ts'
import { isPrivate } from '../board/root-loss.ts'
import { uncovered } from '../board/uncovered.ts'
import type { LiveRegion } from '../config/memory.ts'
import { overlaps, type Range, sizeOfRange } from '../config/range.ts'

/** The root cell's side of some memory that a cell has. */
export interface RootSide {
  /** The regions of the root cell that reach it while there is no other cell, in array order. */
  readonly regions: readonly LiveRegion[]
  /** Regions that name some of it all the same, but permit no access. */
  readonly closed: readonly LiveRegion[]
  /** What none of them reaches. */
  readonly missing: readonly Range[]
  /** What its CPUs still reach while the cell runs, as ways to it. */
  readonly kept: readonly Reach[]
  /** Of what it reached, what it does not reach while the cell runs. */
  readonly lost: readonly Range[]
  /** Whether it reaches more of it between `cell load` and `cell start`. */
  readonly isLentForLoading: boolean
  /** Whether its devices still reach what its CPUs have lost. */
  readonly isLeftToDevices: boolean
  /** Trapped regions that it loses as a whole with it, although the cell does not have all of them. */
  readonly stripped: readonly LiveRegion[]
}

/** For a region of a non-root cell of the board; undefined where no physical memory is behind it. */
export function rootSideOf({ physical, has }: LiveRegion, cell: Cell, board: Board): RootSide | undefined {
  if (!physical) return undefined
  const { reachOf, rootCover } = partitionOf(board)
  const ofRoot = (history: History): readonly Reach[] =>
    reachOf(physical, history).filter((way) => way.cell.isRoot)
  const { covered, regions, uncovered: missing } = rootCover(physical)
  const after = ofRoot(historyOf('running', [cell]))
  const kept = after.filter(isForCpus)
  const lost = without(covered, kept)
  const isLost = ({ physical: part }: Reach): boolean => lost.some((range) => overlaps(range, part))
  const named = board.rootCell.regions.filter((other) => other.physical && overlaps(other.physical, physical))
  return {
    regions,
    closed: named.filter((region) => !regions.includes(region)),
    missing,
    kept,
    lost,
    isLentForLoading:
      has('JAILHOUSE_MEM_LOADABLE') &&
      ofRoot(historyOf('loaded', [cell]))
        .filter(isForCpus)
        .some(isLost),
    isLeftToDevices: after.some((way) => way.dma && !isForCpus(way) && isLost(way)),
    stripped: has('JAILHOUSE_MEM_ROOTSHARED') ? [] : strippedBy(physical, regions, cell, board),
  }
}

/** Of trapped regions the whole interceptor goes, whatever the cell has of it (upstream `mmio_region_unregister`). */
function strippedBy(
  physical: Range,
  regions: readonly LiveRegion[],
  cell: Cell,
  board: Board,
): readonly LiveRegion[] {
  const { reachOf } = partitionOf(board)
  const own = cell.regions.flatMap((region) => (isPrivate(region) ? (region.physical ?? []) : []))
  return regions.filter((region) => {
    if (region.isPageMapped || !region.physical) return false
    const left = reachOf(region.physical, historyOf('running', [cell])).some(({ via }) => via === region)
    return !left && 0 < uncovered(region.physical, [physical, ...own]).length
  })
}

/** A cell that reaches some of a region's memory, through one of its own regions. */
export interface Holder {
  readonly cell: Cell
  readonly via: LiveRegion | undefined
  readonly ways: readonly Reach[]
  /** Why it never runs together with the cell in question; undefined where it can, and for the root cell. */
  readonly alternative: Alternative | undefined
}

/**
 * The other non-root cells that reach some physical memory while they run, by CPU or by devices of their own, each
 * with the region by which it does.
 */
export function otherHolders(physical: Range, cell: Cell, board: Board): readonly Holder[] {
  const holders = new Map<string, Holder>()
  for (const way of partitionOf(board).reachOf(physical, everybody(board))) {
    if (way.cell === cell || way.cell.isRoot || !isByOwnRegion(way)) continue
    const key = `${board.cells.indexOf(way.cell)} ${way.via?.index}`
    const known = holders.get(key)
    const alternative = known?.alternative ?? (cell.isRoot ? undefined : alternativeBy(cell, way.cell))
    holders.set(key, { cell: way.cell, via: way.via, ways: [...(known?.ways ?? []), way], alternative })
  }
  return [...holders.values()]
}

/** The cells, the root cell included, whose CPUs can write some physical memory when everybody runs. */
export function writersOf(physical: Range, board: Board): readonly Cell[] {
  return [...new Set(cpuWaysTo(physical, board).flatMap(({ cell, write }) => (write ? [cell] : [])))]
}

/** Every way of a CPU to some physical memory when everybody runs, the root cell's first. */
export function cpuWaysTo(physical: Range, board: Board): readonly Reach[] {
  return partitionOf(board).reachOf(physical, everybody(board)).filter(isForCpus)
}

/** What cells take of a region of the root cell, and what they share with it. */
export interface RootRegionUse {
  readonly taken: readonly { readonly cell: Cell; readonly ranges: readonly Range[] }[]
  readonly shared: readonly { readonly cell: Cell; readonly ranges: readonly Range[] }[]
  /** What the root cell has left by this region when all cells of the board have been created; undefined if all. */
  readonly left: readonly Range[] | undefined
}

/** For a region of the root cell. */
export function useOfRootRegion(region: LiveRegion, board: Board): RootRegionUse {
  const { physical } = region
  if (!physical) return { taken: [], shared: [], left: undefined }
  const ours = (history: History): readonly Reach[] =>
    partitionOf(board)
      .reachOf(physical, history)
      .filter((way) => way.cell.isRoot && way.via === region && isForCpus(way))
  const before = ours([])
  const holders = otherHolders(physical, board.rootCell, board)
  const uses = board.cells
    .filter((cell) => cell.regions.some((other) => other.physical && overlaps(other.physical, physical)))
    .map((cell) => {
      const kept = ours(historyOf('running', [cell]))
      const theirs = holders.filter((holder) => holder.cell === cell)
      const reached = theirs.flatMap(({ ways }) => ways.filter(isForCpus))
      return { cell, lost: without(before, kept), common: common(reached, kept) }
    })
  const left = ours(everybody(board)).map((way) => way.physical)
  return {
    taken: uses.flatMap(({ cell, lost }) => (lost.length === 0 ? [] : [{ cell, ranges: lost }])),
    shared: uses.flatMap(({ cell, common: ranges }) => (ranges.length === 0 ? [] : [{ cell, ranges }])),
    left: sumOf(left) === sumOf(before.map((way) => way.physical)) ? undefined : left,
  }
}

export function sumOf(ranges: readonly Range[]): bigint {
  return ranges.reduce((sum, range) => sum + sizeOfRange(range), 0n)
}

/** All cells at once, also those that never are: each cell's own space does not depend on the others. */
const everybody = remembered(({ cells }: Board): History => historyOf('running', cells))

function isForCpus({ read, write, execute }: Reach): boolean {
  return read || write || execute
}

/** Behind an SMMUv3 devices get to where the *root cell* gets, which is no property of the memory in question. */
function isByOwnRegion({ via, cell }: Reach): boolean {
  return via === undefined || via.configuration === cell.configuration
}

function without(ways: readonly Reach[], others: readonly Reach[]): readonly Range[] {
  const taken = others.map(({ physical }) => physical)
  return ways.flatMap(({ physical }) => uncovered(physical, taken))
}

/** The parts of what some ways reach that others reach, too. */
function common(ways: readonly Reach[], others: readonly Reach[]): readonly Range[] {
  return ways.flatMap(({ physical }) =>
    uncovered(
      physical,
      uncovered(
        physical,
        others.map((other) => other.physical),
      ),
    ),
  )
}
