/**
 * The sweep finds what its definition says: every two items whose ranges have a number in common. The definition is
 * written down here, all pairs by all pairs, and the two are compared on ranges that fast-check makes up: few and
 * short numbers, so that ranges touch, repeat, enclose one another and are empty.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostOverlaps, overlapsAmong, overlapsBetween } from '../../server/src/board/sweep.ts'
import type { Range } from '../../server/src/config/range.ts'

interface Item {
  /** Tells items apart whose ranges are equal. */
  readonly id: number
  readonly range: Range | undefined
}

const rangeOfItem = (one: Item): Range | undefined => one.range

const range = (highest: bigint): fc.Arbitrary<Range> =>
  fc
    .tuple(fc.bigInt(0n, highest), fc.bigInt(0n, highest / 2n))
    .map(([start, size]) => ({ start, end: start + size }))

/** Close to one another, or anywhere in the address space; a fifth of the items has no range. */
const items = fc.oneof(itemsWith(range(24n)), itemsWith(range((1n << 64n) - 1n)))

function itemsWith(ranges: fc.Arbitrary<Range>): fc.Arbitrary<readonly Item[]> {
  return fc
    .array(fc.option(ranges, { nil: undefined, freq: 5 }), { maxLength: 24 })
    .map((all) => all.map((found, id) => ({ id, range: found })))
}

function item(id: number, start: bigint, end: bigint): Item {
  return { id, range: { start, end } }
}

/** The numbers that both have, found without any of the code under test. */
function inBoth(a: Range | undefined, b: Range | undefined): Range | undefined {
  if (!a || !b) return undefined
  const start = a.start < b.start ? b.start : a.start
  const end = a.end < b.end ? a.end : b.end
  return start < end ? { start, end } : undefined
}

function pairsAmong(all: readonly Item[]): readonly { earlier: Item; later: Item; shared: Range }[] {
  return all.flatMap((later, position) =>
    all.slice(0, position).flatMap((earlier) => {
      const shared = inBoth(earlier.range, later.range)
      return shared ? [{ earlier, later, shared }] : []
    }),
  )
}

function pairsBetween(
  lefts: readonly Item[],
  rights: readonly Item[],
): readonly { left: Item; right: Item; shared: Range }[] {
  return rights.flatMap((right) =>
    lefts.flatMap((left) => {
      const shared = inBoth(left.range, right.range)
      return shared ? [{ left, right, shared }] : []
    }),
  )
}

describe('overlapsAmong', () => {
  test('finds every overlapping pair once, in the order of the input', () => {
    fc.assert(
      fc.property(items, (all) => {
        expect(overlapsAmong(all, rangeOfItem)).toEqual(pairsAmong(all))
      }),
      { numRuns: 500 },
    )
  })

  test('leaves out ranges that merely touch', () => {
    const all = [item(0, 0n, 4n), item(1, 4n, 8n)]
    expect(overlapsAmong(all, rangeOfItem)).toEqual([])
  })

  test('names the earlier and the later one by their position, not by their address', () => {
    const [high, low] = [item(0, 4n, 8n), item(1, 0n, 5n)]
    expect(overlapsAmong([high, low], rangeOfItem)).toEqual([
      { earlier: high, later: low, shared: { start: 4n, end: 5n } },
    ])
  })

  test('ends its search on a file that was made to exhaust it', () => {
    const all = Array.from({ length: 5000 }, (_, id) => item(id, 0n, 1n))
    const found = overlapsAmong(all, rangeOfItem).length
    expect(mostOverlaps <= found).toBe(true)
    expect(found < mostOverlaps + all.length).toBe(true)
  })
})

describe('overlapsBetween', () => {
  test('finds every pair of a left and a right item that overlap, and no other', () => {
    fc.assert(
      fc.property(items, items, (lefts, rights) => {
        const found = overlapsBetween(lefts, rights, rangeOfItem, rangeOfItem)
        expect(found).toEqual(pairsBetween(lefts, rights))
      }),
      { numRuns: 500 },
    )
  })
})
