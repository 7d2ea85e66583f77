/** Builds the image of a config beside it, as `warden build` does. */
import { commands, l10n, Uri, window, workspace } from 'vscode'
import { buildRequest } from '../../server/src/lsp/messages-boards.ts'
import type { Server } from './server.ts'

/** @param force whether only errors of C count, as for a compiler */
export async function buildHere(server: Server, config: Uri, force = false): Promise<void> {
  const built = await server.ask(buildRequest, { uri: config.toString(), force })
  if (!built) return
  const [problem] = built.problems
  if (0 < built.errors) return refuse(server, config, built.errors, force)
  if (problem !== undefined) return void window.showErrorMessage(l10n.t('There is no image: {0}', problem))
  for (const { uri, base64 } of built.images) {
    await workspace.fs.writeFile(Uri.parse(uri), bytesOf(base64))
  }
  const [first] = built.images
  if (!first) return
  const names = built.images.map(({ uri }) => Uri.parse(uri).path.replace(/^.*\//, '')).join(', ')
  const show = l10n.t('Show')
  const size = built.images.reduce((sum, image) => sum + image.size, 0)
  const chosen = await window.showInformationMessage(l10n.t('Built {0}, {1} bytes.', names, size), show)
  if (chosen === show) await commands.executeCommand('vscode.open', Uri.parse(first.uri))
}

async function refuse(server: Server, config: Uri, errors: number, wasForced: boolean): Promise<void> {
  const [showThem, anyway] = [l10n.t('Show Problems'), l10n.t('Build Anyway')]
  const text =
    errors === 1
      ? l10n.t('Not built, because of an error.')
      : l10n.t('Not built, because of {0} errors.', errors)
  const chosen = await window.showWarningMessage(text, showThem, ...(wasForced ? [] : [anyway]))
  if (chosen === showThem) await commands.executeCommand('workbench.actions.view.problems')
  if (chosen === anyway) await buildHere(server, config, true)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
