/** The first page of the report: what came out, every violation once, and room for those who answer for it. */
import { counted, listText } from '../../rules/wording.ts'
import {
  type Block,
  heading,
  list,
  paragraph,
  plain,
  prose,
  type Rich,
  row,
  strong,
  table,
} from './document.ts'
import type { BoardReport, Violation } from './report.ts'
import { besideText, holderText, kindTitles, sentence } from './report-wording.ts'

export function resultChapter(report: BoardReport): readonly Block[] {
  const [root] = report.cells
  return [
    ...table(
      'Subject of the report',
      ['Subject', 'Value'],
      [
        row([plain('Board'), strong(report.title)]),
        row([plain('Root configuration'), plain(root?.file ?? '')]),
        row([plain('Architecture'), plain(report.architecture)]),
        row([plain('Cells'), plain(cellsText(report))]),
        row([plain('Made by'), plain(report.tool)]),
      ],
    ),
    heading(2, 'result', 'Result'),
    paragraph(strong(verdict(report)), report.violations.length === 0 ? 'passed' : 'failed'),
    ...list(remarks(report).map(prose)),
    ...violationTable(report),
    heading(3, 'review', 'Review'),
    ...table(
      'Who has reviewed the report',
      ['Reviewed by', 'Date', 'Signature'],
      [row([[], [], []]), row([[], [], []])],
    ),
  ]
}

function cellsText({ cells }: BoardReport): string {
  const names = cells.slice(1).map(({ name }) => name)
  return names.length === 0 ? 'none besides the root cell' : listText(names)
}

function verdict({ violations, sets }: BoardReport): string {
  const where = `in ${counted(sets.length, 'set', 'sets')} of cells that can run together`
  return violations.length === 0
    ? `No violation of isolation was found ${where}.`
    : `${counted(violations.length, 'violation', 'violations')} of isolation ${violations.length === 1 ? 'was' : 'were'} found ${where}.`
}

function remarks({ sets, findings, assumptions, unknowns, extent }: BoardReport): readonly string[] {
  const open = new Set(
    sets.flatMap(({ shared }) => shared.flatMap((one) => (one.classification === 'open' ? [one.what] : []))),
  )
  const { error, warning } = findings.counts
  const premises = assumptions.filter(({ kind }) => kind === 'premise').length
  return [
    ...(sets.every(({ isComplete }) => isComplete)
      ? ['Everything that decides about it in the configurations is known.']
      : [
          `Not everything is known (${counted(unknowns.length, 'entry', 'entries')} below), so that there may be more.`,
        ]),
    ...(extent === 'some' ? ['Not all sets of cells that can run together were looked at.'] : []),
    ...(extent === 'chosen' ? ['One set of cells was looked at, and no other.'] : []),
    ...(open.size === 0 ? [] : [`The machine cannot separate: ${listText([...open])}.`]),
    error + warning === 0
      ? 'The rules find no error and no warning.'
      : `The rules find ${counted(error, 'error', 'errors')} and ${counted(warning, 'warning', 'warnings')}.${error === 0 ? '' : ' With errors, some cells may be refused, or be other than they seem.'}`,
    ...(findings.suppressed.length === 0
      ? []
      : [
          `${counted(findings.suppressed.length, 'finding is', 'findings are')} suppressed by comments, with the reasons that are given there.`,
        ]),
    `It holds under ${counted(premises, 'premise', 'premises')}, and within the limits at the end of this report.`,
  ]
}

function violationTable({ violations, sets }: BoardReport): readonly Block[] {
  return table(
    'Violations of isolation',
    ['No.', 'Resource', 'Who has it', 'Ground', 'In sets'],
    violations.map((violation, index) => {
      const { kind, what, ground, holders } = violation.resource
      return {
        cells: [
          [strong(`V${index + 1}`)],
          [strong(kindTitles[kind]), plain(what)],
          holders.map(holderText),
          [prose(sentence(ground))],
          [setsText(violation, sets.length)],
        ],
        look: 'violation',
      }
    }),
  )
}

function setsText({ sets, beside }: Violation, count: number): Rich {
  if (sets.length === 0) return plain(`none; only with ${besideText(beside)}`)
  return plain(sets.length === count && 1 < count ? 'all' : sets.map((index) => index + 1).join(', '))
}
