/** Sets of numbers, as sorted ranges that do not touch: what many regions cover together. */
import type { Range } from '../config/range.ts'

/** Sorted; between two of them there is a gap. */
export type RangeSet = readonly Range[]

/** What the ranges cover together. Empty ones cover nothing. */
export function rangeSetOf(ranges: readonly Range[]): RangeSet {
  const sorted = ranges.toSorted((a, b) => (a.start < b.start ? -1 : b.start < a.start ? 1 : 0))
  const joined: Range[] = []
  for (const { start, end } of sorted) {
    if (end <= start) continue
    const last = joined.at(-1)
    if (!last || last.end < start) joined.push({ start, end })
    else if (last.end < end) joined[joined.length - 1] = { start: last.start, end }
  }
  return joined
}

/** Whether two sets have a number in common, in O(n + m). */
export function haveCommon(a: RangeSet, b: RangeSet): boolean {
  for (let [left, right] = [0, 0]; ; ) {
    const [one, other] = [a[left], b[right]]
    if (!one || !other) return false
    if (one.end <= other.start) left++
    else if (other.end <= one.start) right++
    else return true
  }
}
