/**
 * The part of the page's script that finds an address. It is text that stands inside of `bringToLife`: of what that
 * has it uses `data`, `drawn`, `status`, `words`, `filled`, `around`, `choose`, `bringIntoView`, and who has what.
 */
export const pageSearch = String.raw`
// Searching.
document.addEventListener('submit', (event) => {
  if (!around(event, '#search')) return
  event.preventDefault()
  const typed = document.getElementById('address').value.trim().replace(/[_\s]/g, '')
  if (!/^(0x)?[0-9a-f]+$/i.test(typed)) {
    status.textContent = words.noAddress
    return
  }
  const address = BigInt('0x' + typed.replace(/^0x/i, ''))
  const holds = ({ start, end }) => BigInt(start) <= address && address < BigInt(end)
  const row = data.rows.findIndex(([start, end]) => holds({ start, end }))
  if (row < 0) {
    choose([])
    status.textContent = filled(words.nothingThere, '0x' + address.toString(16))
    return
  }
  const blocks = data.blocks.flatMap((block, index) => (holds(block) && (block.lane === 0 ? holdings.isThere(block) : isCreated(block.lane)) ? [index] : []))
  const keepings = data.keepings.flatMap((keeping, index) => (holds(keeping) ? [index] : []))
  choose([{ kind: 'row', index: row }, ...blocks.map((index) => ({ kind: 'block', index })), ...keepings.map((index) => ({ kind: 'keeping', index }))])
  const said = [...keepings.map((index) => data.keepings[index]), ...blocks.map((index) => data.blocks[index])].map(({ text }) => text.split('\n')[0])
  const written = '0x' + address.toString(16)
  status.textContent = said.length === 0 ? filled(words.nobodyThere, written) : written + ': ' + said.join('; ') + '.'
  const [one] = drawn.row[row] ?? []
  if (one) bringIntoView(one)
})
`.trim()
