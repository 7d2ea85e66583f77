/**
 * What a check has come to, as a plain record: all that any output format needs, and nothing that it would have to
 * look up. Paths are absolute; the formats show them as seen from `workingFolder`.
 */
import type { Finding } from '../rules/finding.ts'
import type { SuppressedFinding } from '../rules/suppressions.ts'
import type { Check } from '../workspace/workspace.ts'
import { type OutcomeBoard, outcomeBoard } from './outcome-boards.ts'

export interface Outcome {
  /** `warden 0.1.0` */
  readonly tool: string
  readonly workingFolder: string
  readonly boards: readonly OutcomeBoard[]
  /** The files of cells for which no root was found. */
  readonly orphans: readonly string[]
  /** In reading order. */
  readonly findings: readonly OutcomeFinding[]
  /** What comments in the files keep from being shown. */
  readonly suppressed: readonly SuppressedFinding[]
  readonly summary: Summary
}

export interface OutcomeFinding extends Finding {
  /** The configs in which it was found: several when the place is in a file that they all include. */
  readonly includedBy: readonly string[]
}

export interface Summary {
  /** How many configs were asked for and checked. */
  readonly files: number
  readonly errors: number
  readonly warnings: number
  readonly information: number
  readonly hints: number
  /** How many fixes were made before; undefined when none were asked for. */
  readonly fixed: number | undefined
  /** How long it took, rounded. */
  readonly milliseconds: number
}

export interface OutcomeFacts {
  readonly tool: string
  readonly workingFolder: string
  readonly milliseconds: number
  /** How many fixes were made before; absent when none were asked for. */
  readonly fixed?: number | undefined
  /** The Jailhouse tree that a config was read with. */
  readonly headersOf: (file: string) => string | undefined
}

export function outcomeOf(check: Check, facts: OutcomeFacts): Outcome {
  const findings = withoutRepetition(check.findings)
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length
  return {
    tool: facts.tool,
    workingFolder: facts.workingFolder,
    boards: check.boards.map((board) => outcomeBoard(board, facts.headersOf)),
    orphans: check.orphans.map(({ file }) => file.path),
    findings,
    suppressed: check.suppressed,
    summary: {
      files: check.files.length,
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      hints: count('hint'),
      fixed: facts.fixed,
      milliseconds: Math.round(facts.milliseconds),
    },
  }
}

/** A fault in a file that several configs include is one fault, though it was found once in each of them. */
function withoutRepetition(findings: readonly Finding[]): readonly OutcomeFinding[] {
  const kept: (OutcomeFinding & { readonly includedBy: string[] })[] = []
  const alike = new Map<string, typeof kept>()
  for (const finding of findings) {
    const { rule, severity, message, span, file } = finding
    const key = JSON.stringify([span.file.path, span.start, span.end, rule, severity, message])
    const same = alike.get(key) ?? []
    // Two such findings in one config are two: what they are related to differs.
    const elsewhere = same.find(({ includedBy }) => !includedBy.includes(file.path))
    if (elsewhere) elsewhere.includedBy.push(file.path)
    else {
      const first = { ...finding, includedBy: [file.path] }
      kept.push(first)
      alike.set(key, [...same, first])
    }
  }
  return kept
}
