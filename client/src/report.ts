/**
 * A report for whoever is to find out why Warden does something odd: versions, how the config at hand is read, what was
 * found, which settings are not the usual ones. In English, as the issues are where it ends up; without the text of
 * configs and without paths. It goes to the clipboard and nowhere else.
 */
import { env, type ExtensionContext, l10n, type Uri, version, window, workspace } from 'vscode'
import * as z from 'zod'
import { type BoardAnswer, boardRequest } from '../../server/src/lsp/messages-boards.ts'
import type { Server } from './server.ts'

export async function copyReport(
  { extension }: ExtensionContext,
  server: Server,
  uri: Uri | undefined,
): Promise<void> {
  const board = uri && (await server.ask(boardRequest, { uri: uri.toString() }))
  const { version: own, contributes } = manifest.parse(extension.packageJSON)
  const lines = [
    `Warden ${own}, ${env.appName} ${version} (${env.appHost}), server ${server.isRunning() ? 'running' : 'not running'}`,
    ...(uri ? [fileLine(uri, board)] : []),
    ...(board ? boardLines(board) : []),
    `settings: ${settingsText(Object.keys(contributes.configuration.properties))}`,
  ]
  await env.clipboard.writeText(`${lines.join('\n')}\n`)
  void window.showInformationMessage(l10n.t('The report is in the clipboard. Look at it before you send it.'))
}

/** As much of `package.json` as is needed here. */
const manifest = z.object({
  version: z.string(),
  contributes: z.object({ configuration: z.object({ properties: z.object({}).loose() }) }),
})

function fileLine({ path }: Uri, board: BoardAnswer | null | undefined): string {
  const name = path.replace(/^.*\//, '')
  if (!board) return `${name}: no cell config`
  const revision = board.revision === null ? 'unknown revision' : `revision ${board.revision}`
  const headers = board.tree === null ? 'built-in headers' : 'headers of a tree'
  return `${name}: ${board.kind}, ${board.architecture}, ${revision}, ${headers}`
}

function boardLines({ boards, rules }: BoardAnswer): readonly string[] {
  return [
    ...boards.map(
      ({ root, cells, because }) =>
        `board of ${root.name}: ${cells.map(({ name }) => name).join(', ')}${because === null ? '' : ` (${because})`}`,
    ),
    `findings: ${rules.map(({ rule, count }) => `${rule} × ${count}`).join(', ') || 'none'}`,
  ]
}

/** Those that somebody has set, with their values where these are no paths. */
function settingsText(names: readonly string[]): string {
  const configuration = workspace.getConfiguration()
  const changed = names.flatMap((name) => {
    const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {}
    const value: unknown = workspaceFolderValue ?? workspaceValue ?? globalValue
    if (value === undefined) return []
    return [`${name} ${/headers|Paths|preIncludes|defines/.test(name) ? '(set)' : JSON.stringify(value)}`]
  })
  return changed.join(', ') || 'as usual'
}
