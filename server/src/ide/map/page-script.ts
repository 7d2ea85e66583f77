/**
 * The script of the page, as text: it runs in a browser, which this program does not. It does what a drawing cannot do
 * by itself (zoom, drag, search, explain) and, when cells are created or destroyed, gives every thing the look that it
 * has then (`page-holdings.ts`, `page-states.ts`).
 *
 * What is called is one function, `bringToLife`, once for a page. An editor hands over a host that can open sources, and
 * calls `renew` when it has changed the drawing. So nothing here holds on to an element of the drawing, and what
 * happens to elements is listened to where they all are.
 *
 * It writes texts only, never markup, and asks for nothing from elsewhere.
 */
import { pageHoldings } from './page-holdings.ts'
import { pageSearch } from './page-search.ts'
import { pageStates } from './page-states.ts'
import { pageZoom } from './page-zoom.ts'

export const pageScript = String.raw`
'use strict'
${pageHoldings}

function bringToLife(data, host) {
const stage = document.getElementById('stage')
const hint = document.getElementById('hint')
const status = document.getElementById('status')
const { words } = data
/** A sentence with something in the places of "{0}" and "{1}". */
const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place])
let created, drawn, listed, texts
/** Takes note of what is drawn: every thing by kind and number, in the drawing and in the tables. */
function takeStock() {
  created = new Set(data.lanes.flatMap((lane, index) => (lane.isCreated ? [index] : [])))
  texts = { block: data.blocks, mark: data.runs, item: data.items, keeping: data.keepings }
  drawn = { block: [], mark: [], item: [], head: [], row: [], keeping: [] }
  listed = { block: [], item: [], keeping: [] }
  for (const one of stage.querySelectorAll('g[data-block],g[data-mark],g[data-item],g[data-head],g[data-row],g[data-keeping]')) {
    const { kind, index } = thingOf(one)
    ;(drawn[kind][index] ??= []).push(one)
  }
  for (const row of document.querySelectorAll('#tables tr')) {
    const thing = thingOf(row)
    if (thing) listed[thing.kind][thing.index] = row
  }
  for (const box of document.querySelectorAll('input[data-lane]')) box.checked = created.has(Number(box.dataset.lane))
}
const kinds = ['block', 'mark', 'item', 'head', 'row', 'keeping']
function thingOf(one) {
  const kind = kinds.find((name) => name in one.dataset)
  return kind && { kind, index: Number(one.dataset[kind]) }
}
/** What is the innermost of some kind of elements around the place of an event; null where there is none. */
const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null)

${pageStates}
// Creating and destroying.
document.addEventListener('change', (event) => {
  const box = around(event, 'input[data-lane]')
  if (!box) return
  const lane = Number(box.dataset.lane)
  const said = []
  if (box.checked) {
    for (const { lane: other, both } of data.lanes[lane].clashes)
      if (created.delete(other)) {
        document.querySelector('input[data-lane="' + other + '"]').checked = false
        said.push(filled(words.destroyedSince, names([other]), both))
      }
    created.add(lane)
  } else created.delete(lane)
  status.textContent = [filled(box.checked ? words.created : words.destroyed, names([lane])), ...said].join(' ')
  show()
  host.chooseCells?.([...created].filter((one) => one !== 0).map((one) => data.lanes[one].name))
})

${pageZoom}
// Explaining.
function explainable(event) {
  const one = around(event, '[data-block],[data-mark],[data-item],[data-keeping]')
  return one ? thingOf(one) : undefined
}
stage.addEventListener('pointermove', (event) => {
  const thing = drag?.isMoved ? undefined : explainable(event)
  hint.hidden = !thing
  if (!thing) return
  hint.textContent = texts[thing.kind][thing.index].text
  const { width, height } = hint.getBoundingClientRect()
  const x = event.clientX + 16 + width < innerWidth ? event.clientX + 16 : event.clientX - 12 - width
  const y = event.clientY + 18 + height < innerHeight ? event.clientY + 18 : event.clientY - 12 - height
  hint.style.left = Math.max(4, x) + 'px'
  hint.style.top = Math.max(4, y) + 'px'
})
stage.addEventListener('pointerleave', () => (hint.hidden = true))
stage.addEventListener('click', (event) => {
  const thing = wasDragged ? undefined : explainable(event)
  const head = wasDragged ? null : around(event, '[data-head]')
  wasDragged = false
  if (head) host.open?.(thingOf(head))
  if (!thing) return
  choose([thing])
  status.textContent = texts[thing.kind][thing.index].text.split('\n').join('; ')
  host.open?.(thing)
})
stage.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && last) host.open?.(last)
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hint.hidden = true
})

/** Marks some things in drawing and tables, and nothing else. */
let last
function choose(chosen) {
  last = chosen.at(-1)
  for (const one of document.querySelectorAll('.chosen')) one.classList.remove('chosen')
  for (const { kind, index } of chosen) {
    for (const one of drawn[kind][index] ?? []) one.classList.add('chosen')
    listed[kind]?.[index]?.classList.add('chosen')
  }
}
function bringIntoView(one) {
  const [frame, place] = [stage.getBoundingClientRect(), one.getBoundingClientRect()]
  const head = stage.querySelector('.heads').offsetHeight
  const isBeside = place.left < frame.left || frame.right < place.right
  stage.scrollTo({
    top: stage.scrollTop + place.top - frame.top - head - 40,
    left: isBeside ? Math.max(0, stage.scrollLeft + place.right - frame.left - stage.clientWidth * 0.7) : stage.scrollLeft,
  })
}
/** Whether some of it can be seen without scrolling. */
function isInView(one) {
  const [frame, place] = [stage.getBoundingClientRect(), one.getBoundingClientRect()]
  const top = frame.top + stage.querySelector('.heads').offsetHeight
  return top < place.bottom && place.top < frame.bottom && frame.left < place.right && place.left < frame.right
}
document.addEventListener('click', (event) => {
  const row = around(event, '#tables td button')?.closest('tr')
  if (!row) return
  const { kind, index } = thingOf(row)
  // Where something is written is a way to there; an address is a way to the drawing.
  if (around(event, 'td.place')) {
    host.open?.({ kind, index })
    return
  }
  choose([{ kind, index }])
  stage.scrollIntoView({ block: 'start' })
  const [one] = drawn[kind][index] ?? []
  if (one) bringIntoView(one)
  status.textContent = texts[kind][index].text.split('\n').join('; ')
  stage.focus({ preventScroll: true })
})

${pageSearch}
takeStock()
show()
return {
  /** What is drawn has changed, and this is what is to be known of it now. */
  renew: (next) => {
    data = next
    takeStock()
    show()
    resize()
  },
  zoomTo,
  scale: () => scale,
  /** Marks what somebody is looking at elsewhere, and shows it; without words, since nobody has asked here. */
  mark: (marked) => {
    choose(marked)
    const ones = marked.flatMap(({ kind, index }) => drawn[kind]?.[index] ?? []).filter((one) => one.getClientRects().length !== 0)
    if (0 < ones.length && !ones.some(isInView)) bringIntoView(ones[0])
  },
}
}
`.trim()
