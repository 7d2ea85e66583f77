/** Markdown: nothing that a user wrote gets out of its place. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  code,
  codeBlock,
  document,
  facts,
  list,
  plain,
  prose,
  shortened,
  table,
} from '../../server/src/ide/markdown.ts'

describe('a code span', () => {
  test.each([
    ['size', '`size`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['two\n  lines', '`two lines`'],
    ['', ''],
  ])('of %j', (text, markdown) => {
    expect(code(text)).toBe(markdown)
  })

  test('holds whatever it is given: its fence occurs nowhere inside', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a`\n |]*$/), (text) => {
        const span = code(text)
        if (span === '') return
        const fence = /^`+/.exec(span)?.[0] ?? ''
        const inner = span.slice(fence.length, -fence.length)
        expect(span.endsWith(fence)).toBe(true)
        expect([...inner.matchAll(/`+/g)].map(([run]) => run)).not.toContain(fence)
        expect(span).not.toContain('\n')
      }),
    )
  })
})

test.each([
  ['*bold* and _this_ but not this_one', '\\*bold\\* and \\_this\\_ but not this_one'],
  ['[text](http://a.b)', '\\[text](http:\\//a.b)'],
  ['a < b, <b>, <!-- -->', 'a < b, \\<b>, \\<!-- -->'],
  ['# no heading', '\\# no heading'],
  ['1. no list', '1\\. no list'],
  ['- no list', '\\- no list'],
  ['1 - 2 + 3', '1 - 2 + 3'],
  ['~~gone~~ ~1', '\\~\\~gone\\~\\~ \\~1'],
  ['~(size - 1)', '~(size - 1)'],
  ['&amp; & co', '\\&amp; & co'],
  ['C:\\path', 'C:\\\\path'],
  ['two\n\nlines', 'two lines'],
])('plain text %j', (text, markdown) => {
  expect(plain(text)).toBe(markdown)
})

test('prose keeps names in code spans and escapes the rest', () => {
  expect(prose('Has to be `JAILHOUSE_*`, at `a` *b*.')).toBe('Has to be `JAILHOUSE_*`, at `a` \\*b\\*.')
  expect(prose('`a` + 1')).toBe('`a` + 1')
  expect(prose('an `odd number of backticks')).toBe('an \\`odd number of backticks')
})

describe('a table', () => {
  test('keeps the name of a fact on one line', () => {
    expect(facts([['root cell', 'a b']])).toBe('| root\u00a0cell | a b |\n|:--|:--|')
  })

  test('has its first fact on top, and leaves out facts without a value', () => {
    expect(
      facts([
        ['unit', undefined],
        ['value', '`5`'],
        ['none', ''],
        ['place', 'here'],
      ]),
    ).toBe('| value | `5` |\n|:--|:--|\n| place | here |')
    expect(facts([['value', undefined]])).toBe('')
  })

  test('is not torn apart by what is in its cells', () => {
    expect(table(['a'], [[code('x | y')]])).toBe('| a |\n|:--|\n| `x \\| y` |')
  })
})

test('a block of code ends where its text does', () => {
  expect(codeBlock('a\n```\nb\n')).toBe('````c\na\n```\nb\n````')
})

test('a document is its parts, and no list runs on into the next part', () => {
  expect(document(['a', undefined, '', list(['b', 'c'])])).toBe('a\n\n- b\n- c')
})

test('a list that is too long says how much is missing', () => {
  expect(shortened(['a', 'b', 'c'], 3)).toEqual(['a', 'b', 'c'])
  expect(shortened(['a', 'b', 'c', 'd'], 3)).toEqual(['a', 'b', '… and 2 more'])
})
