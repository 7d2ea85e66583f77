/**
 * The part of the page's script that gives every thing the look that it has when cells are created or destroyed, as
 * `blocks.ts` and `layout-strips.ts` do. It is text that stands inside of `bringToLife`: of what that has it uses `data`,
 * `words`, `filled`, `created`, `drawn` and `listed`.
 */
export const pageStates = String.raw`
// Who has what.
const isCreated = (lane) => created.has(lane)
let holdings
const names = (lanes) => lanes.map((lane) => data.lanes[lane].name).join(', ')
function relationOf(block, now) {
  const holds = (kind) => block.marks.some((mark) => data.marks[mark].kind === kind && now[mark].includes(block.lane))
  if (holds('conflict')) return 'conflict'
  if (block.isSection) return 'link'
  if (holds('shared')) return 'shared'
  return block.lane === 0 ? 'root' : 'cell'
}
function holdersText(item, holders) {
  const name = (lane) => data.lanes[lane].name
  const counted = (lanes) => filled(words.cells, lanes.length)
  if (holders.length === 0) return item.claims.length === 0 ? words.nobody : '(' + (item.claims.length === 1 ? name(item.claims[0]) : counted(item.claims)) + ')'
  if (2 < holders.length) return (item.sharing === 'none' ? '! ' : '') + counted(holders)
  if (item.sharing !== 'none') return holders.map(name).join(' ⇄ ')
  return (holders.length === 2 ? '! ' : '') + holders.map(name).join(' × ')
}

function stateOfBlock(block, now) {
  if (block.lane !== 0 && !isCreated(block.lane)) return words.isAbsent
  const takers = block.takenBy.filter(isCreated)
  if (0 < takers.length) return filled(words.takenBy, names(takers))
  if (!holdings.isThere(block)) return words.notLeftOver
  const said = block.marks.flatMap((mark) => {
    const { kind, what } = data.marks[mark]
    return now[mark].includes(block.lane) ? [kind === 'conflict' ? '! ' + what : what] : []
  })
  return said.join('; ') || words.isThere
}
function show() {
  holdings = holdingsWith(data, created)
  const now = data.marks.map(holdings.lanesIn)
  data.blocks.forEach((block, index) => {
    const relation = relationOf(block, now)
    const isGone = block.lane === 0 && !holdings.isThere(block)
    const state = block.lane !== 0 && !isCreated(block.lane) ? ' absent' : !isGone ? '' : block.givenBy === null && block.trap === null ? ' taken' : ' gone'
    for (const one of drawn.block[index] ?? []) setLook(one, 'block ' + relation + ' ' + block.by + state)
    tell(listed.block[index], stateOfBlock(block, now), relation === 'conflict' && state === '')
  })
  data.keepings.forEach((_, index) => tell(listed.keeping[index], words.always, false))
  data.runs.forEach(({ mark }, index) => {
    for (const one of drawn.mark[index] ?? []) {
      one.classList.toggle('gone', now[mark].length === 0)
      const knots = one.querySelectorAll('.knot')
      knots.forEach((knot, at) => knot.classList.toggle('gone', !now[mark].includes(data.marks[mark].lanes[at])))
    }
  })
  data.items.forEach((item, index) => {
    const holders = holdings.holdersOf(item)
    const look = holders.length === 0 ? 'cell absent' : 1 < holders.length ? { none: 'conflict', link: 'link', granted: 'shared' }[item.sharing] : holders[0] === 0 ? 'root' : 'cell'
    for (const one of drawn.item[index] ?? []) {
      setLook(one, 'item ' + look)
      say(one.querySelector('.holder'), holdersText(item, holders))
    }
    tell(listed.item[index], holders.length === 0 ? words.nobody : names(holders), look === 'conflict')
  })
  drawn.head.forEach((heads, lane) => {
    if (lane === 0) return
    for (const head of heads) {
      head.classList.toggle('absent', !isCreated(lane))
      const state = head.querySelector('.state')
      if (state) say(state, isCreated(lane) ? words.isCreated : words.isAbsent)
    }
  })
}
// A browser lays out anew what is written, even if it is the same as before.
function set(one, name, value) {
  if (one.getAttribute(name) !== String(value)) one.setAttribute(name, value)
}
function say(one, text) {
  if (one.textContent !== text) one.textContent = text
}
function setLook(one, look) {
  set(one, 'class', look + (one.classList.contains('chosen') ? ' chosen' : ''))
}
function tell(row, text, isConflict) {
  if (!row) return
  say(row.lastElementChild, text)
  row.classList.toggle('is-conflict', isConflict)
}
`.trim()
