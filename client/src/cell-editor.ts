/**
 * The editor of compiled configs, `.cell` files: it shows what the bytes say, and what is wrong with that. Nothing can be
 * changed in it, and nothing runs in its page.
 */
import {
  type CustomReadonlyEditorProvider,
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  type WebviewPanel,
  window,
} from 'vscode'
import { imageRequest } from '../../server/src/lsp/messages-views.ts'
import { coalesced } from './coalesced.ts'
import { imageBody, type ImageWords } from './image-body.ts'
import type { Server } from './server.ts'
import { webviewPage } from './webview-page.ts'

export function registerCellEditor({ extensionUri }: ExtensionContext, server: Server): Disposable {
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => showImage(uri, panel, extensionUri, server),
  }
  return window.registerCustomEditorProvider('warden.cell', provider)
}

async function showImage(uri: Uri, panel: WebviewPanel, extensionUri: Uri, server: Server): Promise<void> {
  const { webview } = panel
  const folder = Uri.joinPath(extensionUri, 'dist')
  webview.options = { enableScripts: false, localResourceRoots: [folder] }
  let shown: string | undefined
  const refresh = coalesced(async () => {
    const image = await server.ask(imageRequest, { uri: uri.toString() })
    const words = imageWords()
    const body = image ? imageBody(image, words) : `<p class="title">${words.unreadable}</p>`
    // Showing the same again would only lose the place.
    if (body === shown) return
    shown = body
    webview.html = webviewPage(webview, {
      title: uri.path.replace(/^.*\//, ''),
      language: 'en',
      look: 'image',
      styles: [Uri.joinPath(folder, 'image.css')],
      scripts: [],
      body,
    })
  })
  const subscription = server.onChanged(() => void refresh())
  panel.onDidDispose(() => void subscription.dispose())
  await refresh()
}

function imageWords(): ImageWords {
  return {
    unreadable: l10n.t('This file cannot be read as a compiled cell config.'),
    nothingFound: l10n.t('Nothing was found that is wrong with it.'),
    findings: l10n.t('Findings'),
    offset: l10n.t('Offset'),
    bytes: l10n.t('Bytes'),
    field: l10n.t('Field'),
    value: l10n.t('Value'),
    noField: l10n.t('belongs to no field'),
    severities: {
      error: l10n.t('error'),
      warning: l10n.t('warning'),
      information: l10n.t('information'),
      hint: l10n.t('hint'),
    },
  }
}
