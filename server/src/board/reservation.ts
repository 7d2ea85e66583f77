/**
 * The memory of a board that Linux in the root cell must leave alone: that of the hypervisor, what cells take, and what
 * is shared with them (catalogue H.1). Linux decides what memory it uses before there is a hypervisor, and so it has
 * to be told on its command line or in its device tree.
 *
 * Only what the configurations of the board say is counted: all of its cells, whether they can run together or not.
 */
import type { LiveRegion } from '../config/memory.ts'
import { encloses, type Range, sizeOfRange } from '../config/range.ts'
import type { Board } from './board.ts'
import { type Cell, devicesWithSection } from './cell.ts'
import { uncovered } from './uncovered.ts'

export interface Reservation {
  /** In steps of 2 MiB, which Linux maps as a whole; by rising address, and no two of them touch. */
  readonly blocks: readonly Range[]
  /** What the root cell can use with a limit below all blocks; undefined where that is nothing, or several pieces. */
  readonly below: Range | undefined
  /** Memory of the root cell above the lowest block that is in none: such a limit takes it away from Linux, too. */
  readonly lost: bigint
}

/** Undefined while the hypervisor's memory is not known. */
export function reservationOf(board: Board): Reservation | undefined {
  const hypervisor = board.root.hypervisorMemory
  if (!hypervisor) return undefined
  const memory = mergedRanges(board.rootCell.regions.filter(isRootRam).flatMap(physicalOf))
  const shared = [board.rootCell, ...board.cells].flatMap((cell) =>
    cell.regions.filter((region) => 0 < devicesWithSection(cell, region).length).flatMap(physicalOf),
  )
  const taken = board.cells.flatMap((cell) =>
    cell.regions.filter((region) => isCellRam(region, cell, memory)).flatMap(physicalOf),
  )
  const blocks = mergedRanges([hypervisor.range, ...shared, ...taken].map(inBlocks))
  const [lowest] = blocks
  if (!lowest) return undefined
  const free = memory.flatMap((range) => uncovered(range, blocks))
  const [below, ...others] = free.filter((range) => range.start < lowest.start && !isOnChip(range))
  const above = free.filter(({ start }) => lowest.start < start)
  return {
    blocks,
    below: others.length === 0 ? below : undefined,
    lost: above.reduce((sum, range) => sum + sizeOfRange(range), 0n),
  }
}

/** The ranges that cover the same numbers, by rising start, without overlap and none touching the next. */
function mergedRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges.toSorted((a, b) => (a.start < b.start ? -1 : b.start < a.start ? 1 : 0))) {
    const last = merged.at(-1)
    if (!last || last.end < range.start) merged.push(range)
    else if (last.end < range.end) merged[merged.length - 1] = { start: last.start, end: range.end }
  }
  return merged
}

function inBlocks({ start, end }: Range): Range {
  return { start: start - (start % block), end: end + ((block - (end % block)) % block) }
}

/** Memory beside the RAM, such as that of a boot ROM, or devices that somebody made executable. */
function isOnChip(range: Range): boolean {
  return sizeOfRange(range) < 64n << 20n
}

const block = 2n << 20n

function isRootRam(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_EXECUTE') && !region.has('JAILHOUSE_MEM_IO')
}

/** Small regions, and on x86 all others, may be devices; these are in no memory of the root cell. */
function isCellRam(region: LiveRegion, cell: Cell, memory: readonly Range[]): boolean {
  const { physical } = region
  if (!physical || region.has('JAILHOUSE_MEM_IO')) return false
  const isUsedAsRam = ramFlags.some(region.has)
  return isUsedAsRam || (smallestRam <= sizeOfRange(physical) && isIn(physical, cell, memory))
}

function isIn(range: Range, { architecture }: Cell, memory: readonly Range[]): boolean {
  return architecture !== 'x86' || memory.some((one) => encloses(one, range))
}

const ramFlags = ['JAILHOUSE_MEM_LOADABLE', 'JAILHOUSE_MEM_EXECUTE', 'JAILHOUSE_MEM_DMA'] as const
const smallestRam = 0x10000n

function physicalOf({ physical }: LiveRegion): readonly Range[] {
  return physical ? [physical] : []
}
