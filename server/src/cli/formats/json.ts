/**
 * Findings for other programs: one JSON object, whose shape changes only with its `version`.
 *
 * Lines and columns count from one, columns in UTF-16 code units. `endLine` and `endColumn` are the place behind the
 * last character, where an editor's cursor stands after it; for an empty place they equal its beginning. Paths
 * are relative to the working folder, with `/`; a place in a header that is built into Warden has a name in angle
 * brackets instead. `docs/json.md` describes the shape. What does not apply is `null`, never left out.
 */
import type { Fix } from '../../rules/fix/fix.ts'
import { positionAt } from '../../text/source-file.ts'
import type { Span } from '../../text/span.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Outcome, OutcomeFinding } from '../outcome.ts'
import { boardShape } from './json-boards.ts'

/** Of the shape below. */
const version = 1

export function json(outcome: Outcome): string {
  const { tool, boards, findings, suppressed, summary, workingFolder } = outcome
  const shape = {
    version,
    tool,
    boards: boards.map((board) => boardShape(board, workingFolder)),
    findings: findings.map((finding) => findingShape(finding, workingFolder)),
    suppressed: suppressed.map(({ finding, reason }) => ({
      rule: finding.rule,
      reason,
      ...placeShape(finding.span, workingFolder),
    })),
    summary: { ...summary, fixed: summary.fixed ?? null },
  }
  return `${JSON.stringify(shape, undefined, 2)}\n`
}

function findingShape(finding: OutcomeFinding, workingFolder: string) {
  const { rule, severity, message, why, help, span, cell, related, fixes } = finding
  return {
    rule,
    severity,
    message,
    why: why ?? null,
    help: help ?? null,
    ...placeShape(span, workingFolder),
    cell: cell ?? null,
    related: related.map((place) => ({ ...placeShape(place.span, workingFolder), message: place.message })),
    fix: fixShape(fixes[0], workingFolder),
  }
}

function fixShape(fix: Fix | undefined, workingFolder: string) {
  if (!fix) return null
  const { title, safety, edits } = fix
  return {
    title,
    safety,
    edits: edits.map(({ span, text }) => ({ ...placeShape(span, workingFolder), text })),
  }
}

function placeShape({ file, start, end }: Span, workingFolder: string) {
  const [first, last] = [positionAt(file, start), positionAt(file, end)]
  return {
    file: relativeTo(workingFolder, file.path),
    line: first.line + 1,
    column: first.column + 1,
    endLine: last.line + 1,
    endColumn: last.column + 1,
  }
}
