/** Lets somebody say which root a cell belongs to, and writes that into the project file, `warden.json`. */
import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode'
import { boardRequest, pinRequest, rootsRequest } from '../../server/src/lsp/messages-boards.ts'
import { replaceText } from './file-edits.ts'
import type { Server } from './server.ts'

interface RootItem extends QuickPickItem {
  /** Null for letting Warden find it. */
  readonly root: string | null
}

export async function chooseRoot(server: Server, cell: Uri): Promise<void> {
  const uri = cell.toString()
  const board = await server.ask(boardRequest, { uri })
  if (board?.kind !== 'cell') {
    const why =
      board?.kind === 'root' ? l10n.t('This is a root cell itself.') : l10n.t('This file is no cell config.')
    return void window.showInformationMessage(why)
  }
  const roots = (await server.ask(rootsRequest, {})) ?? []
  const own = new Set(board.boards.map(({ root }) => root.uri))
  const items: readonly RootItem[] = [
    ...roots.map(({ uri: root, name }) => ({
      label: name,
      description: own.has(root) ? l10n.t('now') : '',
      detail: workspace.asRelativePath(Uri.parse(root)),
      root,
    })),
    {
      label: l10n.t('Find it by name and content'),
      detail: l10n.t('Takes this cell out of warden.json.'),
      root: null,
    },
  ]
  const title = l10n.t('Root cell of {0}', nameOf(cell))
  const chosen = await window.showQuickPick(items, { title, matchOnDetail: true })
  if (chosen) await pin(server, cell, chosen)
}

async function pin(server: Server, cell: Uri, { root, label }: RootItem): Promise<void> {
  const answer = await server.ask(pinRequest, { uri: cell.toString(), root })
  if (!answer) return
  const file = Uri.parse(answer.uri)
  const open = l10n.t('Open warden.json')
  const wantsToSee =
    'problem' in answer
      ? await window.showWarningMessage(problemText(answer), ...(answer.problem === 'outside' ? [] : [open]))
      : (await replaceText(file, answer.text, answer.isNew)) &&
        (await window.showInformationMessage(
          root === null
            ? l10n.t('The root cell of {0} is found by name and content now.', nameOf(cell))
            : l10n.t('{0} is on the board of {1} now.', nameOf(cell), label),
          open,
        ))
  if (wantsToSee) await window.showTextDocument(file)
}

function problemText({ problem, pattern = '' }: { problem: string; pattern?: string }): string {
  switch (problem) {
    case 'syntax':
      return l10n.t('warden.json has a syntax error. Nothing was changed.')
    case 'pattern':
      return l10n.t(
        'The pattern {0} in warden.json puts this cell on another board. Narrow it first.',
        pattern,
      )
    default:
      return l10n.t('warden.json can only name configs in its folder and below.')
  }
}

function nameOf({ path }: Uri): string {
  return path.replace(/^.*\//, '')
}
