/**
 * The script of the page, as text: it runs in a browser, which this program does not. It does what a drawing cannot do
 * by itself (zoom, drag, search, explain) and, when cells are created or destroyed, gives every thing the look that it
 * has then, by the same rules as `lanesIn`, `relationsIn` and `holdersOf`.
 *
 * It writes texts only, never markup, and asks for nothing from elsewhere.
 */
export const pageScript = String.raw`
'use strict'
const data = JSON.parse(document.getElementById('data').textContent)
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

// Who has what.
const isCreated = (lane) => created.has(lane)
const isThere = (part) => (part.givenBy === null || part.givenBy.some(isCreated)) && !part.takenBy.some(isCreated)
const names = (lanes) => lanes.map((lane) => data.lanes[lane].name).join(', ')
function lanesIn(mark) {
  const present = (lane) => (lane === 0 ? mark.root.some(isThere) : isCreated(lane))
  if (mark.pairs.length === 0) {
    const there = mark.lanes.filter(present)
    return there.length < (mark.kind === 'conflict' ? 1 : 2) ? [] : there
  }
  const there = new Set(mark.pairs.filter((pair) => pair.every(present)).flat())
  return mark.lanes.filter((lane) => there.has(lane))
}
function relationOf(block, now) {
  const holds = (kind) => block.marks.some((mark) => data.marks[mark].kind === kind && now[mark].includes(block.lane))
  if (holds('conflict')) return 'conflict'
  if (block.isSection) return 'link'
  if (holds('shared')) return 'shared'
  return block.lane === 0 ? 'root' : 'cell'
}
function holdersOf(item) {
  const present = item.claims.filter(isCreated)
  return item.isRoots && (item.sharing !== 'none' || present.length === 0) ? [0, ...present] : present
}
function holdersText(item, holders) {
  const name = (lane) => data.lanes[lane].name
  if (holders.length === 0) return '(' + (item.claims.length === 1 ? name(item.claims[0]) : item.claims.length + ' cells') + ')'
  if (2 < holders.length) return (item.sharing === 'none' ? '! ' : '') + holders.length + ' cells'
  if (item.sharing !== 'none') return holders.map(name).join(' ⇄ ')
  return (holders.length === 2 ? '! ' : '') + holders.map(name).join(' × ')
}

function stateOfBlock(block, now) {
  if (block.lane !== 0 && !isCreated(block.lane)) return 'not created'
  const takers = block.takenBy.filter(isCreated)
  if (0 < takers.length) return 'taken by ' + names(takers)
  if (!isThere(block)) return 'not left over'
  const said = block.marks.flatMap((mark) => {
    const { kind, what } = data.marks[mark]
    return now[mark].includes(block.lane) ? [kind === 'conflict' ? '! ' + what : what] : []
  })
  return said.join('; ') || 'there'
}
function show() {
  const now = data.marks.map(lanesIn)
  data.blocks.forEach((block, index) => {
    const relation = relationOf(block, now)
    const isGone = block.lane === 0 && !isThere(block)
    const state = block.lane !== 0 && !isCreated(block.lane) ? ' absent' : !isGone ? '' : block.givenBy === null ? ' taken' : ' gone'
    for (const one of drawn.block[index] ?? []) setLook(one, 'block ' + relation + ' ' + block.by + state)
    tell(listed.block[index], stateOfBlock(block, now), relation === 'conflict' && state === '')
  })
  data.keepings.forEach((_, index) => tell(listed.keeping[index], 'always', false))
  data.runs.forEach(({ mark }, index) => {
    for (const one of drawn.mark[index] ?? []) {
      one.classList.toggle('gone', now[mark].length === 0)
      const knots = one.querySelectorAll('.knot')
      knots.forEach((knot, at) => knot.classList.toggle('gone', !now[mark].includes(data.marks[mark].lanes[at])))
    }
  })
  data.items.forEach((item, index) => {
    const holders = holdersOf(item)
    const look = holders.length === 0 ? 'cell absent' : 1 < holders.length ? { none: 'conflict', link: 'link', granted: 'shared' }[item.sharing] : holders[0] === 0 ? 'root' : 'cell'
    for (const one of drawn.item[index] ?? []) {
      setLook(one, 'item ' + look)
      one.querySelector('.holder').textContent = holdersText(item, holders)
    }
    tell(listed.item[index], holders.length === 0 ? 'nobody' : names(holders), look === 'conflict')
  })
  drawn.head.forEach((heads, lane) => {
    if (lane === 0) return
    for (const head of heads) {
      head.classList.toggle('absent', !isCreated(lane))
      const state = head.querySelector('.state')
      if (state) state.textContent = isCreated(lane) ? 'created' : 'not created'
    }
  })
}
function setLook(one, look) {
  one.setAttribute('class', look + (one.classList.contains('chosen') ? ' chosen' : ''))
}
function tell(row, text, isConflict) {
  if (!row) return
  row.lastElementChild.textContent = text
  row.classList.toggle('is-conflict', isConflict)
}

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
})
let wasDragged = false
window.addEventListener('pointerup', () => {
  wasDragged = drag?.isMoved === true
  drag = undefined
  stage.classList.remove('is-dragged')
})

// Explaining.
const texts = { block: data.blocks, mark: data.runs, item: data.items, keeping: data.keepings }
function thingAt(target) {
  const one = target instanceof Element ? target.closest('[data-block],[data-mark],[data-item],[data-keeping]') : null
  if (!one) return undefined
  const kind = Object.keys(texts).find((name) => name in one.dataset)
  return { kind, index: Number(one.dataset[kind]) }
}
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
  wasDragged = false
  if (!thing) return
  choose([thing])
  status.textContent = texts[thing.kind][thing.index].text.split('\n').join('; ')
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hint.hidden = true
})

/** Marks some things in drawing and tables, and nothing else. */
function choose(chosen) {
  for (const one of document.querySelectorAll('.chosen')) one.classList.remove('chosen')
  for (const { kind, index } of chosen) {
    for (const one of drawn[kind][index] ?? []) one.classList.add('chosen')
    listed[kind]?.[index]?.classList.add('chosen')
  }
}
function bringIntoView(one) {
  const [frame, place] = [stage.getBoundingClientRect(), one.getBoundingClientRect()]
  const head = stage.querySelector('.heads').offsetHeight
  stage.scrollTo({ top: stage.scrollTop + place.top - frame.top - head - 40, left: Math.max(0, stage.scrollLeft + place.right - frame.left - stage.clientWidth * 0.7) })
}
for (const button of document.querySelectorAll('td button'))
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
`.trim()
