/** The text around the word that is being typed as the parser would see it: macros expanded, directives obeyed. */
import { expandTokens, newExpander } from '../../c/expansion.ts'
import type { Token } from '../../c/token.ts'
import type { Span } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import type { TypedWord } from './typed-word.ts'

export interface ExpandedText {
  readonly tokens: readonly Token[]
  /** Where the mark is among them. */
  readonly at: number
}

/**
 * The mark and what is around it, with its macros expanded. They are taken as they stand at the end of the file; where
 * the mark gets lost in one, the text is looked at as it is.
 */
export function expandedAround(word: TypedWord, { translation }: Analysed): ExpandedText | undefined {
  const { macros, inactive } = translation.preprocessed
  const skipped = inactive
    .filter(
      ({ file, start, end }) => file === word.mark.file && (word.mark.start < start || end < word.mark.end),
    )
    .toSorted((a, b) => a.start - b.start)
  const text = outsideOf(skipped, withoutDirectives(word.tokens))
  const expanded = expandTokens(
    text,
    newExpander(macros, () => undefined),
  )
  return markedIn(expanded, word) ?? markedIn(text, word)
}

function markedIn(tokens: readonly Token[], { mark }: TypedWord): ExpandedText | undefined {
  const at = tokens.findIndex(({ text }) => text === mark.text)
  return at < 0 ? undefined : { tokens, at }
}

/** Spans and tokens are both in the order of the text. */
function outsideOf(skipped: readonly Span[], tokens: readonly Token[]): readonly Token[] {
  let next = 0
  return tokens.filter(({ start }) => {
    while ((skipped[next]?.end ?? start + 1) <= start) next++
    return start < (skipped[next]?.start ?? start + 1)
  })
}

function withoutDirectives(tokens: readonly Token[]): readonly Token[] {
  let isDirective = false
  return tokens.filter((token) => {
    if (token.lineStart) isDirective = token.text === '#'
    return !isDirective
  })
}
