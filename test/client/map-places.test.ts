/** From the cursor to what is drawn, and back. */
import { expect, test } from 'vitest'
import { type MapPlace, placeOf, thingsAt } from '../../client/src/map-places.ts'

const file = 'file:///board/cell.c'

function place(name: number, from: readonly [number, number], to: readonly [number, number]): MapPlace {
  const range = {
    start: { line: from[0], character: from[1] },
    end: { line: to[0], character: to[1] },
  }
  return { uri: file, range, things: [{ kind: 'block', index: name }] }
}

const whole = { ...place(0, [2, 0], [90, 1]), things: [{ kind: 'head', index: 1 }] } as const
const region = place(1, [10, 2], [14, 3])
const next = place(2, [14, 5], [14, 40])
const places = [whole, region, next]

function at(line: number, character: number, uri = file): readonly string[] {
  return thingsAt(places, uri, { line, character }).map(({ kind, index }) => `${kind} ${index}`)
}

test('the innermost place counts, its borders included', () => {
  expect(at(12, 0)).toEqual(['block 1'])
  expect(at(10, 2)).toEqual(['block 1'])
  expect(at(14, 3)).toEqual(['block 1'])
  expect(at(14, 4)).toEqual(['head 1'])
  expect(at(14, 5)).toEqual(['block 2'])
})

test('outside of all places, and in other files, there is nothing', () => {
  expect(at(1, 9)).toEqual([])
  expect(at(12, 0, 'file:///board/other.c')).toEqual([])
})

test('two things of one place belong together', () => {
  const twice = [region, { ...region, things: [{ kind: 'item', index: 7 }] } as const]
  expect(thingsAt(twice, file, { line: 12, character: 0 })).toHaveLength(2)
})

test('a thing leads to the first place that it is written at', () => {
  expect(placeOf(places, { kind: 'block', index: 2 })).toBe(next)
  expect(placeOf(places, { kind: 'item', index: 2 })).toBeUndefined()
})
