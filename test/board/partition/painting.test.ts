/**
 * The sweeps under the partition, held against what they stand for: a table of single places, written one after the
 * other.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  overlay,
  painted,
  patchAt,
  type Patch,
  type Stroke,
} from '../../../server/src/board/partition/painting.ts'
import { rangeIndex } from '../../../server/src/board/partition/range-index.ts'
import type { Range } from '../../../server/src/config/range.ts'

const places = 40

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: 0, max: places - 1 }), fc.integer({ min: 0, max: 12 }))
  .map(([start, size]) => ({ start: BigInt(start), end: BigInt(Math.min(start + size, places)) }))

const strokes: fc.Arbitrary<readonly Stroke<number>[]> = fc
  .array(fc.tuple(range, fc.boolean()), { maxLength: 14 })
  .map((list) => list.map(([where, wipes], index) => ({ range: where, paint: wipes ? undefined : index })))

function placesOf<Paint>(list: readonly { range: Range; paint: Paint }[]): readonly (Paint | undefined)[] {
  const table: (Paint | undefined)[] = Array.from({ length: places }, () => undefined)
  for (const { range: where, paint } of list)
    for (let place = where.start; place < where.end; place++) table[Number(place)] = paint
  return table
}

describe('painting', () => {
  test('leaves the last stroke of each place, in order and in the largest pieces', () => {
    fc.assert(
      fc.property(strokes, (list) => {
        const patches = painted(list)
        expect(placesOf(patches)).toEqual(placesOf(list))
        expectTidy(patches)
      }),
    )
  })

  test('shows one patch at each place', () => {
    fc.assert(
      fc.property(strokes, (list) => {
        const patches = painted(list)
        const found = Array.from({ length: places }, (_, place) => patchAt(patches, BigInt(place))?.paint)
        expect(found).toEqual(placesOf(list))
      }),
    )
  })
})

test('an overlay pairs what two tables have at the same place', () => {
  fc.assert(
    fc.property(strokes, strokes, (left, right) => {
      const pairs = overlay(painted(left), painted(right))
      const [as, bs] = [placesOf(left), placesOf(right)]
      const expected = as.map((a, place) => (a === undefined ? undefined : { a, b: bs[place] }))
      expect(placesOf(pairs.map(({ range: where, a, b }) => ({ range: where, paint: { a, b } })))).toEqual(
        expected,
      )
    }),
  )
})

test('an index finds every range that overlaps, by rising start', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), range, (ranges, asked) => {
      const found = rangeIndex(ranges, (item) => item).overlapping(asked)
      const expected = ranges
        .filter((one) => one.start < one.end && asked.start < asked.end)
        .filter((one) => one.start < asked.end && asked.start < one.end)
        .toSorted((a, b) => Number(a.start - b.start))
      expect(asked.start < asked.end ? found : []).toEqual(expected)
    }),
  )
})

function expectTidy(patches: readonly Patch<number>[]): void {
  for (const [index, { range: where, paint }] of patches.entries()) {
    expect(where.start < where.end).toBe(true)
    const next = patches[index + 1]
    if (!next) continue
    expect(where.end <= next.range.start).toBe(true)
    expect(where.end === next.range.start && paint === next.paint).toBe(false)
  }
}
