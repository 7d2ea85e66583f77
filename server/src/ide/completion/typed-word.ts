/**
 * The word that is being typed: where it stands, and the tokens of the file with a mark in its place. The mark is a
 * name that nobody defines, so that half of a macro's name is no call of another macro.
 */
import { tokensOf } from '../../c/lexer.ts'
import type { Token } from '../../c/token.ts'
import type { SourceFile } from '../../text/source-file.ts'
import { type Span, span } from '../../text/span.ts'

export interface TypedWord {
  /** The whole word that the cursor is in or behind; empty where there is none. */
  readonly span: Span
  /** As far as the cursor. */
  readonly typed: string
  readonly mark: Token
  /** The tokens of the file with the mark among them. */
  readonly tokens: readonly Token[]
  /** Where the mark is among them. */
  readonly at: number
}

const markText = 'warden_is_asked_here'

/** Undefined in comments, strings and numbers, where nothing is completed. */
export function typedWordAt(file: SourceFile, offset: number): TypedWord | undefined {
  const tokens = tokensOf(file)
  const behind = firstEndingBehind(tokens, offset)
  const before = tokens[behind - 1]
  const around = tokens[behind]
  if (around && around.start < offset && around.kind !== 'identifier' && around.kind !== 'end')
    return undefined
  if (around?.kind === 'identifier' && around.start < offset)
    return markedAt(tokens, behind, behind + 1, offset)
  if (before?.end === offset && before.kind === 'identifier')
    return markedAt(tokens, behind - 1, behind, offset)
  const isSpoilt = before?.end === offset && before.kind !== 'punctuator'
  if (isSpoilt || isInComment(file.text.slice(before?.end ?? 0, offset))) return undefined
  return markedAt(tokens, behind, behind, offset)
}

/** The tokens from `start` to `end` are the word. */
function markedAt(
  tokens: readonly Token[],
  start: number,
  end: number,
  offset: number,
): TypedWord | undefined {
  const word = start < end ? tokens[start] : undefined
  const file = (word ?? tokens[0])?.file
  if (!file) return undefined
  const place = word ? span(file, word.start, word.end) : span(file, offset, offset)
  const next = tokens[start]
  const mark: Token = {
    kind: 'identifier',
    text: markText,
    file,
    start: place.start,
    end: place.end,
    spaceBefore: word?.spaceBefore ?? true,
    lineStart: word?.lineStart ?? isFirstOfLine(tokens[start - 1], next, file, offset),
    expansion: undefined,
    hidden: undefined,
  }
  return {
    span: place,
    typed: file.text.slice(place.start, offset),
    mark,
    tokens: [...tokens.slice(0, start), mark, ...tokens.slice(end)],
    at: start,
  }
}

function isFirstOfLine(
  before: Token | undefined,
  next: Token | undefined,
  file: SourceFile,
  offset: number,
): boolean {
  if (!before) return true
  return next?.lineStart === true && file.text.slice(before.end, offset).includes('\n')
}

/** The index of the first token that ends behind the offset, or of the end of the file. */
function firstEndingBehind(tokens: readonly Token[], offset: number): number {
  let low = 0
  let high = tokens.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether the end of a text without tokens is in a comment; behind the last character of a line comment it still is. */
function isInComment(text: string): boolean {
  for (let at = 0; ; ) {
    const start = text.slice(at).search(/\/[/*]/)
    if (start < 0) return false
    const open = at + start
    const isLine = text[open + 1] === '/'
    const end = isLine ? text.indexOf('\n', open) : text.indexOf('*/', open + 2)
    if (end < 0) return true
    at = isLine ? end + 1 : end + 2
  }
}
