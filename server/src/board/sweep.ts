/**
 * Which of many ranges overlap, found by sweeping over their starts in rising order: O(n log n) plus the number of
 * overlaps, where comparing all pairs would take O(n²).
 */
import { intersection, type Range } from '../config/range.ts'

export interface Overlap<Item> {
  /** In the order of the input: `earlier` came first in it. */
  readonly earlier: Item
  readonly later: Item
  readonly shared: Range
}

/**
 * The search ends at the range with which it has found so many overlaps. It takes more than 300 ranges over one
 * address to get there: no configuration of a machine, but a file that must not exhaust the memory either.
 */
export const mostOverlaps = 50_000

/**
 * All pairs of items whose ranges overlap, each pair once, sorted by the input positions of `later`, then `earlier`.
 * Items without a range take no part. Touching ranges do not overlap. Beyond `mostOverlaps` pairs, those at the
 * highest addresses are missing.
 */
export function overlapsAmong<Item>(
  items: readonly Item[],
  rangeOfItem: (item: Item) => Range | undefined,
): readonly Overlap<Item>[] {
  const entries: Entry<Item>[] = []
  addEntries(items, rangeOfItem, entries)
  return overlapsOf(entries).map(({ first, second, shared }) => ({
    earlier: first.item,
    later: second.item,
    shared,
  }))
}

/**
 * All pairs of an item of `left` and one of `right` that overlap, sorted by the input positions of `right`, then
 * `left`. Overlaps inside of `left` and `right` are not listed, but count towards `mostOverlaps`.
 */
export function overlapsBetween<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  rangeOfLeft: (item: Left) => Range | undefined,
  rangeOfRight: (item: Right) => Range | undefined,
): readonly { readonly left: Left; readonly right: Right; readonly shared: Range }[] {
  if (left.length === 0 || right.length === 0) return []
  const entries: Entry<Left | Right>[] = []
  addEntries(left, rangeOfLeft, entries)
  addEntries(right, rangeOfRight, entries, left.length)
  return overlapsOf(entries).flatMap(({ first, second, shared }) => {
    const ours = left[first.position]
    const theirs = right[second.position - left.length]
    return ours !== undefined && theirs !== undefined ? [{ left: ours, right: theirs, shared }] : []
  })
}

interface Entry<Item> {
  readonly item: Item
  readonly position: number
  readonly range: Range
}

interface Meeting<Item> {
  readonly first: Entry<Item>
  readonly second: Entry<Item>
  readonly shared: Range
}

/** @param offset how many items come before these in the order of the input */
function addEntries<Item, Other extends Item>(
  items: readonly Other[],
  rangeOfItem: (item: Other) => Range | undefined,
  entries: Entry<Item>[],
  offset = 0,
): void {
  items.forEach((item, index) => {
    const range = rangeOfItem(item)
    if (range) entries.push({ item, position: offset + index, range })
  })
}

function overlapsOf<Item>(entries: readonly Entry<Item>[]): readonly Meeting<Item>[] {
  const rising = entries.toSorted((a, b) =>
    a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0,
  )
  const found: Meeting<Item>[] = []
  let open: Entry<Item>[] = []
  for (const entry of rising) {
    if (mostOverlaps <= found.length) break
    open = open.filter((other) => entry.range.start < other.range.end)
    open.forEach((other) => {
      const shared = intersection(entry.range, other.range)
      if (!shared) return
      const isFirst = entry.position < other.position
      found.push({ first: isFirst ? entry : other, second: isFirst ? other : entry, shared })
    })
    open.push(entry)
  }
  return found.toSorted(
    (a, b) => a.second.position - b.second.position || a.first.position - b.first.position,
  )
}
