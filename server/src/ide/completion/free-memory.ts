/**
 * Memory for a cell: a range in the RAM of the root cell that nobody on the board uses yet. The root Linux may well use
 * it, since no configuration says what that does with its RAM: whoever takes the range has to keep Linux out of it.
 */
import type { Board } from '../../board/board.ts'
import { uncovered } from '../../board/uncovered.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { overlaps, pageSize, type Range, sizeOfRange } from '../../config/range.ts'

/**
 * The next free range: behind the memory that other cells have, where there is room, else directly below that of the
 * hypervisor, else at the end of the largest piece of RAM: small ones mostly have a purpose. Undefined where there is
 * none.
 *
 * @param regions those of all cells of the board but the root cell
 * @param sizes in bytes; a smaller one beside other cells is better than a larger one in the RAM of the root Linux
 */
export function freeMemory(
  board: Board,
  regions: readonly LiveRegion[],
  sizes: readonly bigint[],
): Range | undefined {
  const found = sizes.map((size) => freeRange(board, regions, size))
  return (found.find((one) => one?.isBeside) ?? found.find((one) => one !== undefined))?.range
}

interface Found {
  readonly range: Range
  /** Whether other cells have memory in the same bank. */
  readonly isBeside: boolean
}

function freeRange(board: Board, regions: readonly LiveRegion[], size: bigint): Found | undefined {
  const banks = board.root.regions.flatMap((region) =>
    isRam(region) && region.physical ? [region.physical] : [],
  )
  const taken = takenOn(board, regions)
  const gaps = banks.flatMap((bank) => uncovered(bank, taken)).filter((gap) => size <= sizeOfRange(gap))
  const theirs = regions.flatMap(({ physical }) => physical ?? [])
  const shared = banks.filter((bank) => theirs.some((range) => overlaps(bank, range)))
  const beside = gaps.filter((gap) => shared.some((bank) => overlaps(bank, gap)))
  const behind = beside.find(({ start }) => theirs.some(({ end }) => end === start))
  const next = behind && lowestIn(behind, size)
  if (next) return { range: next, isBeside: true }
  const hypervisor = board.root.hypervisorMemory?.range.start
  const below = gaps.find(({ end }) => end === hypervisor)
  const last = beside.at(-1) ?? below ?? largest(gaps)
  const range = last && highestIn(last, size)
  return range && { range, isBeside: last === beside.at(-1) }
}

function largest(gaps: readonly Range[]): Range | undefined {
  return gaps.toSorted((a, b) => (sizeOfRange(a) < sizeOfRange(b) ? 1 : -1))[0]
}

/** What is not to be handed out again: the memory of the hypervisor and of cells, and what is shared with them. */
function takenOn({ root, rootCell }: Board, regions: readonly LiveRegion[]): readonly Range[] {
  const sections = new Set(rootCell.ivshmem.flatMap((device) => device.sections))
  const shared = root.regions.filter(({ region }) => sections.has(region))
  const ranges = [...shared, ...regions].flatMap(({ physical }) => physical ?? [])
  return root.hypervisorMemory ? [root.hypervisorMemory.range, ...ranges] : ranges
}

function isRam(region: LiveRegion): boolean {
  return region.isPageMapped && region.has('JAILHOUSE_MEM_EXECUTE') && !region.has('JAILHOUSE_MEM_IO')
}

function lowestIn({ start, end }: Range, size: bigint): Range | undefined {
  const step = stepOf(size)
  const first = ((start + step - 1n) / step) * step
  return first + size <= end ? { start: first, end: first + size } : undefined
}

function highestIn({ start, end }: Range, size: bigint): Range | undefined {
  const step = stepOf(size)
  const first = ((end - size) / step) * step
  return start <= first ? { start: first, end: first + size } : undefined
}

/** Large ranges begin where large pages do. */
function stepOf(size: bigint): bigint {
  const large = 2n << 20n
  return large <= size ? large : pageSize
}
