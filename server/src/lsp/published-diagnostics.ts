/**
 * Diagnostics for a client that does not ask for them: published for the open documents, a moment after the last
 * change, so that nobody is told about every letter.
 */
import { CancellationToken, type Diagnostic } from 'vscode-languageserver'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'
import type { Cancel } from './surroundings.ts'

const milliseconds = 100

export function publishDiagnostics(context: Context): void {
  const { connection, documents, guard, session, surroundings, settled, diagnosticsFor } = context
  const published = new Map<string, string>()
  let cancel: Cancel | undefined
  let running = Promise.resolve()
  const publishAll = guard.work('publishing diagnostics', async () => {
    await settled()
    const open = documents.all()
    const closed = [...published.keys()].filter((uri) => !open.some((document) => document.uri === uri))
    for (const uri of closed) await publish(uri, undefined, [])
    for (const { uri } of open) {
      const path = pathOf(uri)
      const diagnostics = path === undefined ? [] : await diagnosticsFor(path, CancellationToken.None)
      const document = documents.get(uri)
      if (document) await publish(uri, document.version, diagnostics)
    }
  })
  session.news.listen(() => {
    cancel?.()
    cancel = surroundings.later(() => {
      running = running.then(publishAll)
    }, milliseconds)
  })

  async function publish(
    uri: string,
    version: number | undefined,
    diagnostics: readonly Diagnostic[],
  ): Promise<void> {
    const text = JSON.stringify(diagnostics)
    if (text === (published.get(uri) ?? '[]')) return
    if (diagnostics.length === 0) published.delete(uri)
    else published.set(uri, text)
    await connection.sendDiagnostics({
      uri,
      ...(version !== undefined && { version }),
      diagnostics: [...diagnostics],
    })
  }
}
