/**
 * What the editor says beside its language status: the board of the config that is open, and how it is with it. A click
 * chooses the root cell. For other files there is nothing, and nothing is started to find that out.
 */
import {
  commands,
  Disposable,
  l10n,
  languages,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  type Uri,
  window,
} from 'vscode'
import { type BoardAnswer, boardRequest } from '../../server/src/lsp/messages-boards.ts'
import { coalesced } from './coalesced.ts'
import { configSelector } from './selector.ts'
import type { Server } from './server.ts'
import { countsText } from './words.ts'

export function showStatus(server: Server): Disposable {
  let item: LanguageStatusItem | undefined
  const configs = new Map<string, Uri>()
  const refresh = coalesced(async () => {
    const document = window.activeTextEditor?.document
    // While somebody is at the map, the config beside it is still the one.
    if (!document && 0 < window.visibleTextEditors.length) return
    const isSource = document !== undefined && languages.match(configSelector, document) !== 0
    const board =
      isSource && server.isRunning()
        ? await server.ask(boardRequest, { uri: document.uri.toString() })
        : undefined
    // Commands about configs are offered where there is one: the palette is about the active editor, the title of an
    // editor about its own file.
    if (isSource && board) configs.set(document.uri.path, document.uri)
    else if (isSource) configs.delete(document.uri.path)
    await commands.executeCommand('setContext', 'warden.isConfig', Boolean(board))
    await commands.executeCommand('setContext', 'warden.configs', pathsOf([...configs.values()]))
    if (!board) {
      item?.dispose()
      item = undefined
      return
    }
    item ??= languages.createLanguageStatusItem('warden.board', configSelector)
    item.name = l10n.t('Jailhouse board')
    item.text = textOf(board)
    item.detail = detailOf(board)
    item.severity = severityOf(board)
    item.command = commandOf(board)
  })
  const subscription = Disposable.from(
    server.onChanged(() => void refresh()),
    window.onDidChangeActiveTextEditor(() => void refresh()),
  )
  void refresh()
  return new Disposable(() => {
    subscription.dispose()
    item?.dispose()
  })
}

/** As the editor compares them: on the disk of this machine by the system's path, elsewhere by that of the address. */
function pathsOf(uris: readonly Uri[]): readonly string[] {
  return uris.flatMap(({ fsPath, path }) => [fsPath, path])
}

function textOf({ boards, kind }: BoardAnswer): string {
  if (kind === 'broken') return l10n.t('Cell config that cannot be read')
  const [first, ...others] = boards
  if (!first) return l10n.t('No root cell')
  return others.length === 0
    ? l10n.t('Board of {0}', first.root.name)
    : l10n.t('{0} possible boards', boards.length)
}

function detailOf({ boards, counts }: BoardAnswer): string {
  const [first] = boards
  const cells = first?.cells.length ?? 0
  return [
    countsText(counts),
    ...(first ? [cells === 1 ? l10n.t('1 cell') : l10n.t('{0} cells', cells)] : []),
    ...(first?.because ? [first.because] : []),
  ].join(' · ')
}

function severityOf({ counts, boards }: BoardAnswer): LanguageStatusSeverity {
  if (0 < counts.error) return LanguageStatusSeverity.Error
  return 0 < counts.warning || boards.length !== 1
    ? LanguageStatusSeverity.Warning
    : LanguageStatusSeverity.Information
}

function commandOf({ kind }: BoardAnswer): LanguageStatusItem['command'] {
  return kind === 'root'
    ? { command: 'warden.showMap', title: l10n.t('Show Map') }
    : { command: 'warden.chooseRoot', title: l10n.t('Choose Root') }
}
