/**
 * A finding: one fault, in the terms in which every output shows it. The places are stretches of text by now; the
 * rest is what the rule reported.
 */
import type { Span } from '../text/span.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Fix } from './fix/fix.ts'
import type { Severity } from './rule.ts'

export interface Finding {
  /** The id of the rule, or the code of the C front end's complaint. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly why: string | undefined
  readonly help: string | undefined
  readonly span: Span
  readonly related: readonly RelatedSpan[]
  /** Ways to mend it, the best one first; safe ones change `file` only, others also other configs of the board. */
  readonly fixes: readonly Fix[]
  /** The config file that the finding belongs to. The span may be in a file that it includes. */
  readonly file: SourceFile
  /** The name of the cell, where the configuration has one that is known. */
  readonly cell: string | undefined
}

export interface RelatedSpan {
  readonly span: Span
  readonly message: string
  /** The config file that the place belongs to, when it is another one than the finding's. */
  readonly file?: SourceFile
}

/** All that a finding says, in lines: what is wrong, why it matters, what to do. */
export function wholeText({ message, why, help }: Pick<Finding, 'message' | 'why' | 'help'>): string {
  return [message, why && `why: ${why}`, help && `help: ${help}`]
    .filter((line) => line !== undefined)
    .join('\n')
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 }

/** Whether `severity` is as bad as `threshold`, or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return order[severity] <= order[threshold]
}

/** Negative when `a` is worse than `b`. */
export function compareSeverities(a: Severity, b: Severity): number {
  return order[a] - order[b]
}

/** By file, then by place, then by severity: the order in which people read. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file.path, b.file.path) ||
    compareText(a.span.file.path, b.span.file.path) ||
    a.span.start - b.span.start ||
    compareSeverities(a.severity, b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : b < a ? 1 : 0
}
