/**
 * The script of the page, as text: it runs in a browser, which this program does not. It does what a drawing cannot do
 * by itself (zoom, drag, search, explain) and, when cells are created or destroyed, gives every thing the look that it
 * has then, by the same rules as `lanesIn`, `relationsIn` and `holdersOf`.
 *
 * It is one function, `bringToLife`. A page of its own calls it once; an editor, which draws anew while somebody types,
 * calls it for every drawing, and hands over a host that can open sources. Whatever it has set going ends with `end`.
 *
 * It writes texts only, never markup, and asks for nothing from elsewhere.
 */
import { pageStates } from './page-states.ts'

export const pageScript = String.raw`
'use strict'
function bringToLife(data, host) {
const ending = new AbortController()
const { signal } = ending
const stage = document.getElementById('stage')
const hint = document.getElementById('hint')
const status = document.getElementById('status')
const created = new Set(data.lanes.flatMap((lane, index) => (lane.isCreated ? [index] : [])))
const things = (kind) => {
  const found = []
  for (const one of stage.querySelectorAll('[data-' + kind + ']')) {
    const index = Number(one.dataset[kind])
    ;(found[index] ??= []).push(one)
  }
  return found
}
const drawn = { block: things('block'), mark: things('mark'), item: things('item'), head: things('head'), row: things('row'), keeping: things('keeping') }
const listed = { block: [], item: [], keeping: [] }
for (const kind of Object.keys(listed))
  for (const row of document.querySelectorAll('tr[data-' + kind + ']')) listed[kind][Number(row.dataset[kind])] = row

${pageStates}
// Creating and destroying.
for (const box of document.querySelectorAll('input[data-lane]'))
  box.addEventListener('change', () => {
    const lane = Number(box.dataset.lane)
    const said = []
    if (box.checked) {
      for (const { lane: other, both } of data.lanes[lane].clashes)
        if (created.delete(other)) {
          document.querySelector('input[data-lane="' + other + '"]').checked = false
          said.push(names([other]) + ' destroyed: both have ' + both)
        }
      created.add(lane)
    } else created.delete(lane)
    status.textContent = [names([lane]) + (box.checked ? ' created' : ' destroyed'), ...said].join('. ') + '.'
    show()
    host.chooseCells?.([...created].filter((one) => one !== 0).map((one) => data.lanes[one].name))
  })

// Zooming and dragging.
const sheets = [...stage.querySelectorAll('svg')].map((svg) => ({ svg, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height }))
let scale = 1
function zoomTo(wanted, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const next = Math.min(6, Math.max(0.1, wanted))
  const [left, top] = [(stage.scrollLeft + x) / scale, (stage.scrollTop + y) / scale]
  scale = next
  for (const { svg, width, height } of sheets) {
    svg.setAttribute('width', width * scale)
    svg.setAttribute('height', height * scale)
  }
  stage.scrollTo(left * scale - x, top * scale - y)
  document.getElementById('scale').textContent = Math.round(scale * 100) + ' %'
}
const zooms = {
  in: () => zoomTo(scale * 1.25),
  out: () => zoomTo(scale / 1.25),
  one: () => zoomTo(1),
  fit: () => zoomTo(stage.clientWidth / sheets[0].width),
}
for (const button of document.querySelectorAll('[data-zoom]')) button.addEventListener('click', () => zooms[button.dataset.zoom]())
stage.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  const { left, top } = stage.getBoundingClientRect()
  zoomTo(scale * Math.exp(-event.deltaY / 400), event.clientX - left, event.clientY - top)
}, { passive: false })
stage.addEventListener('keydown', (event) => {
  const key = { '+': 'in', '=': 'in', '-': 'out', 0: 'one' }[event.key]
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  zooms[key]()
})
let drag
stage.addEventListener('pointerdown', (event) => {
  if (event.button !== 0 || event.pointerType === 'touch') return
  drag = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, isMoved: false }
})
window.addEventListener('pointermove', (event) => {
  if (!drag) return
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y]
  if (!drag.isMoved && Math.abs(x) + Math.abs(y) < 5) return
  drag.isMoved = true
  hint.hidden = true
  stage.classList.add('is-dragged')
  stage.scrollTo(drag.left - x, drag.top - y)
}, { signal })
let wasDragged = false
window.addEventListener('pointerup', () => {
  wasDragged = drag?.isMoved === true
  drag = undefined
  stage.classList.remove('is-dragged')
}, { signal })

// Explaining.
const texts = { block: data.blocks, mark: data.runs, item: data.items, keeping: data.keepings }
function thingAt(target) {
  const one = target instanceof Element ? target.closest('[data-block],[data-mark],[data-item],[data-keeping]') : null
  if (!one) return undefined
  const kind = Object.keys(texts).find((name) => name in one.dataset)
  return { kind, index: Number(one.dataset[kind]) }
}
const headAt = (target) => (target instanceof Element ? target.closest('[data-head]') : null)
stage.addEventListener('pointermove', (event) => {
  const thing = drag?.isMoved ? undefined : thingAt(event.target)
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
  const thing = wasDragged ? undefined : thingAt(event.target)
  const head = wasDragged ? null : headAt(event.target)
  wasDragged = false
  if (head) host.open?.({ kind: 'head', index: Number(head.dataset.head) })
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
}, { signal })

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
for (const button of document.querySelectorAll('td.to-drawing button'))
  button.addEventListener('click', () => {
    const row = button.closest('tr')
    const kind = Object.keys(listed).find((name) => name in row.dataset)
    const index = Number(row.dataset[kind])
    choose([{ kind, index }])
    stage.scrollIntoView({ block: 'start' })
    const [one] = drawn[kind][index] ?? []
    if (one) bringIntoView(one)
    status.textContent = texts[kind][index].text.split('\n').join('; ')
    stage.focus({ preventScroll: true })
  })
// Where something is written is a way to there, for a host that knows the way.
if (host.open)
  for (const cell of document.querySelectorAll('td.place')) {
    if (cell.textContent === '') continue
    const row = cell.closest('tr')
    const kind = Object.keys(listed).find((name) => name in row.dataset)
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = cell.textContent
    button.addEventListener('click', () => host.open({ kind, index: Number(row.dataset[kind]) }))
    cell.replaceChildren(button)
  }

// Searching.
document.getElementById('search').addEventListener('submit', (event) => {
  event.preventDefault()
  const typed = document.getElementById('address').value.trim().replace(/[_\s]/g, '')
  if (!/^(0x)?[0-9a-f]+$/i.test(typed)) {
    status.textContent = 'That is no address in hexadecimal.'
    return
  }
  const address = BigInt('0x' + typed.replace(/^0x/i, ''))
  const holds = ({ start, end }) => BigInt(start) <= address && address < BigInt(end)
  const row = data.rows.findIndex(([start, end]) => holds({ start, end }))
  if (row < 0) {
    choose([])
    status.textContent = '0x' + address.toString(16) + ': nothing of the board is there.'
    return
  }
  const blocks = data.blocks.flatMap((block, index) => (holds(block) && (block.lane === 0 ? isThere(block) : isCreated(block.lane)) ? [index] : []))
  const keepings = data.keepings.flatMap((keeping, index) => (holds(keeping) ? [index] : []))
  choose([{ kind: 'row', index: row }, ...blocks.map((index) => ({ kind: 'block', index })), ...keepings.map((index) => ({ kind: 'keeping', index }))])
  const said = [...keepings.map((index) => data.keepings[index]), ...blocks.map((index) => data.blocks[index])].map(({ text }) => text.split('\n')[0])
  status.textContent = '0x' + address.toString(16) + ': ' + (said.length === 0 ? 'nobody reaches it' : said.join('; ')) + '.'
  const [one] = drawn.row[row] ?? []
  if (one) bringIntoView(one)
})
show()
if (host.view) {
  zoomTo(host.view.scale)
  stage.scrollTo(host.view.left, host.view.top)
}

/** Whether some of it can be seen without scrolling. */
function isInView(one) {
  const [frame, place] = [stage.getBoundingClientRect(), one.getBoundingClientRect()]
  const top = frame.top + stage.querySelector('.heads').offsetHeight
  return top < place.bottom && place.top < frame.bottom && frame.left < place.right && place.left < frame.right
}
return {
  end: () => ending.abort(),
  view: () => ({ scale, left: stage.scrollLeft, top: stage.scrollTop }),
  /** Marks what somebody is looking at elsewhere, and shows it; without words, since nobody has asked here. */
  mark: (marked) => {
    choose(marked)
    const ones = marked.flatMap(({ kind, index }) => drawn[kind]?.[index] ?? []).filter((one) => one.getClientRects().length !== 0)
    if (0 < ones.length && !ones.some(isInView)) bringIntoView(ones[0])
  },
}
}
`.trim()
