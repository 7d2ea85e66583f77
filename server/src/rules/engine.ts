/**
 * Runs rules over configurations and boards and collects their findings.
 *
 * One fault, one finding: what a report says it spoils is dropped from the findings of other rules, so that a wrong
 * count does not drag a trail of nonsense behind it. Which of two findings wins is declared where it is reported.
 */
import type { Board } from '../board/board.ts'
import { type Cell, cellOf } from '../board/cell.ts'
import { commonCall, writtenAt } from '../c/origin.ts'
import type { Complaint } from '../c/complaint.ts'
import type { Translation } from '../c/translate.ts'
import type { CellConfig, Configuration } from '../config/model.ts'
import { remembered } from '../config/remembered.ts'
import type { Place } from '../config/view.ts'
import type { SourceFile } from '../text/source-file.ts'
import { contains, type Span, span } from '../text/span.ts'
import { compareFindings, type Finding, type RelatedSpan } from './finding.ts'
import { fixesOfComplaint } from './fix/complaints.ts'
import type { Fix } from './fix/fix.ts'
import { rules as allRules } from './registry.ts'
import type { Related, Report, ReportFinding, Rule, Severity } from './rule.ts'

/** What the user made of a rule's severity; undefined leaves it as it is. */
export type SeverityOf = (rule: string) => Severity | 'off' | undefined

/** What the C front end complained about. */
export function findingsOfTranslation(translation: Translation): readonly Finding[] {
  return translation.complaints.map((complaint) => findingOfComplaint(complaint, translation))
}

/**
 * The findings of a whole board: of each of its configurations, its cells against the root, and all together. Only what
 * is new about a board is judged: cells that were on an earlier one, with the same root, are not asked about again.
 */
export function findingsOfBoard(board: Board, rules: readonly Rule[] = allRules): readonly Finding[] {
  const cells = [board.rootCell, ...board.cells]
  const together = reportsBy(sorted(rules).board, (rule, report) => rule.check(board, report))
  const about = [...reportsAboutCells(cells, rules), { checked: board.root.configuration, reports: together }]
  return findingsFrom(about, rules, cells, board)
}

/** The findings of a cell without a root: what can be said without one. */
export function findingsOfOrphan(
  configuration: CellConfig,
  rules: readonly Rule[] = allRules,
): readonly Finding[] {
  const cells = [cellOf(configuration, undefined)]
  return findingsFrom(reportsAboutCells(cells, rules), rules, cells, undefined)
}

/** The findings with the severities that the user wants, in reading order; what is off is left out. */
export function withSeverities(
  findings: readonly Finding[],
  severityOf: (finding: Finding) => ReturnType<SeverityOf>,
): readonly Finding[] {
  const kept = findings.flatMap((finding): readonly Finding[] => {
    const severity = severityOf(finding)
    if (severity === 'off') return []
    return [severity === undefined ? finding : { ...finding, severity }]
  })
  return kept.toSorted(compareFindings)
}

/** Of each rule that has something to report, what that is. */
type Reports = ReadonlyMap<Rule, readonly Report[]>

interface ReportsAbout {
  /** The configuration that a report is about which names none. */
  readonly checked: Configuration
  readonly reports: Reports
}

function reportsAboutCells(cells: readonly Cell[], rules: readonly Rule[]): readonly ReportsAbout[] {
  const { ofFile, ofCell } = remembering(rules)
  return cells.flatMap((cell) =>
    [ofFile(cell.configuration), ofCell(cell)].map((reports) => ({ checked: cell.configuration, reports })),
  )
}

/** A configuration and a cell never change, so what is reported about them is worked out once. */
const remembering = remembered((rules: readonly Rule[]) => ({
  ofFile: remembered((configuration: Configuration) =>
    reportsBy(sorted(rules).file, (rule, report) => rule.check(configuration, report)),
  ),
  ofCell: remembered((cell: Cell) =>
    reportsBy(sorted(rules).cell, (rule, report) => rule.check(cell, report)),
  ),
}))

/** The rules by what they look at. */
const sorted = remembered((rules: readonly Rule[]) => ({
  file: rules.filter((rule) => rule.scope === 'file'),
  cell: rules.filter((rule) => rule.scope === 'cell'),
  board: rules.filter((rule) => rule.scope === 'board'),
}))

function reportsBy<Kind extends Rule>(
  rules: readonly Kind[],
  check: (rule: Kind, report: ReportFinding) => void,
): Reports {
  const reports = new Map<Rule, Report[]>()
  for (const rule of rules)
    check(rule, (report) => {
      const before = reports.get(rule)
      if (before) before.push(report)
      else reports.set(rule, [report])
    })
  return reports
}

/** @param cells those of the board: the texts of their configurations are what fixes may change */
function findingsFrom(
  about: readonly ReportsAbout[],
  rules: readonly Rule[],
  cells: readonly Cell[],
  board: Board | undefined,
): readonly Finding[] {
  const written = cells.flatMap(({ configuration: { file, image } }) => (image ? [] : [file]))
  const configs: ReadonlySet<SourceFile> = new Set(written)
  // There are hundreds of rules and few reports.
  const reported = new Map<Rule, Found[]>()
  for (const { checked, reports } of about)
    for (const [rule, list] of reports) {
      const found = list.map((report) => foundBy(rule, onBoard(report, board), checked, configs))
      reported.set(rule, [...(reported.get(rule) ?? []), ...found])
    }
  return withoutSpoilt(rules.flatMap((rule) => reported.get(rule) ?? []))
}

/** With the fixes that there are on a board only. */
function onBoard(report: Report, board: Board | undefined): Report {
  const { fixes = [], fixesOn } = report
  return board && fixesOn ? { ...report, fixes: [...fixes, ...fixesOn(board)] } : report
}

function foundBy(
  rule: Rule,
  report: Report,
  checked: Configuration,
  configs: ReadonlySet<SourceFile>,
): Found {
  // What most people are not shown must not take away what they are shown.
  const places = rule.preset ? [] : (report.spoils ?? [])
  return {
    finding: findingOf(rule, report, report.configuration ?? checked, configs),
    scope: rule.scope,
    spoils: places.map(writtenAt),
  }
}

interface Found {
  readonly finding: Finding
  readonly scope: Rule['scope']
  readonly spoils: readonly Span[]
}

const scopes: readonly Rule['scope'][] = ['file', 'cell', 'board']

/**
 * What is left when the consequences are dropped. What nothing else spoils counts first; of findings that spoil each
 * other's place the one about less wins, a file before a cell before a board. So something is always said.
 */
function withoutSpoilt(found: readonly Found[]): readonly Finding[] {
  let waiting = scopes.flatMap((scope) => found.filter((one) => one.scope === scope && 0 < one.spoils.length))
  const kept: Found[] = []
  for (let first = waiting[0]; first; first = waiting[0]) {
    const next = waiting.find((one) => !waiting.some((other) => spoils(other, one))) ?? first
    kept.push(next)
    waiting = waiting.filter((one) => one !== next && !spoils(next, one))
  }
  const rest = found.filter((one) => one.spoils.length === 0 && !kept.some((other) => spoils(other, one)))
  return [...kept, ...rest].map(({ finding }) => finding)
}

/** A rule never spoils its own findings: a second one is as true as the first. */
function spoils(by: Found, { finding }: Found): boolean {
  return by.finding.rule !== finding.rule && by.spoils.some((place) => contains(place, finding.span))
}

function findingOf(
  rule: Rule,
  report: Report,
  configuration: Configuration,
  configs: ReadonlySet<SourceFile>,
): Finding {
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message: report.message,
    why: report.why,
    help: report.help,
    span: writtenAt(report.at),
    related: [...(report.related ?? []).map(relatedSpan), ...macroBehind(report.at, configuration.file)],
    fixes: (report.fixes ?? []).flatMap((fix) => allowed(fix, configuration.file, configs)),
    file: configuration.file,
    cell: configuration.cell.name,
  }
}

/**
 * Only what the authors of the board's configs wrote is mended: neither headers, nor files that others include too, nor
 * bytes. Nobody who looks at one file sees what happens to the others, so a fix that changes these is never safe.
 */
function allowed(fix: Fix, file: SourceFile, configs: ReadonlySet<SourceFile>): readonly Fix[] {
  const files = [file, ...fix.edits.map((edit) => edit.span.file)]
  if (!files.every((one) => configs.has(one))) return []
  return [files.every((one) => one === file) ? fix : { ...fix, safety: 'suggested' }]
}

function relatedSpan({ at, message, configuration }: Related): RelatedSpan {
  return { span: writtenAt(at), message, ...(configuration && { file: configuration.file }) }
}

function findingOfComplaint(complaint: Complaint, translation: Translation): Finding {
  return {
    rule: complaint.code,
    severity: complaint.isBeyondDoubt ? 'error' : complaint.severity,
    message: complaint.message,
    why: undefined,
    help: complaint.help,
    span: writtenAt(complaint.at),
    related: [
      ...(complaint.related ?? []).map(({ at, message }) => ({ span: writtenAt(at), message })),
      ...macroBehind(complaint.at, translation.main),
    ],
    fixes: fixesOfComplaint(complaint, translation),
    file: translation.main,
    cell: undefined,
  }
}

/**
 * A place that a macro produced is shown at its call; the definition explains it. Constants of the headers need no
 * explanation.
 */
function macroBehind(place: Place, config: SourceFile): readonly RelatedSpan[] {
  const macro = commonCall(place)?.macro
  if (!macro || macro.computed || (!macro.parameters && macro.nameToken.file !== config)) return []
  const { file, start, end } = macro.nameToken
  return [{ span: span(file, start, end), message: `from the macro \`${macro.name}\`` }]
}
