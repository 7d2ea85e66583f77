/**
 * The map's page in VS Code: shows what the extension sends, and tells what people do with it. What a drawing does by
 * itself is for `bringToLife`, the script that the pages of `warden map` have as well; it is loaded before this one.
 *
 * A drawing that replaces another one is looked at where that one was: with its zoom, its scrolling, what was typed,
 * and what had the focus.
 */
import type { MapThing } from '../../../server/src/lsp/messages-map.ts'
import { type FromView, type ToView, toView, type ViewState } from './messages.ts'

interface View {
  readonly scale: number
  readonly left: number
  readonly top: number
}

interface Host {
  readonly view: View
  readonly open: (thing: MapThing) => void
  readonly chooseCells: (created: readonly string[]) => void
}

interface LivingPage {
  readonly end: () => void
  readonly view: () => View
  readonly mark: (things: readonly MapThing[]) => void
}

declare function bringToLife(data: Extract<ToView, { type: 'map' }>['data'], host: Host): LivingPage
declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromView) => void
  readonly setState: (state: ViewState) => void
}

const editor = acquireVsCodeApi()
const place = elementWith('map')
const notice = elementWith('notice')
let page: LivingPage | undefined
/** The zoom that nobody has chosen: it goes with the width of the panel. */
let fittingScale = 1
/** What is drawn, as text: drawing the same again would only disturb. */
let drawn = ''

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
  tell({ type: 'room', width: document.documentElement.clientWidth })
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
      notice.textContent = ''
      document.body.classList.remove('is-outdated')
      editor.setState({ uri: message.uri })
      return draw(message)
    case 'none':
      notice.textContent = message.text
      document.body.classList.add('is-outdated')
      return undefined
    case 'mark':
      return page?.mark(message.things)
  }
}

function draw({ html, data }: Extract<ToView, { type: 'map' }>): void {
  const text = html + JSON.stringify(data)
  if (text === drawn) return
  drawn = text
  const before = page ? { view: page.view(), left: scrollX, top: scrollY } : undefined
  const kept = keptInputs()
  page?.end()
  place.innerHTML = html
  const hasOwnZoom = before && before.view.scale !== fittingScale
  fittingScale = fittingScaleNow()
  page = bringToLife(data, {
    view: { left: 0, top: 0, ...before?.view, scale: hasOwnZoom ? before.view.scale : fittingScale },
    open: (thing) => tell({ type: 'open', thing }),
    chooseCells: (created) => tell({ type: 'cells', created }),
  })
  kept()
  fillHeight()
  if (before) scrollTo(before.left, before.top)
}

/** What does not fit the panel is smaller, as long as it can be read. */
function fittingScaleNow(): number {
  const drawing = document.querySelector<SVGSVGElement>('#stage svg')
  return drawing ? Math.max(0.75, Math.min(1, document.documentElement.clientWidth / drawing.clientWidth)) : 1
}

/** Notes what is typed and what has the focus; the result puts both back into the page that has come in its place. */
function keptInputs(): () => void {
  const typed = document.querySelector<HTMLInputElement>('#address')?.value ?? ''
  const said = document.getElementById('status')?.textContent ?? ''
  const hasLegend = document.querySelector<HTMLDetailsElement>('details.key')?.open === true
  const focused = selectorOf(document.activeElement)
  return () => {
    const address = document.querySelector<HTMLInputElement>('#address')
    if (address) address.value = typed
    const status = document.getElementById('status')
    if (status) status.textContent = said
    const legend = document.querySelector<HTMLDetailsElement>('details.key')
    if (legend) {
      legend.open = hasLegend
      legend.addEventListener('toggle', fillHeight)
    }
    if (focused !== undefined) document.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true })
  }
}

/** Which element of the next page is the one that has the focus in this one; undefined for none. */
function selectorOf(element: Element | null): string | undefined {
  if (!(element instanceof HTMLElement) || element === document.body) return undefined
  if (element.id !== '') return `#${element.id}`
  const { lane, zoom } = element.dataset
  if (lane !== undefined) return `[data-lane="${lane}"]`
  if (zoom !== undefined) return `[data-zoom="${zoom}"]`
  const row = element.closest('tr')
  const cell = element.closest('td')
  const [attribute] = row ? [...row.attributes].filter(({ name }) => name.startsWith('data-')) : []
  if (!attribute || !cell) return undefined
  return `tr[${attribute.name}="${attribute.value}"]>td:nth-child(${cell.cellIndex + 1}) button`
}

function elementWith(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page lacks the element ${id}`)
  return element
}
