/**
 * From characters to tokens: one pass over the text, white space and comments left out, directives included.
 *
 * The lexer knows nothing of directives or macros; it marks the tokens that begin a line, which is all that the
 * preprocessor needs to find them. A file is lexed once, however often it is included.
 */
import type { Complaint } from './complaint.ts'
import { limits } from './limits.ts'
import { originOf } from './origin.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Token, TokenKind } from './token.ts'

export interface Lexed {
  /** Ends with an `end` token. */
  readonly tokens: readonly Token[]
  readonly complaints: readonly Complaint[]
}

const known = new WeakMap<SourceFile, Lexed>()

/** The tokens of a file; the same object for the same file. */
export function lex(file: SourceFile): Lexed {
  const before = known.get(file)
  if (before) return before
  const lexed = scan(file)
  known.set(file, lexed)
  return lexed
}

/** Lets the tokens of a file go, that are remembered otherwise as long as the file is. */
export function forgetTokens(file: SourceFile): void {
  known.delete(file)
}

export function tokensOf(file: SourceFile): readonly Token[] {
  return lex(file).tokens
}

const tab = 0x09
const newline = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const backslash = 0x5c
const byteOrderMark = 0xfeff

function scan(file: SourceFile): Lexed {
  const { text } = file
  const maySplice = text.includes('\\')
  const tokens: Token[] = []
  const complaints: Complaint[] = []
  let at = 0
  let lineStart = true
  let spaceBefore = false

  const add = (kind: TokenKind, end: number): Token => {
    const raw = text.slice(at, end)
    const token: Token = {
      kind,
      text: maySplice && raw.includes('\\') ? raw.replace(splice, '') : raw,
      file,
      start: at,
      end,
      spaceBefore,
      lineStart,
      expansion: undefined,
      hidden: undefined,
    }
    tokens.push(token)
    at = end
    lineStart = false
    spaceBefore = false
    return token
  }
  const complain = (token: Token, message: string): void => {
    if (complaints.length < limits.complaints)
      complaints.push({ code: 'c-syntax', severity: 'error', message, at: originOf(token) })
  }

  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === newline || code === carriageReturn) {
      lineStart = true
      spaceBefore = false
      at++
    } else if (isBlank(code) || (code === byteOrderMark && at === 0)) {
      spaceBefore = true
      at++
    } else if (code === backslash && 0 < spliceLength(text, at)) {
      at += spliceLength(text, at)
    } else if (code === 0x2f && text.charCodeAt(at + 1) === 0x2f) {
      at = endOfSplicedLine(text, at)
      spaceBefore = true
    } else if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
      const end = text.indexOf('*/', at + 2)
      if (end < 0) {
        complain(add('stray', at + 2), 'the comment that begins here does not end')
        tokens.pop()
        at = text.length
      } else {
        at = end + 2
        spaceBefore = true
      }
    } else if (isNameStart(code)) {
      const end = endOfName(text, at)
      const next = text.charCodeAt(end)
      if ((next === 0x22 || next === 0x27) && /^(?:u8|[uUL])$/.test(text.slice(at, end))) literal(end, next)
      else add('identifier', end)
    } else if (isDigit(code) || (code === 0x2e && isDigit(text.charCodeAt(at + 1)))) {
      add('number', endOfNumber(text, at))
    } else if (code === 0x22 || code === 0x27) literal(at, code)
    else {
      const length = punctuatorLength(text, at)
      if (0 < length) add('punctuator', at + length)
      else {
        const character = shown(text.codePointAt(at) ?? 0)
        complain(add('stray', endOfRun(text, at)), `the character ${character} has no meaning in C`)
      }
    }
  }
  at = text.length
  lineStart = true
  add('end', text.length)
  return { tokens, complaints }

  function literal(quoteAt: number, quote: number): void {
    const { end, closed } = endOfLiteral(text, quoteAt, quote)
    const token = add(quote === 0x22 ? 'string' : 'character', end)
    if (!closed)
      complain(token, `the ${quote === 0x22 ? 'string' : 'character constant'} does not end on its line`)
  }
}

const splice = /\\[ \t]*\r?\n/g

/** How long the backslash and line break here are, 0 where there is none; like gcc, blanks between them are let pass. */
function spliceLength(text: string, start: number): number {
  if (text.charCodeAt(start) !== backslash) return 0
  let at = start + 1
  while (text.charCodeAt(at) === space || text.charCodeAt(at) === tab) at++
  if (text.charCodeAt(at) === carriageReturn) at++
  return text.charCodeAt(at) === newline ? at + 1 - start : 0
}

/** The end of the line of an offset, before its line feed; a backslash at the end continues it on the next one. */
export function endOfSplicedLine(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    if (end < 0) return text.length
    let last = text.charCodeAt(end - 1) === carriageReturn ? end - 2 : end - 1
    while (start < last && (text.charCodeAt(last) === space || text.charCodeAt(last) === tab)) last--
    if (text.charCodeAt(last) !== backslash) return end
    at = end + 1
  }
  return text.length
}

function isBlank(code: number): boolean {
  return code === space || code === tab || code === 0x0b || code === 0x0c
}

function isDigit(code: number): boolean {
  return 0x30 <= code && code <= 0x39
}

function isNameStart(code: number): boolean {
  return (0x61 <= code && code <= 0x7a) || (0x41 <= code && code <= 0x5a) || code === 0x5f || code === 0x24
}

/** For each character of ASCII whether a name may go on with it: a table, since most of a text is names. */
const isNamePart = Array.from({ length: 128 }, (_, code) => isNameStart(code) || isDigit(code))

function endOfName(text: string, start: number): number {
  let at = start
  for (;;) {
    const code = text.charCodeAt(at)
    if (isNamePart[code]) at++
    else if (code === backslash && 0 < spliceLength(text, at)) at += spliceLength(text, at)
    else return at
  }
}

/** A preprocessing number is greedier than any number: `0x1e+5` is one. */
function endOfNumber(text: string, start: number): number {
  let at = start
  for (;;) {
    const code = text.charCodeAt(at)
    if (isNamePart[code] || code === 0x2e) at++
    else if ((code === 0x2b || code === 0x2d) && start < at && /[eEpP]/.test(text[at - 1] ?? '')) at++
    else if (code === backslash && 0 < spliceLength(text, at)) at += spliceLength(text, at)
    else return at
  }
}

function endOfLiteral(
  text: string,
  quoteAt: number,
  quote: number,
): { readonly end: number; readonly closed: boolean } {
  let at = quoteAt + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) return { end: at + 1, closed: true }
    if (code === newline || code === carriageReturn) break
    at += code === backslash ? Math.max(2, spliceLength(text, at)) : 1
  }
  return { end: Math.min(at, text.length), closed: false }
}

const single = new Set(Array.from('[](){}.,;:?~!+-*/%<>=&|^#', (character) => character.charCodeAt(0)))
/** Those that longer ones begin with. */
const first = new Set(Array.from('.+-*/%<>=!&|^#', (character) => character.charCodeAt(0)))
const longer = new Set([
  '...',
  '<<=',
  '>>=',
  '->',
  '++',
  '--',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '*=',
  '/=',
  '%=',
  '+=',
  '-=',
  '&=',
  '^=',
  '|=',
  '##',
])

function punctuatorLength(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (!single.has(code)) return 0
  if (!first.has(code) || !single.has(text.charCodeAt(at + 1))) return 1
  if (at + 3 <= text.length && longer.has(text.slice(at, at + 3))) return 3
  return longer.has(text.slice(at, at + 2)) ? 2 : 1
}

/** The same character over and over is one mistake, so it is one token. */
function endOfRun(text: string, start: number): number {
  const code = text.codePointAt(start) ?? 0
  const step = 0xffff < code ? 2 : 1
  let at = start + step
  // A backslash may be the beginning of a splice, so it stays alone.
  if (code === backslash) return at
  for (let next = text.codePointAt(at); next === code; next = text.codePointAt(at)) at += step
  return at
}

function shown(code: number): string {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return 0x20 < code && code < 0xfffd ? `\`${String.fromCodePoint(code)}\` (${name})` : name
}
