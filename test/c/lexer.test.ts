/** From characters to tokens: what is one token, what is between tokens, and what is no token at all. */
import { describe, expect, it } from 'vitest'
import { lex } from '../../server/src/c/lexer.ts'
import { spanText } from '../../server/src/text/span.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'

function lexed(text: string) {
  return lex(sourceFile('/a.c', text))
}

function texts(text: string): readonly string[] {
  return lexed(text)
    .tokens.filter(({ kind }) => kind !== 'end')
    .map((token) => token.text)
}

function kinds(text: string): readonly string[] {
  return lexed(text).tokens.map(({ kind }) => kind)
}

function complaints(text: string): readonly string[] {
  return lexed(text).complaints.map(({ message, at }) => `${spanText(writtenAt(at))}: ${message}`)
}

describe('what is one token', () => {
  it.each([
    ['a1 _b $c', ['a1', '_b', '$c']],
    ['0x1e+5', ['0x1e+5']],
    ['1.5e-3f .5 1..2', ['1.5e-3f', '.5', '1..2']],
    ['a<<=b>>=c...d', ['a', '<<=', 'b', '>>=', 'c', '...', 'd']],
    ['a->b++ --c', ['a', '->', 'b', '++', '--', 'c']],
    ['a&&b||c!=d==e<=f>=g', ['a', '&&', 'b', '||', 'c', '!=', 'd', '==', 'e', '<=', 'f', '>=', 'g']],
    ['#a ## b', ['#', 'a', '##', 'b']],
    ['....', ['...', '.']],
    ['"a\\"b" \'\\\'\'', ['"a\\"b"', "'\\''"]],
    ['L"a" u8"b" U\'c\' Lx', ['L"a"', 'u8"b"', "U'c'", 'Lx']],
    ['"//" "/*" /* "a */ "b"', ['"//"', '"/*"', '"b"']],
    ['a/**/b//c', ['a', 'b']],
  ])('%s', (text, expected) => {
    expect(texts(text)).toEqual(expected)
    expect(complaints(text)).toEqual([])
  })

  it('tells its kinds apart', () => {
    expect(kinds('a 1 "s" \'c\' + @')).toEqual([
      'identifier',
      'number',
      'string',
      'character',
      'punctuator',
      'stray',
      'end',
    ])
  })

  it('lexes a file once', () => {
    const file = sourceFile('/a.c', 'a')
    expect(lex(file)).toBe(lex(file))
  })
})

describe('lines', () => {
  it.each([['\n'], ['\r\n'], ['\r']])('end with %j', (end) => {
    const { tokens } = lexed(`a b${end}${end} #c`)
    expect(tokens.map(({ lineStart }) => lineStart)).toEqual([true, false, true, false, true])
  })

  it.each([['\\\n'], ['\\\r\n'], ['\\  \n'], ['\\\t\r\n']])('are joined by %j', (splice) => {
    expect(texts(`ab${splice}cd 0x1${splice}2 "a${splice}b"`)).toEqual(['abcd', '0x12', '"ab"'])
    const { tokens } = lexed(`a${splice}+b // c${splice} d`)
    expect(tokens.map(({ text, lineStart }) => [text, lineStart])).toEqual([
      ['a', true],
      ['+', false],
      ['b', false],
      ['', true],
    ])
  })

  it('a splice is nothing, a comment is a blank', () => {
    expect(lexed('a\\\n(').tokens[1]?.spaceBefore).toBe(false)
    expect(lexed('a/**/(').tokens[1]?.spaceBefore).toBe(true)
    expect(lexed('a//b\\\n(\n(').tokens[1]?.lineStart).toBe(true)
  })

  it('a byte order mark is white space at the beginning and nowhere else', () => {
    expect(texts('\ufeff#define')).toEqual(['#', 'define'])
    expect(lexed('\ufeff#define').tokens[0]?.lineStart).toBe(true)
    expect(kinds('a\ufeff')).toEqual(['identifier', 'stray', 'end'])
  })
})

describe('what is no C', () => {
  it.each([
    ['a @ b', ['@: the character `@` (U+0040) has no meaning in C']],
    ['a @@@ b', ['@@@: the character `@` (U+0040) has no meaning in C']],
    ['\0\0', ['\0\0: the character U+0000 has no meaning in C']],
    ['😀', ['😀: the character U+1F600 has no meaning in C']],
    ['"abc\nd', ['"abc: the string does not end on its line']],
    ['"abc\\', ['"abc\\: the string does not end on its line']],
    ["'a\n", ["'a: the character constant does not end on its line"]],
    ['a /* b\nc', ['/*: the comment that begins here does not end']],
    ['/*/', ['/*: the comment that begins here does not end']],
  ])('%j', (text, expected) => {
    expect(complaints(text)).toEqual(expected)
  })

  it('an unterminated comment hides the rest', () => {
    expect(texts('a /* b\nc')).toEqual(['a'])
  })
})
