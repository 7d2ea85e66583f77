/**
 * The memory map in a panel: it shows the board of the config that is worked on, is drawn anew while somebody types, and
 * goes both ways: from a thing in the drawing to its source, and from the cursor to what is drawn of it.
 *
 * There is one panel. It follows the editor from board to board, as a preview of Markdown does.
 */
import {
  CancellationTokenSource,
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  languages,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode'
import { type MapAnswer, type MapQuestion, mapRequest } from '../../server/src/lsp/messages-map.ts'
import { pageLanguage } from './language.ts'
import { type MapPlace, placeOf, thingsAt } from './map-places.ts'
import { fromView, type FromView, type ToView, viewState } from './map-view/messages.ts'
import { mapWordsInLanguage } from './map-words.ts'
import { configSelector } from './selector.ts'
import type { Server } from './server.ts'
import { webviewPage } from './webview-page.ts'

const viewType = 'warden.map'

export interface MapPanel extends Disposable {
  /** Shows the board that a config is on, in a panel beside the editor. */
  readonly show: (uri: Uri) => void
}

export function createMapPanel({ extensionUri }: ExtensionContext, server: Server): MapPanel {
  let shown: ShownMap | undefined
  const open = (panel: WebviewPanel, uri: string): void => {
    shown = showMap(panel, uri, extensionUri, server)
    panel.onDidDispose(() => {
      shown?.dispose()
      shown = undefined
    })
  }
  // A panel that was open when the window was closed.
  const restoring = window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: (panel, state: unknown) => {
      const known = viewState.safeParse(state)
      if (known.success && !shown) open(panel, known.data.uri)
      else panel.dispose()
      return Promise.resolve()
    },
  })
  return {
    show: (uri) => {
      if (shown) return shown.show(uri.toString())
      const column = { viewColumn: ViewColumn.Beside, preserveFocus: true }
      return open(window.createWebviewPanel(viewType, l10n.t('Memory Map'), column), uri.toString())
    },
    dispose: () => {
      restoring.dispose()
      shown?.panel.dispose()
    },
  }
}

interface ShownMap extends Disposable {
  readonly panel: WebviewPanel
  readonly show: (uri: string) => void
}

/** @param about the config whose board is shown at first */
function showMap(panel: WebviewPanel, about: string, extensionUri: Uri, server: Server): ShownMap {
  const { webview } = panel
  let uri = about
  const words = mapWordsInLanguage()
  let answer: MapAnswer | undefined
  /** Undefined while there is no page to draw on. */
  let room: number | undefined
  /** The drawing that the page shows: it is told only what changes. */
  let drawing: number | undefined
  /** How many choices of cells the page has told of. */
  let turn = 0
  let choice: { readonly root: string; readonly created: readonly string[] } | undefined

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's function of this name takes none.
  const post = (message: ToView): void => void webview.postMessage(message)
  const mark = (): void => {
    const editor = window.activeTextEditor
    if (answer && editor) post({ type: 'mark', things: thingsUnderCursor(answer, editor) })
  }
  const take = (found: MapAnswer): void => {
    answer = found
    panel.title = l10n.t('Map of {0}', found.title)
    drawing = found.page.drawing
    post({ type: 'map', uri, turn, page: found.page })
    mark()
  }
  /** The question that is open. */
  let asking: CancellationTokenSource | undefined
  const withdraw = (): void => {
    asking?.cancel()
    asking = undefined
  }
  const question = (): MapQuestion => ({
    uri,
    ...(room !== undefined && { room }),
    ...(words && { words }),
    ...(choice && choice.root === answer?.root && { created: choice.created }),
    ...(drawing !== undefined && { known: drawing }),
  })
  const isShown = (): boolean => panel.visible && room !== undefined
  /** Asks for the drawing, and then for the next one, which comes when something has changed. */
  const refresh = async (): Promise<void> => {
    withdraw()
    const mine = new CancellationTokenSource()
    asking = mine
    while (isShown()) {
      const found = await server.ask(mapRequest, question(), mine.token)
      if (asking !== mine) return
      if (found) take(found)
      else {
        drawing = undefined
        break
      }
    }
    asking = undefined
    if (!isShown()) return
    if (answer) post({ type: 'none', text: l10n.t('This board cannot be drawn at the moment.') })
    else post({ type: 'none', text: l10n.t('No board was found for this file, so there is no map.') })
  }
  const follow = async (editor: TextEditor | undefined): Promise<void> => {
    if (!editor || languages.match(configSelector, editor.document) === 0) return
    const next = editor.document.uri.toString()
    if (answer?.places.some((place) => place.uri === next)) {
      uri = next
      return mark()
    }
    const found = await server.ask(mapRequest, { uri: next })
    if (!found) return
    uri = next
    choice = undefined
    await refresh()
  }
  const hear = async (message: FromView): Promise<void> => {
    switch (message.type) {
      case 'room':
        room = message.width
        drawing = message.drawing ?? undefined
        turn = message.turn
        return refresh()
      case 'cells':
        turn = message.turn
        choice = answer && { root: answer.root, created: message.created }
        return refresh()
      case 'open': {
        const place = answer && placeOf(answer.places, message.thing)
        if (place) await openSource(place, panel)
      }
    }
  }

  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] }
  const file = (name: string): Uri => Uri.joinPath(extensionUri, 'dist', name)
  const subscription = Disposable.from(
    webview.onDidReceiveMessage((sent: unknown) => {
      const message = fromView.safeParse(sent)
      if (message.success) void hear(message.data)
    }),
    panel.onDidChangeViewState(() => {
      // A page that is out of sight is thrown away.
      if (panel.visible) return
      room = drawing = undefined
      withdraw()
    }),
    server.onChanged(() => {
      if (!asking) void refresh()
    }),
    window.onDidChangeActiveTextEditor((editor) => void follow(editor)),
    window.onDidChangeTextEditorSelection(mark),
  )
  webview.html = webviewPage(webview, {
    title: l10n.t('Memory Map'),
    language: pageLanguage(),
    look: 'warden-map',
    styles: [file('map.css')],
    scripts: [file('map-page.js'), file('map-view.js')],
    body: '<p id="notice" role="status"></p>\n<div id="map"></div>',
  })
  return {
    panel,
    show: (next) => {
      uri = next
      panel.reveal(undefined, true)
      void refresh()
    },
    dispose: () => {
      withdraw()
      subscription.dispose()
    },
  }
}

function thingsUnderCursor({ places }: MapAnswer, editor: TextEditor): ReturnType<typeof thingsAt> {
  return thingsAt(places, editor.document.uri.toString(), editor.selection.active)
}

/** In the editor that shows the file already, or else beside the map. */
async function openSource({ uri, range: { start, end } }: MapPlace, panel: WebviewPanel): Promise<void> {
  const target = Uri.parse(uri)
  const open = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri)
  const first = panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One
  const viewColumn = open?.viewColumn ?? first
  const at = new Range(start.line, start.character, start.line, start.character)
  await commands.executeCommand('vscode.open', target, { viewColumn, selection: at })
  const editor = window.activeTextEditor
  if (editor?.document.uri.toString() === uri)
    editor.revealRange(new Range(at.start, at.end.with(end.line, end.character)))
}
