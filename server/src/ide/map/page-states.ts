/**
 * The part of the page's script that gives every thing the look that it has when cells are created or destroyed, by the
 * same rules as `lanesIn`, `relationsIn` and `holdersOf`. It is text that stands inside of `bringToLife`: of what that
 * has it uses `data`, `created`, `drawn` and `listed`.
 */
export const pageStates = String.raw`
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
`.trim()
