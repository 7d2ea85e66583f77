/**
 * Findings for people: what is wrong, the code with the place marked, why it matters and what to do, and a summary.
 */
import { positionAt } from '../../text/source-file.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Look, Paint } from '../colours.ts'
import type { Outcome, OutcomeFinding } from '../outcome.ts'
import { boardLines } from './boards.ts'
import { codeFrame } from './code-frame.ts'
import { printable } from './display.ts'
import { hanging, listed, numberOf } from './prose.ts'
import { digitsOf, inFrames, type PlacedMark } from './shown-lines.ts'

export interface PrettyStyle {
  /** Columns that a line may have. */
  readonly width: number
  readonly paint: Paint
  /** Also say which cell was checked against which root, and why. */
  readonly isVerbose: boolean
  /** Also say about each board which of its cells can run together, and what they share. */
  readonly showsBoards: boolean
}

export function pretty(outcome: Outcome, style: PrettyStyle): string {
  const choices = choiceLines(outcome, style)
  const blocks = [
    ...outcome.findings.map((finding) => findingBlock(finding, outcome, style)),
    ...boardBlocks(outcome, style),
    ...(choices.length === 0 ? [] : [choices]),
    [summaryLine(outcome, style.paint)],
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function findingBlock(finding: OutcomeFinding, outcome: Outcome, style: PrettyStyle): readonly string[] {
  const { paint, width } = style
  const frames = inFrames([
    { span: finding.span, isPrimary: true, label: '' },
    ...finding.related.map(({ span, message }) => ({ span, isPrimary: false, label: message })),
  ])
  const gutter = Math.max(3, ...frames.map(digitsOf))
  const code = frames.flatMap((frame) => [
    `${' '.repeat(gutter)}${paint('quiet', '-->')} ${placeOf(frame, outcome)}`,
    ...codeFrame(frame, { width, gutter, paint, look: finding.severity }),
  ])
  const notes = notesOf(finding, outcome).flatMap(({ name, text }) => noteLines(name, text, gutter, style))
  return [
    `${paint(finding.severity, `${finding.severity}[${finding.rule}]`)}${paint('strong', `: ${printable(finding.message)}`)}`,
    // The empty row that ends the last frame leads over to the notes.
    ...(0 < notes.length ? code : code.slice(0, -1)),
    ...notes,
  ]
}

/** Where a frame's most important mark is. */
function placeOf(frame: readonly PlacedMark[], { workingFolder }: Outcome): string {
  const span = frame[0]?.mark.span
  if (!span) return ''
  const { line, column } = positionAt(span.file, span.start)
  return `${printable(relativeTo(workingFolder, span.file.path))}:${line + 1}:${column + 1}`
}

interface Note {
  readonly name: 'note' | 'why' | 'help'
  readonly text: string
}

function notesOf(
  { why, help, span, includedBy }: OutcomeFinding,
  { workingFolder }: Outcome,
): readonly Note[] {
  const others = includedBy
    .filter((path) => path !== span.file.path)
    .map((path) => relativeTo(workingFolder, path))
  return [
    ...(0 < others.length
      ? [{ name: 'note', text: `in the file included by ${listed(others, 'and')}` } as const]
      : []),
    ...(why === undefined ? [] : [{ name: 'why', text: why } as const]),
    ...(help === undefined ? [] : [{ name: 'help', text: help } as const]),
  ]
}

function noteLines(
  name: string,
  text: string,
  gutter: number,
  { width, paint }: PrettyStyle,
): readonly string[] {
  const first = `${' '.repeat(gutter + 1)}= ${name}: `
  return hanging(first, printable(text), width).map((line, index) =>
    index === 0
      ? `${' '.repeat(gutter + 1)}${paint('quiet', '=')} ${paint('strong', `${name}:`)} ${line.slice(first.length)}`
      : line,
  )
}

function boardBlocks(outcome: Outcome, style: PrettyStyle): readonly (readonly string[])[] {
  const { boards, orphans, workingFolder } = outcome
  if (!style.showsBoards) return style.isVerbose ? [boardsBlock(outcome, style)] : []
  const blocks = boards.map((board) => boardLines(board, { ...style, workingFolder }))
  return orphans.length === 0 ? blocks : [...blocks, orphanLines(outcome, style)]
}

/** Findings about a cell that fits several roots depend on which one is meant. */
function choiceLines({ boards, workingFolder }: Outcome, { width, paint }: PrettyStyle): readonly string[] {
  const open = new Map(
    boards.flatMap(({ cells }) =>
      cells.flatMap(({ file, candidates }) => (1 < candidates.length ? [[file, candidates] as const] : [])),
    ),
  )
  const shown = (path: string): string => relativeTo(workingFolder, path)
  return [...open].flatMap(([file, candidates]) => {
    const text =
      `${shown(file)} fits ${listed(candidates.map(shown), 'and')} equally well, so only what is wrong with each of ` +
      'them is reported; name the board in warden.json or with --board'
    return hanging('note: ', printable(text), width).map((line, index) =>
      index === 0 ? `${paint('strong', 'note:')}${line.slice(5)}` : line,
    )
  })
}

/** Which files make up a board is found by Warden, so it can be asked on what ground. */
function boardsBlock(outcome: Outcome, style: PrettyStyle): readonly string[] {
  const { boards, workingFolder } = outcome
  const { paint } = style
  const shown = (path: string): string => printable(relativeTo(workingFolder, path))
  return [
    ...boards.flatMap(({ root, cells, headers }) => [
      `${paint('strong', `board ${shown(root)}`)}, read with ${headers === undefined ? 'the interface built into Warden' : `the headers of ${shown(headers)}`}`,
      ...cells.map(({ file, because }) => `  ${fileName(file)} → ${fileName(root)}: ${printable(because)}`),
    ]),
    ...orphanLines(outcome, style),
  ]
}

function orphanLines({ orphans, workingFolder }: Outcome, { paint }: PrettyStyle): readonly string[] {
  if (orphans.length === 0) return []
  return [
    paint('strong', 'cells without a root, checked by themselves'),
    ...orphans.map((path) => `  ${printable(relativeTo(workingFolder, path))}`),
  ]
}

function fileName(path: string): string {
  return printable(path.slice(path.lastIndexOf('/') + 1))
}

function summaryLine({ summary, boards, orphans, suppressed }: Outcome, paint: Paint): string {
  const { files, errors, warnings, information, hints, fixed, milliseconds } = summary
  const loud = (count: number, look: Look, text: string): string => (0 < count ? paint(look, text) : text)
  const counts = [
    loud(errors, 'error', numberOf(errors, 'error')),
    loud(warnings, 'warning', numberOf(warnings, 'warning')),
    loud(information, 'information', `${information} information`),
    loud(hints, 'hint', numberOf(hints, 'hint')),
  ]
  const found = 0 < errors + warnings + information + hints ? counts.join(', ') : 'found nothing wrong'
  const rootless = orphans.length === 0 ? '' : ` and ${numberOf(orphans.length, 'cell')} without a root`
  const hidden = suppressed.length === 0 ? '' : ` (${numberOf(suppressed.length, 'finding')} suppressed)`
  const mended =
    fixed === undefined
      ? ''
      : `${fixed === 0 ? 'nothing could be fixed safely' : `made ${fixed === 1 ? '1 fix' : `${fixed} fixes`}`}; `
  return `${mended}${found}${hidden} in ${numberOf(files, 'file')}, checked ${numberOf(boards.length, 'board')}${rootless} in ${milliseconds} ms`
}
