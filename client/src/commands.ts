/** The commands of the extension, as `package.json` names them. */
import { commands, type Disposable, l10n, Uri, window } from 'vscode'
import type { MapPanel } from './map-panel.ts'
import type { Server } from './server.ts'

export function registerCommands(server: Server, map: MapPanel): readonly Disposable[] {
  return [
    commands.registerCommand('warden.showMap', (given?: unknown) => withFile(given, map.show)),
    commands.registerCommand('warden.restart', server.restart),
    commands.registerCommand('warden.showOutput', server.showOutput),
  ]
}

/** A command is given a file by whoever offers it at one; from the palette it is about the active editor's. */
function withFile<Result>(given: unknown, work: (uri: Uri) => Result): Result | undefined {
  const uri = given instanceof Uri ? given : typeof given === 'string' ? Uri.parse(given) : undefined
  const target = uri ?? window.activeTextEditor?.document.uri
  if (target) return work(target)
  void window.showInformationMessage(l10n.t('Open a cell config first.'))
  return undefined
}
