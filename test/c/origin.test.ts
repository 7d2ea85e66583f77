/**
 * Where a token comes from. The text has macros in front; a line of carets says where the number in question was
 * written, and the list of names is the chain of calls it came through, the innermost first.
 */
import { describe, expect, it } from 'vitest'
import { callChain, commonCall, definedBy, spellingOf, writtenAt } from '../../server/src/c/origin.ts'
import { positionAt, textOfLine } from '../../server/src/text/source-file.ts'
import { type Span, spanText } from '../../server/src/text/span.ts'
import { translated } from './translation.ts'

const macros = `#define ONE 1
#define INNER(x) x, ONE
#define OUTER(y) INNER(y), 4
#define IGNORE(x) 5
#define PASTE(a, b) a##b
#define STRING(x) #x
#define TWICE(x) x, x
#define ID(x) x
#define NAMED ID
#define OPT(x, ...) x ## __VA_OPT__(5 6 __VA_ARGS__)
`

function tokenOf(text: string, wanted: string, nth = 0, files = {}) {
  const token = translated(macros + text, { files }).preprocessed.tokens.filter(
    (other) => other.text === wanted,
  )[nth]
  if (!token) throw new Error(`there is no \`${wanted}\``)
  return token
}

/** The line that a span is in, with carets below; only spans of one line occur here. */
function carets(place: Span): string {
  const { line, column } = positionAt(place.file, place.start)
  return `${textOfLine(place.file, line)}\n${' '.repeat(column)}${'^'.repeat(place.end - place.start)}`
}

describe('written at', () => {
  it.each([
    ['plain text', 'a = 7;', '7', 0, 'a = 7;\n    ^', []],
    ['an object-like macro', 'a = ONE;', '1', 0, 'a = ONE;\n    ^^^', ['ONE']],
    ['an argument', 'a = INNER(7);', '7', 0, 'a = INNER(7);\n          ^', ['INNER']],
    ['the body of a call', 'a = OUTER(7);', '4', 0, 'a = OUTER(7);\n    ^^^^^^^^', ['OUTER']],
    ['a macro in a body', 'a = INNER(7);', '1', 0, 'a = INNER(7);\n    ^^^^^^^^', ['ONE', 'INNER']],
    [
      'an argument that is passed on',
      'a = OUTER(7);',
      '7',
      0,
      'a = OUTER(7);\n          ^',
      ['INNER', 'OUTER'],
    ],
    ['a body in a body', 'a = OUTER(7);', '1', 0, 'a = OUTER(7);\n    ^^^^^^^^', ['ONE', 'INNER', 'OUTER']],
    ['a macro in an argument', 'a = ID(ONE);', '1', 0, 'a = ID(ONE);\n       ^^^', ['ONE', 'ID']],
    [
      'a call in an argument',
      'a = ID(IGNORE(2) + 3);',
      '5',
      0,
      'a = ID(IGNORE(2) + 3);\n       ^^^^^^^^^',
      ['IGNORE', 'ID'],
    ],
    [
      'an argument of an argument',
      'a = ID(ID(ID(7)));',
      '7',
      0,
      'a = ID(ID(ID(7)));\n             ^',
      ['ID', 'ID', 'ID'],
    ],
    ['an argument used again', 'a = TWICE(7);', '7', 1, 'a = TWICE(7);\n          ^', ['TWICE']],
    ['a pasted token', 'a = PASTE(1, 2);', '12', 0, 'a = PASTE(1, 2);\n          ^', ['PASTE']],
    ['a token of __VA_OPT__', 'a = OPT(1, 2);', '6', 0, 'a = OPT(1, 2);\n    ^^^^^^^^^', ['OPT']],
    ['an argument in __VA_OPT__', 'a = OPT(1, 2);', '2', 0, 'a = OPT(1, 2);\n           ^', ['OPT']],
    ['a token pasted with __VA_OPT__', 'a = OPT(1, 2);', '15', 0, 'a = OPT(1, 2);\n        ^', ['OPT']],
    ['a stringised token', 'a = STRING(7);', '"7"', 0, 'a = STRING(7);\n    ^^^^^^^^^', ['STRING']],
    [
      'a rescan that takes arguments behind it',
      'a = NAMED(7);',
      '7',
      0,
      'a = NAMED(7);\n          ^',
      ['ID', 'NAMED'],
    ],
    ['a computed macro', 'a = __COUNTER__;', '0', 0, 'a = __COUNTER__;\n    ^^^^^^^^^^^', ['__COUNTER__']],
  ])('%s', (_, text, wanted, nth, expected, chain) => {
    const token = tokenOf(text, wanted, nth)
    expect(carets(writtenAt({ first: token, last: token }))).toBe(expected)
    expect(callChain(token).map(({ macro }) => macro.name)).toEqual(chain)
    expect(definedBy(token)?.name).toBe(chain[0])
  })

  it('in an included file', () => {
    const token = tokenOf('#include "a.h"\n', '1', 0, { 'a.h': '\nb = ID(ONE);' })
    const place = writtenAt({ first: token, last: token })
    expect(place.file.path).toBe('a.h')
    expect(carets(place)).toBe('b = ID(ONE);\n       ^^^')
    expect(spellingOf(token).file.path).toBe('/main.c')
  })

  it('a call over several lines', () => {
    const token = tokenOf('a = OUTER(\n  7\n);', '4')
    expect(spanText(writtenAt({ first: token, last: token }))).toBe('OUTER(\n  7\n)')
  })

  it('a run over two calls covers both', () => {
    const { tokens } = translated(`${macros}a = ONE | IGNORE(2);`).preprocessed
    const first = tokens.find(({ text }) => text === '1')
    const last = tokens.find(({ text }) => text === '5')
    if (!first || !last) throw new Error('the tokens are not there')
    expect(spanText(writtenAt({ first, last }))).toBe('ONE | IGNORE(2)')
    expect(commonCall({ first, last })).toBeUndefined()
  })
})

describe('the common call', () => {
  it('is the outermost one', () => {
    const { tokens } = translated(`${macros}a = OUTER(7);`).preprocessed
    const first = tokens.find(({ text }) => text === '7')
    const last = tokens.find(({ text }) => text === '4')
    if (!first || !last) throw new Error('the tokens are not there')
    expect(commonCall({ first, last })?.macro.name).toBe('OUTER')
  })

  it('does not join two calls of one macro', () => {
    const { tokens } = translated(`${macros}a = ONE + ONE;`).preprocessed
    const [first, last] = tokens.filter(({ text }) => text === '1')
    if (!first || !last) throw new Error('the tokens are not there')
    expect(commonCall({ first, last })).toBeUndefined()
  })
})
