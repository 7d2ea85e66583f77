/**
 * The page of a compiled config: leads through its rows by keys, and shows what a field means, which the extension is
 * asked for, where the pointer rests or the Enter key is pressed. One row at a time can be reached by the Tab key, as in
 * any grid; the arrow keys do the rest.
 */
import { cellViewState, type CellViewState, type FromCellView, toCellView } from './messages.ts'

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromCellView) => void
  readonly setState: (state: CellViewState) => void
  readonly getState: () => unknown
}

const editor = acquireVsCodeApi()
const rows = [...document.querySelectorAll<HTMLTableRowElement>('tr[data-field]')]
const hint = elementWith('hover')
const spoken = elementWith('spoken')
/** The row that is explained, or will be when the answer is there. */
let explained: { readonly row: HTMLTableRowElement; readonly byKeys: boolean; readonly x: number } | undefined
let timer: number | undefined

/** How long the pointer rests before something is shown, and how long it may be elsewhere before that goes away. */
const milliseconds = { rest: 350, leave: 250 }

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const { success, data: message } = toCellView.safeParse(data)
  if (!success) return
  if (message.type === 'row') {
    goTo(document.getElementById(`row-${message.row}`))
    tell({ type: 'arrived' })
  } else if (explained?.row.dataset['field'] === message.field) show(message.html)
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  hide()
})
for (const row of rows) {
  row.addEventListener('keydown', (event) => pressed(event, row))
  row.addEventListener('focus', () => chosen(row))
  row.addEventListener('mousemove', ({ clientX }) => {
    if (explained?.row === row) return later(undefined, 0)
    later(() => explain(row, false, clientX), milliseconds.rest)
  })
  row.addEventListener('mouseleave', left)
}
// Whoever points at what is shown may stay there, to read or to copy it.
hint.addEventListener('mouseenter', () => later(undefined, 0))
hint.addEventListener('mouseleave', left)
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#row-"]'))
  link.addEventListener('click', (event) => {
    event.preventDefault()
    goTo(document.querySelector(link.hash))
  })
window.addEventListener('scrollend', keep)
restore()
tell({ type: 'ready' })

function tell(message: FromCellView): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's function of this name takes none.
  editor.postMessage(message)
}

function pressed(event: KeyboardEvent, row: HTMLTableRowElement): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === 'Enter' || event.key === ' ') {
    if (explained?.row === row && explained.byKeys) hide()
    else explain(row, true, row.getBoundingClientRect().left + 40)
  } else {
    const next = rowFor(event, rows.indexOf(row))
    if (!next) return
    next.focus()
  }
  event.preventDefault()
}

/** The row that a key leads to; undefined for a key that leads nowhere. */
function rowFor({ key, shiftKey }: KeyboardEvent, at: number): HTMLTableRowElement | undefined {
  const last = rows.length - 1
  switch (key) {
    case 'ArrowDown':
      return rows[Math.min(at + 1, last)]
    case 'ArrowUp':
      return rows[Math.max(at - 1, 0)]
    case 'PageDown':
      return rows[Math.min(at + rowsInSight(), last)]
    case 'PageUp':
      return rows[Math.max(at - rowsInSight(), 0)]
    case 'Home':
      return rows[0]
    case 'End':
      return rows[last]
    case 'F8': {
      const behind = [...rows.slice(at + 1), ...rows.slice(0, at)]
      if (shiftKey) behind.reverse()
      return behind.find(hasFinding)
    }
    default:
      return undefined
  }
}

function hasFinding(row: HTMLTableRowElement): boolean {
  return row.hasAttribute('aria-describedby')
}

function rowsInSight(): number {
  return Math.max(1, Math.floor(innerHeight / (rows[0]?.offsetHeight ?? innerHeight)) - 2)
}

/** The row that has the focus is the one that the Tab key comes back to. */
function chosen(row: HTMLTableRowElement): void {
  for (const other of rows) other.tabIndex = other === row ? 0 : -1
  row.scrollIntoView({ block: 'nearest' })
  if (explained?.byKeys && explained.row !== row) explain(row, true, explained.x)
  keep()
}

/** Marks a row, whatever the reason why somebody wants to see it. */
function goTo(row: Element | null): void {
  if (!(row instanceof HTMLTableRowElement)) return
  hide()
  for (const other of rows) other.classList.toggle('wanted', other === row)
  row.scrollIntoView({ block: 'center' })
  row.focus({ preventScroll: true })
}

function explain(row: HTMLTableRowElement, byKeys: boolean, x: number): void {
  const { field } = row.dataset
  if (field === undefined) return
  hide()
  explained = { row, byKeys, x }
  tell({ type: 'explain', field })
}

function show(html: string): void {
  if (!explained || html === '') return
  const { row, byKeys, x } = explained
  hint.innerHTML = html
  hint.hidden = false
  const { top, bottom } = row.getBoundingClientRect()
  const fitsBelow = bottom + hint.offsetHeight < innerHeight || top < hint.offsetHeight
  hint.style.top = `${scrollY + (fitsBelow ? bottom : top - hint.offsetHeight)}px`
  hint.style.left = `${scrollX + Math.max(0, Math.min(x, document.documentElement.clientWidth - hint.offsetWidth - 8))}px`
  if (byKeys) spoken.textContent = hint.innerText
}

function hide(): void {
  later(undefined, 0)
  explained = undefined
  hint.hidden = true
  spoken.textContent = ''
}

function left(): void {
  later(explained?.byKeys ? undefined : hide, milliseconds.leave)
}

/** Does something in a while, and nothing else in the meantime. */
function later(work: (() => void) | undefined, after: number): void {
  clearTimeout(timer)
  if (work) timer = window.setTimeout(work, after)
}

function keep(): void {
  editor.setState({ top: scrollY, row: rows.find(({ tabIndex }) => tabIndex === 0)?.id ?? '' })
}

/** Where somebody was when the page went out of sight. */
function restore(): void {
  const state = cellViewState.safeParse(editor.getState())
  if (!state.success) return
  scrollTo(0, state.data.top)
  const last = rows.find(({ id }) => id === state.data.row)
  if (last) for (const other of rows) other.tabIndex = other === last ? 0 : -1
}

function elementWith(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page lacks the element ${id}`)
  return element
}
