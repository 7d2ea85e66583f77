/** Columns of a terminal, and prose in them. */
import { describe, expect, test } from 'vitest'
import { displayed, printable, widthOfText } from '../../../server/src/cli/formats/display.ts'
import { hanging, listed, numberOf, wrapped } from '../../../server/src/cli/formats/prose.ts'

test.each([
  ['', 0],
  ['abc', 3],
  ['äöü', 3],
  ['e\u0301', 1],
  ['漢字', 4],
  ['한국', 4],
  ['🐧', 2],
  ['→', 1],
])('%j has %i columns', (text, width) => {
  expect(widthOfText(text)).toBe(width)
  expect(displayed(text).width).toBe(width)
})

test('a tab ends at the next fourth column, wherever it begins', () => {
  for (const before of ['', 'a', 'ab', 'abc'])
    expect(displayed(`${before}\tx`).columnOf(before.length + 1)).toBe(4)
  expect(displayed('abcd\tx').columnOf(5)).toBe(8)
})

test('offsets are UTF-16 code units, and those behind the end are at the end', () => {
  const { columnOf } = displayed('🐧x')
  expect([0, 1, 2, 3, 99].map(columnOf)).toEqual([0, 0, 2, 3, 3])
})

test.each([
  ['\u0000\u0007\u001b\u007f', '␀␇␛␡'],
  ['a\r\nb', 'a␍␊b'],
  ['\u0085\u009b\u2028\u202e\u2066', '\ufffd'.repeat(5)],
  ['plain → 漢字 🐧', 'plain → 漢字 🐧'],
])('what would command a terminal becomes visible in %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
  expect(printable(shown)).toBe(shown)
})

describe('prose', () => {
  test('is broken at words', () => {
    expect(wrapped('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four'])
    expect(wrapped('', 9)).toEqual([])
  })

  test('keeps a long word whole', () => {
    expect(wrapped('a abcdefghij b', 5)).toEqual(['a', 'abcdefghij', 'b'])
  })

  test('hangs below its beginning', () => {
    expect(hanging(' = why: ', 'one two three', 15)).toEqual([' = why: one two', '        three'])
  })

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a or b'],
    [['a', 'b', 'c'], 'a, b or c'],
  ])('lists %j', (words, text) => {
    expect(listed(words, 'or')).toBe(text)
  })

  test.each([
    [0, '0 files'],
    [1, '1 file'],
    [2, '2 files'],
  ])('counts %i', (count, text) => {
    expect(numberOf(count, 'file')).toBe(text)
  })
})
