/**
 * What Warden makes of a config, as texts beside it: preprocessed, decoded, as an image. They follow while somebody
 * types, and nobody can write in them.
 */
import {
  Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode'
import { viewRequest, type ViewStage, viewStages } from '../../server/src/lsp/messages-views.ts'
import type { Server } from './server.ts'

const scheme = 'warden'

export interface Views extends Disposable {
  /** Shows a config at a stage beside its editor. */
  readonly show: (stage: ViewStage, source: Uri) => Promise<void>
}

export function createViews(server: Server): Views {
  const changed = new EventEmitter<Uri>()
  const subscription = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => textOf(uri, server),
    }),
    server.onChanged(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri)
    }),
  )
  return {
    show: async (stage, source) => {
      const document = await workspace.openTextDocument(viewUri(stage, source))
      await withLanguage(document, stage)
      await window.showTextDocument(document, {
        viewColumn: ViewColumn.Beside,
        preserveFocus: true,
        preview: false,
      })
    },
    dispose: () => void subscription.dispose(),
  }
}

/** The path is what the tab says; the source is in the query. */
function viewUri(stage: ViewStage, source: Uri): Uri {
  const path = `${source.path} (${nameOf(stage)})`
  return Uri.from({ scheme, authority: stage, path, query: source.toString() })
}

function nameOf(stage: ViewStage): string {
  switch (stage) {
    case 'preprocessed':
      return l10n.t('preprocessed')
    case 'cell':
      return l10n.t('decoded')
    case 'image':
      return l10n.t('image')
  }
}

async function textOf({ authority, query }: Uri, server: Server): Promise<string> {
  const stage = viewStages.find((one) => one === authority)
  const view = stage && (await server.ask(viewRequest, { uri: query, stage }))
  return view?.text ?? `# ${l10n.t('This file is no cell config.')}\n`
}

function withLanguage(document: TextDocument, stage: ViewStage): Thenable<TextDocument> {
  return languages.setTextDocumentLanguage(document, stage === 'preprocessed' ? 'c' : 'warden-listing')
}
