/**
 * Where an item of an initialiser begins and where it is over, although a comma or a brace is missing. The signs of a
 * new item are those that no constant expression goes on with.
 */
import type { Expression } from './syntax.ts'
import type { Token } from './token.ts'
import { isAt, peek, skipTo, take, type TokenStream } from './token-stream.ts'

/** Behind the next token an item begins, or the list ends. */
export function isFollowedByItem(stream: TokenStream): boolean {
  return ['.', '[', '{', '}'].includes(peek(stream, 1).text)
}

/** A `;` between items is a slip for a comma; any other one says that braces are missing. */
export function endsDeclaration(stream: TokenStream): boolean {
  if (peek(stream).kind === 'end') return true
  return isAt(stream, ';') && !isFollowedByItem(stream)
}

/**
 * How many `}` there are too many, where the whole object would end: behind them there is more of it, fields, elements,
 * or the brace that ends it.
 */
export function surplusBraces(stream: TokenStream): number {
  let count = 0
  while (isPunctuator(peek(stream, count), '}')) count++
  const hasComma = isPunctuator(peek(stream, count), ',')
  const next = peek(stream, hasComma ? count + 1 : count)
  const isItem = ['.', '[', '{', '}'].some((text) => isPunctuator(next, text)) || isLiteral(next)
  if (0 < count && (isItem || (hasComma && 1 < count))) return count
  return hasComma ? 0 : Math.max(0, count - 1)
}

function isLiteral({ kind }: Token): boolean {
  return kind === 'number' || kind === 'string' || kind === 'character'
}

function isPunctuator({ kind, text }: Token, wanted: string): boolean {
  return kind === 'punctuator' && text === wanted
}

/** Behind what is no expression: at the next item of this list, at its separator, or where the list ends. */
export function skipGarbage(stream: TokenStream): void {
  while (!endsDeclaration(stream) && !isAt(stream, ',') && !isAt(stream, '}') && !isAt(stream, ';')) {
    if (isAt(stream, '{') || beginsDesignator(stream)) return
    const isOpening = isAt(stream, '(') || isAt(stream, '[')
    take(stream)
    if (isOpening) skipTo(stream, [])
  }
}

function beginsDesignator(stream: TokenStream): boolean {
  return isAt(stream, '.') && peek(stream, 1).kind === 'identifier' && peek(stream, 2).text === '='
}

/** After a missing comma the next item is read as if the comma were there. */
export function beginsItem(stream: TokenStream): boolean {
  return isAt(stream, '{') || isAt(stream, '.') || isAt(stream, '[')
}

/**
 * Behind a value, `.name =` is the next designator, whose comma is missing, and no member of the value. A number has
 * no members or elements at all, and a line does not begin with them.
 */
export function beginsNextItem(stream: TokenStream, { kind }: Expression): boolean {
  if (!isAt(stream, '.') && !isAt(stream, '[')) return false
  if (isAt(stream, '.') && peek(stream, 2).text === '=') return true
  return peek(stream).lineStart || kind === 'number' || kind === 'character'
}
