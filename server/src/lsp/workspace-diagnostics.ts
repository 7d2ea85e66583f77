/**
 * `workspace/diagnostic`: the client asks about every config in its folders, open or not.
 *
 * A client that can take partial results keeps asking, and is answered when there is something new: until then its
 * request stays open, as the protocol suggests. Any other client is answered at once.
 */
import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  type PreviousResultId,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import type { Context } from './context.ts'
import { pathOf, uriOf } from './conversion.ts'
import { quiet } from './quiet.ts'
import type { Reports } from './reports.ts'

export function answerWorkspaceDiagnostics(context: Context, reports: Reports): void {
  const { connection, guard, session } = context
  const failed = new ResponseError<never>(LSPErrorCodes.RequestFailed, 'the check of the workspace failed')
  const answer = guard.request(
    'checking the workspace',
    failed,
    async ({ previous, waits }: Question, token): Promise<WorkspaceDiagnosticReport> => {
      for (;;) {
        const revision = session.news.revision()
        const items = await reportAll(context, reports, previous, token)
        const hasNews = items.some(({ kind }) => kind === DocumentDiagnosticReportKind.Full)
        if (hasNews || !waits || token.isCancellationRequested) return { items }
        await session.news.since(revision, token)
        // A header may be included by all of the configs.
        if (session.news.latest() === 'included') await quiet(context, token)
      }
    },
  )
  connection.languages.diagnostics.onWorkspace(({ previousResultIds: previous }, token, _, partialResults) =>
    answer({ previous, waits: partialResults !== undefined }, token),
  )
}

interface Question {
  readonly previous: readonly PreviousResultId[]
  readonly waits: boolean
}

async function reportAll(
  { session, documents, diagnosticsFor }: Context,
  reports: Reports,
  previous: readonly PreviousResultId[],
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const before = new Map(previous.flatMap(({ uri, value }) => pathsWith(uri, value)))
  const files = await session.filesToCheck(token)
  const open = new Map(documents.all().flatMap((document) => pathsWith(document.uri, document)))
  const items: WorkspaceDocumentDiagnosticReport[] = []
  for (const path of new Set([...files, ...before.keys()])) {
    // What is no config any more gets an empty report like everything that has nothing to show.
    const report = reports.of(path, await diagnosticsFor(path, token), before.get(path), 'workspace')
    const document = open.get(path)
    items.push({ ...report, uri: document?.uri ?? uriOf(path), version: document?.version ?? null })
  }
  return items
}

function pathsWith<Value>(uri: string, value: Value): readonly (readonly [path: string, Value])[] {
  const path = pathOf(uri)
  return path === undefined ? [] : [[path, value]]
}
