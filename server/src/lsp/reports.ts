/**
 * Reports of diagnostics for a client that asks for them, each with an id: when the client names the id of what it has
 * and nothing has changed, it is told just that.
 */
import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver'

export interface Reports {
  readonly of: (
    path: string,
    diagnostics: readonly Diagnostic[],
    previous: string | undefined,
  ) => FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport
  /** Whether the client was told something else about the file before; not when it was told nothing. */
  readonly isStale: (path: string, diagnostics: readonly Diagnostic[]) => boolean
}

export function createReports(): Reports {
  const last = new Map<string, { readonly resultId: string; readonly text: string }>()
  let count = 0
  return {
    of: (path, diagnostics, previous) => {
      const text = JSON.stringify(diagnostics)
      const known = last.get(path)
      const resultId = known?.text === text ? known.resultId : `${++count}`
      last.set(path, { resultId, text })
      return resultId === previous
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
    },
    isStale: (path, diagnostics) => {
      const known = last.get(path)
      return known !== undefined && known.text !== JSON.stringify(diagnostics)
    },
  }
}
