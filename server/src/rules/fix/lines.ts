/**
 * How text is laid out around something that is inserted or removed: its line, its indentation, the comma and the
 * comment that belong to it. Comments and white space are all that is understood of C here.
 */
import { behindBlank } from '../../c/comments.ts'
import { remembered } from '../../config/remembered.ts'
import { type SourceFile, startOfLineAt } from '../../text/source-file.ts'
import { type Span, span, spanText } from '../../text/span.ts'

/** The line break that the file uses. */
export function lineBreakOf({ text }: SourceFile): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

/** What stands before the first other character on the line of an offset. */
export function indentationAt({ text }: SourceFile, offset: number): string {
  const start = startOfLineAt(text, offset)
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

/** Whether nothing but white space and comments stands before the offset on its line. */
export function beginsLine({ text }: SourceFile, offset: number): boolean {
  const before = text.slice(startOfLineAt(text, offset), offset)
  return behindBlank(before, 0) === before.length
}

/** The place behind the comma that follows an offset; undefined where none follows. */
export function behindComma({ text }: SourceFile, offset: number): number | undefined {
  const end = behindBlank(text, offset)
  return text[end] === ',' ? end + 1 : undefined
}

/** The end of the line of an offset, if only white space and a comment stand before it; undefined otherwise. */
export function endOfLineIfFree({ text }: SourceFile, offset: number): number | undefined {
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? ''
  return behindBlank(rest, 0) === rest.length ? offset + rest.length : undefined
}

/**
 * All that goes when an item of a list is taken out: its comma, and where it has lines to itself these lines, with
 * the comment behind it and the one that stands directly before it.
 */
export function wholeItem(item: Span): Span {
  const { file } = item
  const comma = behindComma(file, item.end)
  const start = startOfCommentBefore(file, item.start)
  const end = comma ?? item.end
  const endOfLine = beginsLine(file, start) ? endOfLineIfFree(file, end) : undefined
  if (endOfLine !== undefined) {
    const lineBreak = /^\r?\n/.exec(file.text.slice(endOfLine))?.[0] ?? ''
    return span(file, startOfLineComments(file.text, start), endOfLine + lineBreak.length)
  }
  const blank = /^[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0
  if (comma !== undefined) return span(file, start, end + blank)
  const before = behindBlankBefore(file, start)
  return span(file, file.text[before - 1] === ',' ? before - 1 : start, end)
}

/** With the empty line behind it, where there is one in front of it as well: so that one of the two is left. */
export function withoutGap({ file, start, end }: Span): Span {
  const { text } = file
  const lineBefore = text.slice(startOfLineAt(text, start - 1), start)
  const hasGap = lineBefore.endsWith('\n') && lineBefore.trim() === ''
  const gap = hasGap && text[end - 1] === '\n' ? /^[ \t]*\r?\n/.exec(text.slice(end)) : null
  return span(file, start, end + (gap?.[0].length ?? 0))
}

/** A designator's place begins with the name; an index has no dot before it. */
export function withDot({ file, start, end }: Span): Span {
  const before = behindBlankBefore(file, start)
  return span(file, file.text[before - 1] === '.' ? before - 1 : start, end)
}

/** A text of one or several lines, each of the later ones indented as far as the place where it goes. */
export function indented(text: string, indentation: string, file: SourceFile): string {
  return text.split('\n').join(`${lineBreakOf(file)}${indentation}`)
}

/** The column, from 0, of an offset on a screen whose tabs are eight wide. */
export function screenColumn({ text }: SourceFile, offset: number): number {
  let column = 0
  for (const character of text.slice(startOfLineAt(text, offset), offset))
    column = character === '\t' ? column + 8 - (column % 8) : column + 1
  return column
}

export function endOf(place: Span): Span {
  return span(place.file, place.end, place.end)
}

/** Whether the text runs over several lines. */
export function isBroken(place: Span): boolean {
  return spanText(place).includes('\n')
}

/** Whether parts of the text are there on a condition only, so that what is right for one variant is wrong for another. */
export function hasConditions({ file, start, end }: Span): boolean {
  return conditionsIn(file).some((at) => start <= at && at < end)
}

/** Many elements of one array may be asked about, each time with all of it. */
const conditionsIn = remembered(({ text }: SourceFile): readonly number[] =>
  [...text.matchAll(/^[ \t]*#[ \t]*(?:if|el|endif)/gm)].map(({ index }) => index),
)

/** The end of what comes before an offset, white space left out. */
export function behindBlankBefore({ text }: SourceFile, offset: number): number {
  let end = offset
  while (0 < end && /\s/.test(text[end - 1] ?? '')) end--
  return end
}

/**
 * A comment that ends right before something, on the same line or on the line above, belongs to it, if it has the
 * beginning of its line to itself. The search goes backwards from the offset, so that its cost does not grow with the file.
 */
function startOfCommentBefore(file: SourceFile, offset: number): number {
  const { text } = file
  const end = behindBlankBefore(file, offset)
  if (!text.endsWith('*/', end) || 1 < text.slice(end, offset).split('\n').length - 1) return offset
  const start = text.lastIndexOf('/*', end - 4)
  if (start < 0 || text.slice(start + 2, end - 2).includes('*/')) return offset
  return text.slice(startOfLineAt(text, start), start).trim() === '' ? start : offset
}

/** The beginning of the line of an offset, or of the lines with nothing but `//` comments directly above it. */
function startOfLineComments(text: string, offset: number): number {
  let start = startOfLineAt(text, offset)
  while (0 < start) {
    const above = startOfLineAt(text, start - 1)
    if (!/^[ \t]*\/\//.test(text.slice(above, start))) break
    start = above
  }
  return start
}
