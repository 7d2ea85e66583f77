/**
 * Which of many ranges, overlapping or not, touch a given one: O(log n) a question, plus the answers.
 *
 * The ranges are sorted by start, and the sorted array is read as a balanced tree: the root is in the middle, and
 * every node knows how far the ranges below it reach, so that whole subtrees that end too early are passed over.
 */
import type { Range } from '../../config/range.ts'

export interface RangeIndex<Item> {
  /** The items whose ranges overlap this one, by rising start; those of equal start in the order of the input. */
  readonly overlapping: (range: Range) => readonly Item[]
}

export function rangeIndex<Item>(
  items: readonly Item[],
  rangeOfItem: (item: Item) => Range | undefined,
): RangeIndex<Item> {
  const nodes = items
    .flatMap((item) => {
      const range = rangeOfItem(item)
      return range && range.start < range.end ? [{ item, range }] : []
    })
    .toSorted((a, b) => (a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0))
  const reach: bigint[] = Array.from({ length: nodes.length }, () => 0n)
  measure(0, nodes.length)

  /** Fills in how far the subtree over `low` up to, not including, `high` reaches, and returns it. */
  function measure(low: number, high: number): bigint {
    if (high <= low) return -1n
    const middle = (low + high) >> 1
    const ends = [measure(low, middle), nodes[middle]?.range.end ?? -1n, measure(middle + 1, high)]
    const furthest = ends.reduce((most, end) => (most < end ? end : most))
    reach[middle] = furthest
    return furthest
  }

  function collect(low: number, high: number, range: Range, found: Item[]): void {
    if (high <= low) return
    const middle = (low + high) >> 1
    const node = nodes[middle]
    if (!node || (reach[middle] ?? 0n) <= range.start) return
    collect(low, middle, range, found)
    if (range.end <= node.range.start) return
    if (range.start < node.range.end) found.push(node.item)
    collect(middle + 1, high, range, found)
  }

  return {
    overlapping: (range) => {
      const found: Item[] = []
      collect(0, nodes.length, range, found)
      return found
    },
  }
}
