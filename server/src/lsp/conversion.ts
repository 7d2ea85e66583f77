/**
 * Between Warden's own data and the protocol's: paths and URIs, spans and ranges, findings and diagnostics. The one
 * place that knows how the two are written; nothing is decided here.
 */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import type { FileDiagnostic } from '../ide/diagnostics.ts'
import { codeOf, pageOfSubject } from '../rules/codes.ts'
import type { RelatedSpan } from '../rules/finding.ts'
import { ruleOf } from '../rules/registry.ts'
import type { Severity } from '../rules/rule.ts'
import { positionAt, type SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import { normalised } from '../workspace/paths.ts'
import { fromUriPath, uriPathOf } from '../workspace/windows-paths.ts'
import type { Abilities } from './abilities.ts'

/** The path of a file; undefined for documents that are none. */
export function pathOf(uri: string): string | undefined {
  const { scheme, authority, path } = URI.parse(uri)
  return scheme === 'file' ? normalised(fromUriPath(authority, path)) : undefined
}

export function uriOf(path: string): string {
  const { host, path: inside } = uriPathOf(path)
  return URI.from({ scheme: 'file', authority: host, path: inside }).toString()
}

export function rangeOf({ file, start, end }: Span): Range {
  const [first, behind] = [positionAt(file, start), positionAt(file, end)]
  return {
    start: { line: first.line, character: first.column },
    end: { line: behind.line, character: behind.column },
  }
}

export interface DiagnosticOptions {
  readonly abilities: Abilities
  /** The folder of the rules' pages, as a URI; without it codes are no links. */
  readonly rulePages: string | undefined
}

export function diagnosticFrom(
  { rule, severity, message, span, related }: FileDiagnostic,
  { abilities, rulePages }: DiagnosticOptions,
): Diagnostic {
  const page = abilities.linksCodes ? pageOf(rule, rulePages) : undefined
  return {
    range: rangeOf(span),
    severity: severities[severity],
    source: 'warden',
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    message,
    ...(abilities.showsRelatedPlaces && { relatedInformation: related.flatMap(relatedInformation) }),
  }
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

/** Where a code is described; undefined for one that no page is about. */
export function pageOf(code: string, rulePages: string | undefined): string | undefined {
  const known = codeOf(code)
  const page = ruleOf(code) ? `${code}.md` : known && `${pageOfSubject[known.subject]}#${code}`
  return rulePages === undefined || page === undefined ? undefined : `${rulePages.replace(/\/$/, '')}/${page}`
}

/** False for the built-in interface, whose texts are in no file that an editor could show. */
export function isInFile({ path }: SourceFile): boolean {
  return path.startsWith('/')
}

function relatedInformation({ span, message }: RelatedSpan): readonly DiagnosticRelatedInformation[] {
  if (!isInFile(span.file)) return []
  return [{ location: { uri: uriOf(span.file.path), range: rangeOf(span) }, message }]
}
