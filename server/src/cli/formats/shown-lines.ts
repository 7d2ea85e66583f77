/**
 * Which lines of a file a code frame shows, and where the marked places are in them.
 */
import { lineCount, positionAt, textOfLine } from '../../text/source-file.ts'
import type { Span } from '../../text/span.ts'
import { displayedLine } from './display.ts'

/** A place to be shown, with what there is to say about it. */
export interface Mark {
  readonly span: Span
  /** What the finding is about, as opposed to what else it is connected with. */
  readonly isPrimary: boolean
  /** Empty when everything has been said elsewhere. */
  readonly label: string
}

/** A mark by lines (from zero) and columns of the display, tabs expanded. */
export interface PlacedMark {
  readonly mark: Mark
  readonly firstLine: number
  readonly lastLine: number
  /** The column of the first character, in the first line. */
  readonly start: number
  /** The column behind the last character, in the last line; behind `start` where both are in one line. */
  readonly end: number
  /** Nothing but white space comes before it in its first line. */
  readonly beginsLine: boolean
}

/** A place that is more than this many lines long is shown by its beginning and its last line. */
const longestWhole = 8
const linesOfBeginning = 4

export function placed(mark: Mark): PlacedMark {
  const { file } = mark.span
  const first = positionAt(file, mark.span.start)
  const last = lastPosition(mark.span)
  const text = textOfLine(file, first.line)
  const start = displayedLine(file, first.line).columnOf(first.column)
  const end = displayedLine(file, last.line).columnOf(last.column)
  return {
    mark,
    firstLine: first.line,
    lastLine: last.line,
    start,
    end: first.line === last.line ? Math.max(end, start + 1) : Math.max(end, 1),
    beginsLine: text.slice(0, first.column).trim() === '',
  }
}

/** A place that ends with a line break ends in the line before it. */
function lastPosition({ file, start, end }: Span): { readonly line: number; readonly column: number } {
  const last = positionAt(file, end)
  if (last.column !== 0 || positionAt(file, start).line === last.line) return last
  return { line: last.line - 1, column: textOfLine(file, last.line - 1).length }
}

/** The lines that the marks need, rising; a single line between two of them is shown too, rather than left out. */
export function shownLines(marks: readonly PlacedMark[], lines: number): readonly number[] {
  const needed = new Set<number>()
  for (const { firstLine, lastLine } of marks) {
    const isLong = longestWhole < lastLine - firstLine + 1
    const end = isLong ? firstLine + linesOfBeginning : lastLine + 1
    for (let line = firstLine; line < end; line++) needed.add(line)
    needed.add(lastLine)
  }
  const rising = [...needed].toSorted((a, b) => a - b).filter((line) => line < lines)
  return rising.flatMap((line, index) => (rising[index - 1] === line - 2 ? [line - 1, line] : [line]))
}

/** The marks that one frame can show together: they are in one file and not far from each other. */
export function inFrames(marks: readonly Mark[]): readonly (readonly PlacedMark[])[] {
  const frames: PlacedMark[][] = []
  for (const mark of marks.map(placed)) {
    const near = frames.find((frame) => frame.some((other) => areNear(mark, other)))
    if (near) near.push(mark)
    else frames.push([mark])
  }
  return frames
}

/** Places in one file that are further apart than this many lines have frames of their own. */
const farthest = 12

function areNear(a: PlacedMark, b: PlacedMark): boolean {
  if (a.mark.span.file.path !== b.mark.span.file.path) return false
  return a.firstLine - b.lastLine <= farthest && b.firstLine - a.lastLine <= farthest
}

/** How many digits the line numbers of a frame have. */
export function digitsOf(marks: readonly PlacedMark[]): number {
  return Math.max(
    ...marks.map(({ mark, lastLine }) => `${Math.min(lastLine + 1, lineCount(mark.span.file))}`.length),
  )
}
