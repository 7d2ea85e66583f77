/** `workspace/didChangeWatchedFiles`: other programs change files, too, and headers are seldom open. */
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver'
import { projectFileName } from '../workspace/project-schema.ts'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'

export function watchFiles({ connection, guard, session }: Context): void {
  connection.onDidChangeWatchedFiles(
    guard.work('hearing of changed files', ({ changes }) =>
      session.changedOnDisk(changes.flatMap(({ uri }) => pathOf(uri) ?? [])),
    ),
  )
}

/** Asks the client to watch, if it can. */
export async function registerWatchers({ connection, abilities }: Context): Promise<void> {
  if (!abilities.watchesFiles) return
  const watchers = [{ globPattern: '**/*.{c,h,cell}' }, { globPattern: `**/${projectFileName}` }]
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
}
