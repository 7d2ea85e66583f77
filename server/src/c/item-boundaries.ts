/**
 * Where an item of an initialiser begins and where it is over, although a comma or a brace is missing. The signs of a
 * new item are those that no constant expression goes on with.
 */
import type { Expression } from './syntax.ts'
import { isAt, peek, type TokenStream } from './token-stream.ts'

/** Behind the next token an item begins, or the list ends. */
export function isFollowedByItem(stream: TokenStream): boolean {
  return ['.', '[', '{', '}'].includes(peek(stream, 1).text)
}

/** A `;` between items is a slip for a comma; any other one says that braces are missing. */
export function endsDeclaration(stream: TokenStream): boolean {
  if (peek(stream).kind === 'end') return true
  return isAt(stream, ';') && !isFollowedByItem(stream)
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
