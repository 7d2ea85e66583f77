/** One thing that is wrong in a project file. It becomes a finding like any other. */
import type { Finding } from '../rules/finding.ts'
import type { ProjectCode } from '../rules/project-docs.ts'
import type { Severity } from '../rules/rule.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'

export interface ProjectProblem {
  readonly code: ProjectCode
  readonly severity: Severity
  /** A sentence without a full stop. */
  readonly message: string
  readonly help?: string
  readonly at: Span
  readonly related?: { readonly at: Span; readonly message: string }
}

/** Whether the file cannot be taken at its word, so that nobody should rely on a check that rests on it. */
export function isBreaking({ code }: ProjectProblem): boolean {
  return code === 'project-syntax' || code === 'project-type'
}

export function findingOfProblem({ code, severity, message, help, at, related }: ProjectProblem): Finding {
  return {
    rule: code,
    severity,
    message,
    why: undefined,
    help,
    span: at,
    related: related ? [{ span: related.at, message: related.message }] : [],
    fixes: [],
    file: at.file,
    cell: undefined,
  }
}

/** The place of something as the parser states it, which is now and then beyond the end of the text. */
export function spanOfNode(file: SourceFile, { offset, length }: TextPlace): Span {
  const end = Math.min(offset + length, file.text.length)
  return span(file, Math.min(offset, end), end)
}

export interface TextPlace {
  readonly offset: number
  readonly length: number
}
