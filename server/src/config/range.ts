/**
 * Ranges of addresses, ports or other numbers: half-open, on `bigint`, so that nothing is lost above 2^53.
 */

export interface Range {
  readonly start: bigint
  /** The first number behind the range. */
  readonly end: bigint
}

/** A range of `size` numbers; undefined when it would be empty. */
export function rangeOf(start: bigint, size: bigint): Range | undefined {
  return 0n < size ? { start, end: start + size } : undefined
}

/** What two ranges have in common; undefined when that is nothing. */
export function intersection(a: Range, b: Range): Range | undefined {
  const start = a.start < b.start ? b.start : a.start
  const end = a.end < b.end ? a.end : b.end
  return start < end ? { start, end } : undefined
}

export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

/** Whether `inner` lies in `outer` completely. */
export function encloses(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

export function sizeOfRange(range: Range): bigint {
  return range.end - range.start
}

/** The smallest range of whole 4 KiB pages around a range: what a page table can map. */
export function pagesOf(range: Range): Range {
  return { start: range.start & ~pageMask, end: (range.end + pageMask) & ~pageMask }
}

export const pageSize = 0x1000n
const pageMask = pageSize - 1n
