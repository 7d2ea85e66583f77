/** Checks every config of the workspace, open or not, and says how it is with them. */
import { commands, l10n, ProgressLocation, window } from 'vscode'
import { checkRequest } from '../../server/src/lsp/messages-boards.ts'
import type { Server } from './server.ts'
import { countsText } from './words.ts'

export async function checkWorkspace(server: Server): Promise<void> {
  const title = l10n.t('Checking all cell configs')
  const result = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    server.ask(checkRequest, {}),
  )
  if (!result) return
  if (result.files === 0)
    return void window.showInformationMessage(l10n.t('There are no cell configs in this workspace.'))
  const show = l10n.t('Show Problems')
  const text =
    result.files === 1
      ? l10n.t('1 file checked: {0}.', countsText(result.counts))
      : l10n.t('{0} files checked: {1}.', result.files, countsText(result.counts))
  if ((await window.showInformationMessage(text, show)) === show)
    await commands.executeCommand('workbench.actions.view.problems')
}
