/**
 * The text that the preprocessor makes of a file, for another compiler: without directives and macros, with what stood
 * on one line on one line. Two tokens are kept apart where they would be read as others without a space.
 */
import { callChain, spellingOf } from '../../c/origin.ts'
import type { Expansion, Token } from '../../c/token.ts'
import type { Translation } from '../../c/translate.ts'
import { positionAt, type SourceFile } from '../../text/source-file.ts'

export function preprocessedText({ preprocessed }: Translation): string {
  const parts: string[] = []
  let before: Written | undefined
  for (const token of preprocessed.tokens) {
    if (token.kind === 'end') continue
    const written = writtenOf(token)
    if (before && isOnAnotherLine(before, written)) parts.push('\n')
    else if (before && (hasSpaceBefore(written, before) || wouldJoin(before.token.text, token.text)))
      parts.push(' ')
    parts.push(token.text)
    before = written
  }
  return before ? `${parts.join('')}\n` : ''
}

interface Written {
  readonly token: Token
  /** The outermost macro call that the token comes out of. */
  readonly call: Expansion | undefined
  readonly file: SourceFile
  readonly line: number
}

/** The line of the file that the token comes from, for one out of a macro that of the call. */
function writtenOf(token: Token): Written {
  const call = callChain(token).at(-1)
  const { file, start } = spellingOf(call?.name ?? token)
  return { token, call, file, line: positionAt(file, start).line }
}

/** What stands in front of a macro call stands in front of the first token that comes out of it. */
function hasSpaceBefore({ token, call }: Written, before: Written): boolean {
  return call !== undefined && call !== before.call ? call.name.spaceBefore : token.spaceBefore
}

function isOnAnotherLine(before: Written, now: Written): boolean {
  return before.file !== now.file || before.line !== now.line
}

/** Whether the two texts make other tokens when nothing stands between them. */
function wouldJoin(left: string, right: string): boolean {
  if (/[\w$]$/.test(left) && /^[\w$."']/.test(right)) return true
  if (left.endsWith('.') && /^[\d.]/.test(right)) return true
  return /[-+*/%&|^<>=!#:?]$/.test(left) && /^[-+*/%&|^<>=#:]/.test(right)
}
