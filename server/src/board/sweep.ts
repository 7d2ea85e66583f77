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
  const entries = entriesOf(items, rangeOfItem)
  const found: { readonly first: Entry<Item>; readonly second: Entry<Item>; readonly shared: Range }[] = []
  let open: Entry<Item>[] = []
  for (const entry of entries) {
    if (mostOverlaps <= found.length) break
    open = open.filter((other) => entry.range.start < other.range.end)
    for (const other of open) {
      const shared = intersection(entry.range, other.range)
      if (!shared) continue
      const [first, second] = entry.position < other.position ? [entry, other] : [other, entry]
      found.push({ first, second, shared })
    }
    open.push(entry)
  }
  found.sort((a, b) => a.second.position - b.second.position || a.first.position - b.first.position)
  return found.map(({ first, second, shared }) => ({ earlier: first.item, later: second.item, shared }))
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
  type Side = { readonly left: Left } | { readonly right: Right }
  const sides: Side[] = [...left.map((item) => ({ left: item })), ...right.map((item) => ({ right: item }))]
  const range = (side: Side) => ('left' in side ? rangeOfLeft(side.left) : rangeOfRight(side.right))
  return overlapsAmong(sides, range).flatMap(({ earlier, later, shared }) =>
    'left' in earlier && 'right' in later ? [{ left: earlier.left, right: later.right, shared }] : [],
  )
}

interface Entry<Item> {
  readonly item: Item
  readonly position: number
  readonly range: Range
}

function entriesOf<Item>(
  items: readonly Item[],
  rangeOfItem: (item: Item) => Range | undefined,
): readonly Entry<Item>[] {
  const entries = items.flatMap((item, position) => {
    const range = rangeOfItem(item)
    return range ? [{ item, position, range }] : []
  })
  return entries.toSorted((a, b) =>
    a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0,
  )
}
