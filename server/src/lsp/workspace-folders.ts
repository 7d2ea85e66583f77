/** The folders of the workspace: what they are at the start, and what is added and removed later. */
import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'

/** Clients of before workspace folders name one root, or none when a single file is open. */
export function initialRoots(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return pathsOf(params.workspaceFolders)
  // oxlint-disable-next-line typescript/no-deprecated -- there are still such clients
  const { rootUri } = params
  return typeof rootUri === 'string' ? pathsOf([{ uri: rootUri, name: '' }]) : []
}

/** To be called when the client has said that it is ready. */
export function followFolders({ connection, abilities, session, guard }: Context): void {
  if (!abilities.hasFolders) return
  connection.workspace.onDidChangeWorkspaceFolders(
    guard.work('changing folders', ({ added, removed }) => {
      const gone = new Set(pathsOf(removed))
      const kept = session.roots().filter((root) => !gone.has(root))
      session.setRoots([...new Set([...kept, ...pathsOf(added)])])
    }),
  )
}

function pathsOf(folders: readonly WorkspaceFolder[]): readonly string[] {
  return folders.flatMap(({ uri }) => pathOf(uri) ?? [])
}
