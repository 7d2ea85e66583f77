/**
 * Ranges cut wherever one of them begins or ends, with all that lie over each piece: what many tables say about one
 * address, for all addresses at once. Knows nothing about what the ranges stand for.
 */
import type { Range } from '../../config/range.ts'

export interface Stretch<Item> {
  readonly range: Range
  /** In the order of the input; at least one. */
  readonly items: readonly Item[]
}

export interface Stretches<Item> {
  /** By rising address, without overlap. */
  readonly all: readonly Stretch<Item>[]
  /** False when there are more than the limit lets through: then those at the highest addresses are missing. */
  readonly isComplete: boolean
}

/** How many items all stretches have together. No board of a machine gets anywhere near. */
const mostEntries = 1_000_000

/**
 * @param keyOf the same text for items that are the same thing: stretches that touch and have the same ones are one
 */
export function stretchesOf<Item>(
  items: readonly Item[],
  rangeOfItem: (item: Item) => Range,
  keyOf: (item: Item) => string,
  most = mostEntries,
): Stretches<Item> {
  const borders = bordersOf(items, rangeOfItem)
  const open = new Map<number, Item>()
  const all: (Stretch<Item> & { readonly key: string })[] = []
  let entries = 0
  let from = 0n
  for (const { at, index, item, opens } of borders) {
    if (from < at && 0 < open.size) {
      entries += open.size
      if (most < entries) return { all, isComplete: false }
      const present = [...open].toSorted(([a], [b]) => a - b).map(([, one]) => one)
      extend(all, { range: { start: from, end: at }, items: present, key: present.map(keyOf).join('\n') })
    }
    from = at
    if (opens) open.set(index, item)
    else open.delete(index)
  }
  return { all, isComplete: true }
}

interface Border<Item> {
  readonly at: bigint
  readonly index: number
  readonly item: Item
  readonly opens: boolean
}

function bordersOf<Item>(
  items: readonly Item[],
  rangeOfItem: (item: Item) => Range,
): readonly Border<Item>[] {
  const borders = items.flatMap((item, index) => {
    const { start, end } = rangeOfItem(item)
    return end <= start
      ? []
      : [
          { at: start, index, item, opens: true },
          { at: end, index, item, opens: false },
        ]
  })
  return borders.toSorted((a, b) => (a.at < b.at ? -1 : b.at < a.at ? 1 : 0))
}

function extend<Item>(
  all: (Stretch<Item> & { readonly key: string })[],
  next: Stretch<Item> & { readonly key: string },
): void {
  const last = all.at(-1)
  if (last?.range.end === next.range.start && last.key === next.key)
    all[all.length - 1] = { ...last, range: { start: last.range.start, end: next.range.end } }
  else all.push(next)
}
