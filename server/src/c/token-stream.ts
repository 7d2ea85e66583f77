/**
 * The parser's reading position: look at a token, take it, or complain that it is another one. Behind the last
 * token there is an `end` token for ever, so a parse function need not ask whether anything is left.
 */
import type { Complain, ComplaintCode } from './complaint.ts'
import { limits } from './limits.ts'
import { originOf } from './origin.ts'
import type { Scope } from './scope.ts'
import type { InitializerSyntax } from './syntax.ts'
import type { Token } from './token.ts'
import type { CType } from './types.ts'

export interface TokenStream {
  readonly tokens: readonly Token[]
  /** The end token, which is there even when there is no other. */
  readonly end: Token
  at: number
  /** How deeply the parse functions are nested at the moment. */
  depth: number
  /** Where the last complaint was made: what goes wrong at the same token is a consequence of it. */
  complainedAt: number
  readonly scope: Scope
  readonly complain: Complain
  /** Reads a type name where one begins; handed in, since declarations and expressions need each other. */
  readonly typeName: (stream: TokenStream) => CType | undefined
  /** Reads an initialiser; handed in for the same reason. */
  readonly initializer: (stream: TokenStream) => InitializerSyntax
}

export function peek(stream: TokenStream, ahead = 0): Token {
  return stream.tokens[stream.at + ahead] ?? stream.end
}

export function take(stream: TokenStream): Token {
  const token = peek(stream)
  if (token.kind !== 'end') stream.at++
  return token
}

/** The token taken last; at the very beginning the first one. */
export function previous(stream: TokenStream): Token {
  return peek(stream, 0 < stream.at ? -1 : 0)
}

export function isAt(stream: TokenStream, text: string): boolean {
  const token = peek(stream)
  return token.text === text && (token.kind === 'punctuator' || token.kind === 'identifier')
}

/** Takes the token if it is the expected one. */
export function accept(stream: TokenStream, text: string): Token | undefined {
  return isAt(stream, text) ? take(stream) : undefined
}

/** Takes the expected token or complains behind the previous one, where it is missing; returns what it took. */
export function expect(stream: TokenStream, text: string, where: string): Token | undefined {
  const token = accept(stream, text)
  if (!token) complainHere(stream, 'c-syntax', `expected \`${text}\` ${where}, found ${nameOf(peek(stream))}`)
  return token
}

export function complainHere(stream: TokenStream, code: ComplaintCode, message: string): void {
  const token = peek(stream)
  const at = token.kind === 'end' ? previous(stream) : token
  if (stream.complainedAt === stream.at) return
  stream.complainedAt = stream.at
  if (isSpoilt(token) || isSpoilt(previous(stream))) return
  stream.complain({ code, severity: 'error', message, at: originOf(at) })
}

/** The lexer has complained about such a token, and what comes of it is not said again. */
function isSpoilt({ kind, text }: Token): boolean {
  if (kind === 'stray') return true
  return (kind === 'string' || kind === 'character') && !/^[^"']*(["'])[^]*\1$/.test(text)
}

export function nameOf(token: Token): string {
  return token.kind === 'end' ? 'the end of the file' : `\`${token.text}\``
}

/** Goes on behind a mistake: at the next of `stops` on this level, or where the level ends. */
export function skipTo(stream: TokenStream, stops: readonly string[]): void {
  let depth = 0
  while (peek(stream).kind !== 'end') {
    const { text, kind } = peek(stream)
    if (kind === 'punctuator') {
      if (depth === 0 && (stops.includes(text) || closing.has(text))) return
      if (opening.has(text)) depth++
      else if (closing.has(text)) depth--
    }
    take(stream)
  }
}

/** Runs a parse function one level deeper, or gives up with a complaint when the nesting is beyond the limit. */
export function nested<T>(
  stream: TokenStream,
  parse: (stream: TokenStream) => T,
  tooDeep: (stream: TokenStream) => T,
): T {
  if (limits.nesting <= stream.depth) {
    complainHere(stream, 'c-limit', `nesting deeper than ${limits.nesting} levels is not followed`)
    skipTo(stream, [',', ';'])
    return tooDeep(stream)
  }
  stream.depth++
  const result = parse(stream)
  stream.depth--
  return result
}

const opening = new Set(['(', '[', '{'])
const closing = new Set([')', ']', '}'])
