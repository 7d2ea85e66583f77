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
    asked: 'document' | 'workspace',
  ) => FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport
  /**
   * Whether the client was told something else when it asked about the document before; not when it never asked. What
   * it is told of the workspace does not count: VS Code shows that of documents only about which it has not asked.
   */
  readonly isStale: (path: string, diagnostics: readonly Diagnostic[]) => boolean
}

export function createReports(): Reports {
  const last = new Map<string, { readonly resultId: string; readonly text: string }>()
  const ofDocuments = new Map<string, string>()
  let count = 0
  return {
    of: (path, diagnostics, previous, asked) => {
      const text = JSON.stringify(diagnostics)
      const known = last.get(path)
      const resultId = known?.text === text ? known.resultId : `${++count}`
      last.set(path, { resultId, text })
      if (asked === 'document') ofDocuments.set(path, text)
      return resultId === previous
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
    },
    isStale: (path, diagnostics) => {
      const known = ofDocuments.get(path)
      return known !== undefined && known !== JSON.stringify(diagnostics)
    },
  }
}
