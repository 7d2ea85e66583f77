/** Texts with places in them, for tests of what is shown of a place. */
import { type SourceFile, sourceFile } from '../../../server/src/text/source-file.ts'
import { type Span, span } from '../../../server/src/text/span.ts'

export function fileOf(text: string, path = '/project/board.c'): SourceFile {
  return sourceFile(path, text)
}

/** The first stretch of the text that begins with `first` and ends with `last`, both included. */
export function between(file: SourceFile, first: string, last = first): Span {
  const start = file.text.indexOf(first)
  const end = file.text.indexOf(last, start) + last.length
  if (start < 0 || end < start + last.length) throw new Error(`${first}…${last} is not in the text`)
  return span(file, start, end)
}
