/**
 * `workspace/diagnostic/refresh`: a client that asks for diagnostics is told when to ask again.
 *
 * A change in one document may change what is found in the others. Some clients ask about all of them then, as VS Code
 * and Helix do; others may ask only about the one that was changed. So once nothing has changed for a moment, it is
 * looked whether a client still shows what does not hold any more.
 */
import { CancellationToken } from 'vscode-languageserver'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'
import { typingPause } from './quiet.ts'
import type { Reports } from './reports.ts'
import type { Cancel } from './surroundings.ts'

export function refreshDiagnostics(context: Context, reports: Reports): void {
  const { connection, guard, session, surroundings } = context
  let cancel: Cancel | undefined
  const refresh = guard.work('refreshing diagnostics', () => connection.languages.diagnostics.refresh())
  const refreshIfStale = guard.work('looking for stale diagnostics', async () => {
    if (await somethingIsStale(context, reports)) await refresh(undefined)
  })
  session.news.listen((where) => {
    cancel?.()
    if (where === 'elsewhere') void refresh(undefined)
    else cancel = surroundings.later(() => void refreshIfStale(undefined), typingPause)
  })
}

async function somethingIsStale(
  { documents, diagnosticsFor, session }: Context,
  reports: Reports,
): Promise<boolean> {
  const revision = session.news.revision()
  for (const { uri } of documents.all()) {
    const path = pathOf(uri)
    if (path === undefined) continue
    const diagnostics = await diagnosticsFor(path, CancellationToken.None)
    if (session.news.revision() !== revision) return false
    if (reports.isStale(path, diagnostics)) return true
  }
  return false
}
