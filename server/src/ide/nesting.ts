/**
 * How the brackets of a text are nested, token by token. The text is not parsed: this holds for anything that is being
 * typed. A bracket that nothing opens is left out, and one that nothing closes ends where the one around it does.
 */
import { tokensOf } from '../c/lexer.ts'
import type { Token } from '../c/token.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'

/** Brackets with what is between them. */
export interface Nest {
  /** From the opening bracket to behind the closing one; of the outermost nest the whole text. */
  readonly span: Span
  /** The bracket that opens it; undefined for the outermost one. */
  readonly open: Token | undefined
  /** Undefined for the outermost one, and where it is missing. */
  readonly close: Token | undefined
  readonly parts: readonly Part[]
}

export type Part = Token | Nest

export interface Nesting {
  /** What is in no brackets, and in it all that is. */
  readonly outermost: Nest
  /** The lines of the preprocessor, each from its `#` on. They take no part in the nesting. */
  readonly directives: readonly (readonly Token[])[]
}

export function isNest(part: Part): part is Nest {
  return 'parts' in part
}

export function spanOfPart(part: Part): Span {
  return isNest(part) ? part.span : span(part.file, part.start, part.end)
}

export function nestingOf(file: SourceFile): Nesting {
  const directives: Token[][] = []
  const open: Open[] = [{ open: undefined, parts: [] }]
  let directive: Token[] | undefined
  for (const token of tokensOf(file)) {
    if (token.kind === 'end') break
    if (token.lineStart) directive = undefined
    if (token.lineStart && token.text === '#') directives.push((directive = []))
    if (directive) directive.push(token)
    else place(token, open)
  }
  while (1 < open.length) closeLast(open, lastEnd(open))
  const parts = open[0]?.parts ?? []
  return {
    outermost: { span: span(file, 0, file.text.length), open: undefined, close: undefined, parts },
    directives,
  }
}

interface Open {
  readonly open: Token | undefined
  readonly parts: Part[]
}

const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }

function place(token: Token, open: Open[]): void {
  const isPunctuator = token.kind === 'punctuator'
  if (isPunctuator && token.text in closers) open.push({ open: token, parts: [] })
  else if (isPunctuator && /^[})\]]$/.test(token.text)) close(token, open)
  else open.at(-1)?.parts.push(token)
}

function close(token: Token, open: Open[]): void {
  const at = open.findLastIndex((nest) => nest.open && closers[nest.open.text] === token.text)
  if (at < 1) return
  while (at + 1 < open.length) closeLast(open, token.start)
  closeLast(open, token.end, token)
}

function closeLast(open: Open[], end: number, token?: Token): void {
  const nest = open.pop()
  if (!nest?.open) return
  const { file, start } = nest.open
  open.at(-1)?.parts.push({ ...nest, span: span(file, start, end), open: nest.open, close: token })
}

function lastEnd(open: readonly Open[]): number {
  const nest = open.at(-1)
  const part = nest?.parts.at(-1)
  return part ? spanOfPart(part).end : (nest?.open?.end ?? 0)
}
