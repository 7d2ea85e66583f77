/**
 * The text that the preprocessor makes of a file, for another compiler: without directives and macros, with what stood
 * on one line on one line. Two tokens are kept apart where they would be read as others without a space.
 */
import { callChain, spellingOf } from '../../c/origin.ts'
import type { Token } from '../../c/token.ts'
import type { Translation } from '../../c/translate.ts'
import { positionAt, type SourceFile } from '../../text/source-file.ts'

export function preprocessedText({ preprocessed }: Translation): string {
  const parts: string[] = []
  let before: Written | undefined
  for (const token of preprocessed.tokens) {
    if (token.kind === 'end') continue
    const written = writtenOf(token)
    if (before && isOnAnotherLine(before, written)) parts.push('\n')
    else if (before && (token.spaceBefore || wouldJoin(before.token.text, token.text))) parts.push(' ')
    parts.push(token.text)
    before = written
  }
  return before ? `${parts.join('')}\n` : ''
}

interface Written {
  readonly token: Token
  readonly file: SourceFile
  readonly line: number
}

/** The line of the file that the token comes from, for one out of a macro that of the call. */
function writtenOf(token: Token): Written {
  const { file, start } = spellingOf(callChain(token).at(-1)?.name ?? token)
  return { token, file, line: positionAt(file, start).line }
}

function isOnAnotherLine(before: Written, now: Written): boolean {
  return before.file !== now.file || before.line !== now.line
}

/** Whether the two texts make other tokens when nothing stands between them. */
function wouldJoin(left: string, right: string): boolean {
  if (/[\w$.]$/.test(left) && /^[\w$."']/.test(right)) return true
  return /[-+*/%&|^<>=!#.:?]$/.test(left) && /^[-+*/%&|^<>=#.:]/.test(right)
}
