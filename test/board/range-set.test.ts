/** Sets of ranges against their definition: the numbers in them, one by one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haveCommon, type RangeSet, rangeSetOf } from '../../server/src/board/range-set.ts'
import type { Range } from '../../server/src/config/range.ts'

const ranges: fc.Arbitrary<readonly Range[]> = fc.array(
  fc.tuple(fc.bigInt(0n, 20n), fc.bigInt(0n, 6n)).map(([start, size]) => ({ start, end: start + size })),
  { maxLength: 8 },
)

function numbersIn(all: readonly Range[]): readonly bigint[] {
  const numbers = Array.from({ length: 30 }, (_, index) => BigInt(index))
  return numbers.filter((number) => all.some(({ start, end }) => start <= number && number < end))
}

function isSorted(set: RangeSet): boolean {
  return set.every(({ start, end }, index) => {
    const before = set[index - 1]
    return start < end && (!before || before.end < start)
  })
}

test('a set has the numbers of its ranges, and gaps between its parts', () => {
  fc.assert(
    fc.property(ranges, (all) => {
      const set = rangeSetOf(all)
      expect(numbersIn(set)).toEqual(numbersIn(all))
      expect(isSorted(set)).toBe(true)
    }),
  )
})

test('two sets have a number in common when one of the numbers is in both', () => {
  fc.assert(
    fc.property(ranges, ranges, (one, other) => {
      const both = numbersIn(one).some((number) => numbersIn(other).includes(number))
      expect(haveCommon(rangeSetOf(one), rangeSetOf(other))).toBe(both)
    }),
  )
})
