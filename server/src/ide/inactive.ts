/**
 * What conditionals of the preprocessor leave out of a file, for an editor to dim.
 */
import { tokensOf } from '../c/lexer.ts'
import type { Preprocessed } from '../c/preprocessing.ts'
import { type SourceFile, startOfLineAt } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'

export interface InactiveBranch {
  /** Whole lines, from below the directive that opens the branch to above the one that ends it. */
  readonly span: Span
  /** The directive that was not taken, as it is written: `#ifdef DEBUG`. */
  readonly directive: string
}

/** The branches of the file itself that were skipped and have something in them, in the order of the text. */
export function inactiveBranches(
  file: SourceFile,
  { preprocessed: { inactive } }: { readonly preprocessed: Pick<Preprocessed, 'inactive'> },
): readonly InactiveBranch[] {
  const own = inactive.filter((skipped) => skipped.file === file)
  if (own.length === 0) return []
  const tokens = tokensOf(file)
  return own.flatMap((skipped) => {
    const first = tokens.findIndex(({ start }) => start === skipped.start)
    const before = tokens[first - 1]
    // Comments stand between tokens, and belong to the branch from the line below the directive on.
    const lineEnd = before ? file.text.indexOf('\n', before.end) : -1
    const text = file.text.slice(lineEnd + 1, skipped.end)
    if (first < 0 || !before || lineEnd < 0 || text.trim() === '') return []
    const lead = /^(?:[ \t]*\r?\n)*[ \t]*/.exec(text)?.[0].length ?? 0
    const start = lineEnd + 1 + lead
    return [
      {
        span: span(file, start, start + text.slice(lead).trimEnd().length),
        directive: lineOf(before.end, file),
      },
    ]
  })
}

const mostCharacters = 60

function lineOf(end: number, file: SourceFile): string {
  const start = startOfLineAt(file.text, end)
  const line = file.text.slice(start, end).replace(/\s+/g, ' ').trim()
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters - 1)}…`
}
