/**
 * The map's page in VS Code: shows what the extension sends, and tells what people do with it. What a drawing does by
 * itself is for `bringToLife`, the script that the pages of `warden map` have as well; it is loaded before this one.
 *
 * The extension sends what has changed of a drawing, and only that is changed in the page: so it stays as it is looked
 * at, with its zoom, its scrolling, what was typed, and what has the focus.
 */
import { mapData, type MapPage, type MapThing } from '../../../server/src/lsp/messages-map.ts'
import { changedText, type Lines } from './changed-text.ts'
import { type FromView, toView, type ToView, type ViewState } from './messages.ts'
import { patchChildren } from './patch.ts'

interface Host {
  readonly open: (thing: MapThing) => void
  readonly chooseCells: (created: readonly string[]) => void
}

interface LivingPage {
  readonly renew: (data: object) => void
  readonly zoomTo: (scale: number) => void
  readonly scale: () => number
  readonly mark: (things: readonly MapThing[]) => void
}

declare function bringToLife(data: object, host: Host): LivingPage
declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromView) => void
  readonly setState: (state: ViewState) => void
}

/** What is shown, as the extension has sent it. */
interface Shown {
  readonly drawing: number
  readonly html: Lines
  readonly data: Lines
  /** The markup as nodes that are not in the page. */
  readonly nodes: DocumentFragment
  readonly page: LivingPage
}

const editor = acquireVsCodeApi()
const place = elementWith('map')
const notice = elementWith('notice')
let shown: Shown | undefined
/** How wide the panel is. */
let room = 0
/** How many choices of cells were made. A drawing of an earlier one may still come, and would undo the last. */
let turn = 0
/** The zoom that nobody has chosen: it goes with the width of the panel. */
let fittingScale = 1

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toView.safeParse(data)
  if (message.success) take(message.data)
})
window.addEventListener('resize', tellRoom)
tellRoom()

function tell(message: FromView): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's function of this name takes none.
  editor.postMessage(message)
}

function tellRoom(): void {
  room = document.documentElement.clientWidth
  tell({ type: 'room', width: room, drawing: shown?.drawing ?? null, turn })
  fillHeight()
}

/** The drawing takes what is left of the panel below its controls. */
function fillHeight(): void {
  const stage = document.getElementById('stage')
  if (!stage) return
  const above = stage.getBoundingClientRect().top + scrollY
  stage.style.height = `${Math.max(260, innerHeight - above)}px`
}

function take(message: ToView): void {
  switch (message.type) {
    case 'map':
      if (message.turn !== turn) return undefined
      notice.textContent = ''
      document.body.classList.remove('is-outdated')
      editor.setState({ uri: message.uri })
      return show(message.page)
    case 'none':
      notice.textContent = message.text
      document.body.classList.add('is-outdated')
      return undefined
    case 'mark':
      return shown?.page.mark(message.things)
  }
}

function show({ drawing, since, ...changes }: MapPage): void {
  const before = since === null ? undefined : shown
  if (since !== null && since !== before?.drawing) return tellRoom()
  const html = changedText(before?.html ?? [], changes.html)
  const data = changedText(before?.data ?? [], changes.data)
  const known = mapData.safeParse(JSON.parse(data.join('\n')))
  if (!known.success) return undefined
  const nodes = nodesOf(html)
  const page = shown ? renewed(shown, nodes, known.data) : begun(nodes, known.data)
  shown = { drawing, html, data, nodes, page }
}

function begun(nodes: DocumentFragment, data: object): LivingPage {
  place.replaceChildren(document.importNode(nodes, true))
  const page = bringToLife(data, {
    open: (thing) => tell({ type: 'open', thing }),
    chooseCells: (created) => tell({ type: 'cells', created, turn: ++turn }),
  })
  document.querySelector('details.key')?.addEventListener('toggle', fillHeight)
  fillHeight()
  fit(page)
  return page
}

function renewed({ page, nodes: before }: Shown, nodes: DocumentFragment, data: object): LivingPage {
  const hasOwnZoom = page.scale() !== fittingScale
  patchChildren(place, before, nodes)
  page.renew(data)
  if (!hasOwnZoom) fit(page)
  return page
}

function nodesOf(html: Lines): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = html.join('\n')
  return template.content
}

/** What does not fit the panel is smaller, as long as it can be read. */
function fit(page: LivingPage): void {
  const width = place.querySelector<SVGSVGElement>('#stage svg')?.viewBox.baseVal.width
  fittingScale = width ? Math.max(0.75, Math.min(1, room / width)) : 1
  if (page.scale() !== fittingScale) page.zoomTo(fittingScale)
}

function elementWith(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page lacks the element ${id}`)
  return element
}
