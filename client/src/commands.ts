/** The commands of the extension, as `package.json` names them. */
import {
  commands,
  type Disposable,
  env,
  type ExtensionContext,
  l10n,
  TabInputCustom,
  Uri,
  window,
} from 'vscode'
import type { ViewStage } from '../../server/src/lsp/messages-views.ts'
import { buildHere } from './build.ts'
import { checkWorkspace } from './check-workspace.ts'
import { chooseRoot } from './choose-root.ts'
import type { MapPanel } from './map-panel.ts'
import { copyReport } from './report.ts'
import type { Server } from './server.ts'
import type { Views } from './views.ts'

export function registerCommands(
  context: ExtensionContext,
  server: Server,
  map: MapPanel,
  views: Views,
): readonly Disposable[] {
  return [
    commands.registerCommand('warden.showMap', (given?: unknown) => withFile(given, map.show)),
    commands.registerCommand('warden.checkWorkspace', () => checkWorkspace(server)),
    commands.registerCommand('warden.chooseRoot', (given?: unknown) =>
      withFile(given, (uri) => chooseRoot(server, uri)),
    ),
    commands.registerCommand('warden.build', (given?: unknown) =>
      withFile(given, (uri) => buildHere(server, uri)),
    ),
    commands.registerCommand('warden.showPreprocessed', showing(views, 'preprocessed')),
    commands.registerCommand('warden.showDecoded', showing(views, 'cell')),
    commands.registerCommand('warden.showImage', showing(views, 'image')),
    commands.registerCommand('warden.restart', server.restart),
    commands.registerCommand('warden.showOutput', server.showOutput),
    commands.registerCommand('warden.copyReport', () => copyReport(context, server, shownFile())),
    commands.registerCommand('warden.copyText', (given?: unknown) => copyText(given)),
    commands.registerCommand('warden.openPage', (given?: unknown) => openPage(context, given)),
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

/** The file of the active editor, of text or of an image. */
function shownFile(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input
  return input instanceof TabInputCustom ? input.uri : window.activeTextEditor?.document.uri
}

/** For a code action about a finding: the page about its rule, as it is meant to be read. Other pages are not opened. */
async function openPage({ extensionUri }: ExtensionContext, page: unknown): Promise<void> {
  const folder = `${Uri.joinPath(extensionUri, 'docs').toString()}/`
  if (typeof page !== 'string' || !page.startsWith(folder)) return
  await commands.executeCommand('markdown.showPreview', Uri.parse(page))
}

/** For a code lens that has something to copy. */
async function copyText(text: unknown): Promise<void> {
  if (typeof text !== 'string') return
  await env.clipboard.writeText(text)
  void window.setStatusBarMessage(l10n.t('Copied: {0}', text), 4000)
}
