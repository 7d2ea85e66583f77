/**
 * The editor of compiled configs, `.cell` files: it shows what the bytes say, what each field means, and what is wrong
 * with that. Nothing can be changed in it.
 */
import {
  type CustomReadonlyEditorProvider,
  Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  type WebviewPanel,
  window,
} from 'vscode'
import { imageHoverRequest, imageRequest } from '../../server/src/lsp/messages-views.ts'
import { fromCellView, type FromCellView, type ToCellView } from './cell-view/messages.ts'
import { coalesced } from './coalesced.ts'
import { hoverMarkup } from './hover-markup.ts'
import { imageBody, type ImageWords } from './image-body.ts'
import { createImageProblems, type ImageProblems, rowInAddress } from './image-problems.ts'
import { pageLanguage } from './language.ts'
import type { Server } from './server.ts'
import { webviewPage } from './webview-page.ts'

export function registerCellEditor({ extensionUri }: ExtensionContext, server: Server): Disposable {
  const problems = createImageProblems()
  const open = new Set<ShownImage>()
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri: address }, panel) => {
      const uri = address.with({ fragment: '' })
      const row = rowInAddress(address)
      const other = [...open].find((shown) => shown.uri.toString() === uri.toString())
      if (other && row !== undefined) {
        // The address of a row is another one for VS Code, which opens a second editor for it.
        panel.dispose()
        return other.goTo(row)
      }
      const shown = showImage(uri, panel, { extensionUri, server, problems, row })
      open.add(shown)
      panel.onDidDispose(() => {
        open.delete(shown)
        if (![...open].some((another) => another.uri.toString() === uri.toString())) problems.clear(uri)
      })
      return shown.begin()
    },
  }
  const options = { webviewOptions: { enableFindWidget: true } }
  return Disposable.from(problems, window.registerCustomEditorProvider('warden.cell', provider, options))
}

interface ShownImage {
  readonly uri: Uri
  readonly begin: () => Promise<void>
  readonly goTo: (row: number) => void
}

interface Around {
  readonly extensionUri: Uri
  readonly server: Server
  readonly problems: ImageProblems
  /** The row that the image is opened for. */
  readonly row: number | undefined
}

function showImage(
  uri: Uri,
  panel: WebviewPanel,
  { extensionUri, server, problems, row }: Around,
): ShownImage {
  /** The row that somebody wants to see, until the page has heard of it: one that is out of sight hears nothing. */
  let wanted = row
  const { webview } = panel
  const folder = Uri.joinPath(extensionUri, 'dist')
  webview.options = { enableScripts: true, localResourceRoots: [folder] }
  let shown: string | undefined
  let isOpen = true
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's function of this name takes none.
  const post = (message: ToCellView): void => void webview.postMessage(message)
  const refresh = coalesced(async () => {
    const image = await server.ask(imageRequest, { uri: uri.toString() })
    if (!isOpen) return
    problems.show(uri, image?.findings ?? [])
    const words = imageWords()
    const body = image ? imageBody(image, words) : `<p class="title">${words.unreadable}</p>`
    // Showing the same again would only lose the place.
    if (body === shown) return
    webview.html = webviewPage(webview, {
      title: uri.path.replace(/^.*\//, ''),
      language: pageLanguage(),
      look: 'image',
      styles: [Uri.joinPath(folder, 'image.css')],
      scripts: image ? [Uri.joinPath(folder, 'cell-view.js')] : [],
      body,
    })
    shown = body
  })
  const lead = (): void => {
    if (wanted !== undefined) post({ type: 'row', row: wanted })
  }
  const hear = async (message: FromCellView): Promise<void> => {
    if (message.type === 'ready') return lead()
    if (message.type === 'arrived') {
      wanted = undefined
      return
    }
    const { field } = message
    const hover = await server.ask(imageHoverRequest, { uri: uri.toString(), field })
    if (isOpen) post({ type: 'explanation', field, html: hover ? hoverMarkup(hover.markdown) : '' })
  }
  const subscription = Disposable.from(
    server.onChanged(() => void refresh()),
    webview.onDidReceiveMessage((sent: unknown) => {
      const message = fromCellView.safeParse(sent)
      if (message.success) void hear(message.data)
    }),
  )
  panel.onDidDispose(() => {
    isOpen = false
    subscription.dispose()
  })
  return {
    uri,
    begin: refresh,
    goTo: (next) => {
      wanted = next
      panel.reveal()
      lead()
    },
  }
}

function imageWords(): ImageWords {
  return {
    unreadable: l10n.t('This file cannot be read as a compiled cell config.'),
    nothingFound: l10n.t('Nothing was found that is wrong with it.'),
    keys: l10n.t('Arrow keys lead from field to field, Enter explains one, F8 leads to the next finding.'),
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
