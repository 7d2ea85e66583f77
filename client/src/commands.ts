/** The commands of the extension, as `package.json` names them. */
import { commands, type Disposable, l10n, Uri, window } from 'vscode'
import type { ViewStage } from '../../server/src/lsp/messages-views.ts'
import type { MapPanel } from './map-panel.ts'
import type { Server } from './server.ts'
import type { Views } from './views.ts'

export function registerCommands(server: Server, map: MapPanel, views: Views): readonly Disposable[] {
  return [
    commands.registerCommand('warden.showMap', (given?: unknown) => withFile(given, map.show)),
    commands.registerCommand('warden.showPreprocessed', showing(views, 'preprocessed')),
    commands.registerCommand('warden.showDecoded', showing(views, 'cell')),
    commands.registerCommand('warden.showImage', showing(views, 'image')),
    commands.registerCommand('warden.restart', server.restart),
    commands.registerCommand('warden.showOutput', server.showOutput),
  ]
}

function showing(views: Views, stage: ViewStage): (given?: unknown) => Promise<void> | undefined {
  return (given) => withFile(given, (uri) => views.show(stage, uri))
}

/** A command is given a file by whoever offers it at one; from the palette it is about the active editor's. */
function withFile<Result>(given: unknown, work: (uri: Uri) => Result): Result | undefined {
  const uri = given instanceof Uri ? given : typeof given === 'string' ? Uri.parse(given) : undefined
  const target = uri ?? window.activeTextEditor?.document.uri
  if (target) return work(target)
  void window.showInformationMessage(l10n.t('Open a cell config first.'))
  return undefined
}
