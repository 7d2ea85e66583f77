/**
 * A change to a text: what stands in a span is replaced.
 */
import type { Span } from './span.ts'

export interface TextEdit {
  /** What goes; empty where text is only inserted. */
  readonly span: Span
  readonly text: string
}

/** The text with all edits made. Of two that overlap the later one is left out: it was made for another text. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let done = 0
  for (const { span, text: replacement } of inOrder) {
    if (span.start < done) continue
    result += text.slice(done, span.start) + replacement
    done = span.end
  }
  return result + text.slice(done)
}
