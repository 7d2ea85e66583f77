/**
 * A code frame: lines of a file with their numbers, and under them the marked places with what there is to say
 * about each, as compilers of today draw them.
 *
 * A place in one line is underlined. One of several lines has a bar at its left from its first character to its
 * last, in a lane of its own, so that places that contain each other can be told apart:
 *
 * ```
 *  12 |   .mem_regions = {
 *     |  ________________^
 *  13 | |   { .size = 1 },
 *     | |             - the size
 * ...   |
 *  19 | | },
 *     | |_^
 * ```
 */
import { lineCount, type SourceFile } from '../../text/source-file.ts'
import type { Look, Paint } from '../colours.ts'
import { type Canvas, newCanvas } from './canvas.ts'
import { type DisplayedLine, displayedLine, printable, widthOfText } from './display.ts'
import { wrapped } from './prose.ts'
import { type PlacedMark, shownLines } from './shown-lines.ts'

export interface FrameStyle {
  /** Columns of a whole row, the gutter with the line numbers included. */
  readonly width: number
  /** Columns of the line numbers. */
  readonly gutter: number
  readonly paint: Paint
  /** The look of the primary mark. */
  readonly look: Look
}

/** The rows of the frame. The marks have to be in one file; without any there is nothing to show. */
export function codeFrame(marks: readonly PlacedMark[], style: FrameStyle): readonly string[] {
  const file = marks[0]?.mark.span.file
  if (!file) return []
  const lanes = lanesOf(marks)
  const frame: Frame = {
    file,
    lanes,
    style,
    room: style.width - style.gutter - 3,
    margin: 2 * laneCount(lanes),
  }
  const rows = [gutterRow(frame, '')]
  const open = new Set<PlacedMark>()
  let previous: number | undefined
  for (const line of shownLines(marks, lineCount(file))) {
    if (previous !== undefined && previous + 1 < line) rows.push(elisionRow(frame, open))
    rows.push(...rowsOfLine(frame, line, marks, open))
    previous = line
  }
  return [...rows, gutterRow(frame, '')]
}

interface Frame {
  readonly file: SourceFile
  /** The lane of each mark of several lines, counted from the left. */
  readonly lanes: ReadonlyMap<PlacedMark, number>
  readonly style: FrameStyle
  /** Columns behind the gutter: for lanes, code and labels. */
  readonly room: number
  /** Columns of all lanes. */
  readonly margin: number
}

/** The line, and below it the marks that begin, lie or end in it. `open` holds the bars that pass by. */
function rowsOfLine(
  frame: Frame,
  line: number,
  marks: readonly PlacedMark[],
  open: Set<PlacedMark>,
): readonly string[] {
  const { style } = frame
  const isLong = (mark: PlacedMark): boolean => frame.lanes.has(mark)
  const beginning = marks.filter((mark) => isLong(mark) && mark.firstLine === line)
  const inside = marks.filter((mark) => !isLong(mark) && mark.firstLine === line)
  const ending = marks.filter((mark) => isLong(mark) && mark.lastLine === line)
  const view = viewOf(
    frame,
    line,
    [...beginning, ...inside].map(({ start }) => start),
    [...inside, ...ending],
  )

  const canvas = barsOf(frame, open)
  for (const mark of beginning.filter(({ beginsLine }) => beginsLine)) {
    canvas.put(column(frame, mark), '/', lookOf(mark, style))
    open.add(mark)
  }
  const rows = [gutterRow(frame, `${line + 1}`, canvas.text(frame.margin) + view.text)]

  for (const mark of beginning.filter(({ beginsLine }) => !beginsLine)) {
    const row = barsOf(frame, open)
    row.underline(column(frame, mark) + 1, view.place(mark.start), lookOf(mark, style))
    row.put(view.place(mark.start), signOf(mark), lookOf(mark, style))
    rows.push(gutterRow(frame, '', row.text()))
    open.add(mark)
  }
  for (const mark of inside) {
    const row = barsOf(frame, open)
    const [start, end] = [view.place(mark.start), view.place(mark.end - 1)]
    for (let at = start; at <= end; at++) row.put(at, signOf(mark), lookOf(mark, style))
    rows.push(...rowsWithLabel(frame, row, mark, start, open))
  }
  for (const mark of ending) {
    const row = barsOf(frame, open)
    const end = view.place(mark.end - 1)
    row.underline(column(frame, mark) + 1, end, lookOf(mark, style))
    row.put(end, signOf(mark), lookOf(mark, style))
    open.delete(mark)
    rows.push(...rowsWithLabel(frame, row, mark, end, open))
  }
  return rows
}

interface LineView {
  readonly text: string
  /** The column behind the gutter at which a column of the line is shown. */
  readonly place: (column: number) => number
}

/** The part of a line that there is room for, around the marks; nearly always all of it. */
function viewOf(
  frame: Frame,
  line: number,
  starts: readonly number[],
  ends: readonly PlacedMark[],
): LineView {
  const shown = displayedLine(frame.file, line)
  const room = frame.room - frame.margin
  const last = Math.max(0, ...starts.map((start) => start + 1), ...ends.map(({ end }) => end))
  const first = Math.min(...starts, ...ends.map(({ end }) => end - 1))
  const from = shown.width <= room || last < room ? 0 : Math.max(0, first - 10)
  const to = from + room
  return {
    text: from === 0 && shown.width <= to ? shown.text : cut(shown, from, to),
    place: (at) => frame.margin + Math.max(0, Math.min(at, to - 1) - from),
  }
}

/** The characters between two columns; dots stand for what is missing before and behind them. */
function cut({ between, width }: DisplayedLine, from: number, to: number): string {
  const kept = between(from, to).slice(0 < from ? 1 : 0, to < width ? -1 : undefined)
  return `${0 < from ? '…' : ''}${kept.join('')}${to < width ? '…' : ''}`
}

/** The mark's row, with its label behind it, or below where it does not fit. */
function rowsWithLabel(
  frame: Frame,
  row: Canvas,
  mark: PlacedMark,
  start: number,
  open: ReadonlySet<PlacedMark>,
): readonly string[] {
  const label = printable(mark.mark.label)
  const { paint } = frame.style
  const look = lookOf(mark, frame.style)
  if (label === '') return [gutterRow(frame, '', row.text())]
  if (row.width() + 1 + widthOfText(label) <= frame.room)
    return [gutterRow(frame, '', `${row.text()} ${paint(look, label)}`)]
  const indent = Math.max(frame.margin, Math.min(start, frame.room - leastLabel))
  const below = wrapped(label, frame.room - indent).map((text) =>
    gutterRow(frame, '', barsOf(frame, open).text(indent) + paint(look, text)),
  )
  return [gutterRow(frame, '', row.text()), ...below]
}

/** A label that goes below its mark has at least so many columns. */
const leastLabel = 50

function gutterRow({ style: { gutter, paint } }: Frame, number: string, text = ''): string {
  return `${paint('quiet', `${number.padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`.trimEnd()
}

/** Three dots in place of the line number say that lines are missing; the bars go on. */
function elisionRow(frame: Frame, open: ReadonlySet<PlacedMark>): string {
  const { gutter, paint } = frame.style
  return `${paint('quiet', '...'.padStart(gutter).padEnd(gutter + 2))} ${barsOf(frame, open).text()}`.trimEnd()
}

function barsOf(frame: Frame, open: ReadonlySet<PlacedMark>): Canvas {
  const canvas = newCanvas(frame.style.paint)
  for (const mark of open) canvas.put(column(frame, mark), '|', lookOf(mark, frame.style))
  return canvas
}

function column({ lanes }: Frame, mark: PlacedMark): number {
  return 2 * (lanes.get(mark) ?? 0)
}

function signOf({ mark }: PlacedMark): string {
  return mark.isPrimary ? '^' : '-'
}

function lookOf({ mark }: PlacedMark, { look }: FrameStyle): Look {
  return mark.isPrimary ? look : 'secondary'
}

/** Marks of several lines that have a line in common get different lanes, outer ones further to the left. */
function lanesOf(marks: readonly PlacedMark[]): ReadonlyMap<PlacedMark, number> {
  const lanes = new Map<PlacedMark, number>()
  const long = marks.filter(({ firstLine, lastLine }) => firstLine < lastLine)
  const outerFirst = long.toSorted((a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine)
  for (const mark of outerFirst) {
    const meeting = outerFirst.filter(
      (other) => other.firstLine <= mark.lastLine && mark.firstLine <= other.lastLine,
    )
    const taken = new Set(meeting.map((other) => lanes.get(other)))
    let lane = 0
    while (taken.has(lane)) lane++
    lanes.set(mark, lane)
  }
  return lanes
}

function laneCount(lanes: ReadonlyMap<PlacedMark, number>): number {
  return Math.max(0, ...[...lanes.values()].map((lane) => lane + 1))
}
