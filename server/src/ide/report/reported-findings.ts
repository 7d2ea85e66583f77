/** The findings of a board, as far as a report lists them: errors and warnings, and what comments suppress. */
import { compareSeverities, type Finding } from '../../rules/finding.ts'
import type { Severity } from '../../rules/rule.ts'
import type { SourceFile } from '../../text/source-file.ts'
import { type NameOfFile, placeOfSpan } from '../listing/places.ts'
import type { ReportFinding, ReportFindings } from './report.ts'

export interface FoundOnBoard {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[]
}

export interface FindingContext {
  /** The names of the cells that a config is of. */
  readonly cellsIn: (config: SourceFile) => readonly string[]
  readonly nameOfFile: NameOfFile
  /** Takes the names of folders out of a message that quotes them. */
  readonly withoutFolders: (text: string) => string
}

export function reportedFindings(
  { findings, suppressed }: FoundOnBoard,
  context: FindingContext,
): ReportFindings {
  const shown = (finding: Finding): ReportFinding => reported(finding, context)
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length
  return {
    shown: once(
      findings.filter(({ severity }) => severity === 'error' || severity === 'warning').map(shown),
    ).toSorted(inReadingOrder),
    suppressed: suppressed
      .map(({ finding, reason }) => ({ ...shown(finding), reason }))
      .toSorted(inReadingOrder),
    counts: {
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
    },
  }
}

function reported(
  { rule, severity, message, why, span, file: config }: Finding,
  { cellsIn, nameOfFile, withoutFolders }: FindingContext,
): ReportFinding {
  const { file, line } = placeOfSpan(span, nameOfFile)
  return {
    cells: cellsIn(config),
    rule,
    severity,
    message: withoutFolders(message),
    why,
    place: { file, line },
  }
}

/** A fault in a file that several configs include is found in each of them. */
function once(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]
}

/** By the names that files have in the report: where they lie on the disk must not show. */
function inReadingOrder(a: ReportFinding, b: ReportFinding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    compareSeverities(a.severity, b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : b < a ? 1 : 0
}
