/** `textDocument/diagnostic`: the client asks what is to be shown in one document. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'
import type { Reports } from './reports.ts'

export function answerDocumentDiagnostics(
  { connection, guard, diagnosticsFor }: Context,
  reports: Reports,
): void {
  // An empty answer would say that all is well.
  const failed = new ResponseError<never>(LSPErrorCodes.RequestFailed, 'the check of this file failed')
  connection.languages.diagnostics.on(
    guard.request(
      'checking a document',
      failed,
      async ({ textDocument: { uri }, previousResultId }, token) => {
        const path = pathOf(uri)
        const diagnostics = path === undefined ? [] : await diagnosticsFor(path, token)
        return reports.of(path ?? uri, diagnostics, previousResultId, 'document')
      },
    ),
  )
}
