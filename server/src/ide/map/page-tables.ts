/**
 * The tables of the page: everything that the drawing shows, in words. They are what a screen reader reads, and each
 * address in them is a button that leads to its place in the drawing.
 */
import type { Range } from '../../config/range.ts'
import { hex } from '../../rules/wording.ts'
import { accessText, lineText, mappingText, placeText } from './details.ts'
import type { MapDrawing } from './layout.ts'
import type { StripItem } from './strip-item.ts'
import { exactSize } from './map-wording.ts'
import { filled, type MapWords } from './map-words.ts'
import { escaped } from './svg.ts'

/** @param hasWays whether the page knows a way to the sources, so that each place in them is a button */
export function tablesOf(drawn: MapDrawing, hasWays: boolean): string {
  const { words } = drawn.map
  const place: PlaceCell = (text) => {
    const said = escaped(text)
    return `\n<td class="place">${hasWays && said !== '' ? `<button type="button">${said}</button>` : said}</td>`
  }
  const [memory, resources] = [memoryRows(drawn, place), resourceRows(drawn, place)]
  return [
    `<h2>${escaped(words.memory)}</h2>`,
    table('memory', words.memory, words.memoryCaption, titlesOf(memoryHead, words), memory),
    `<h2>${escaped(words.others)}</h2>`,
    table('resources', words.others, words.othersCaption, titlesOf(resourceHead, words), resources),
  ].join('\n')
}

/** The cell that says where something is written. */
type PlaceCell = (text: string) => string

const memoryHead = ['from', 'to', 'size', 'who', 'what', 'access', 'how', 'writtenIn', 'state'] as const
const resourceHead = ['resource', 'which', 'writtenIn', 'state'] as const

type Title = (typeof memoryHead | typeof resourceHead)[number]

function titlesOf(head: readonly Title[], words: MapWords): string {
  return head
    .map(
      (title) => `<th scope="col"${isNumber(title) ? ' class="number"' : ''}>${escaped(words[title])}</th>`,
    )
    .join('')
}

function table(id: string, name: string, caption: string, titles: string, rows: readonly string[]): string {
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(name)}"><table id="${id}">
<caption>${escaped(caption)}</caption>
<thead><tr>${titles}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`
}

function isNumber(title: Title): boolean {
  return title === 'from' || title === 'to' || title === 'size'
}

/** Blocks and what the hypervisor keeps, in one order. */
function memoryRows({ map, blocks }: MapDrawing, place: PlaceCell): readonly string[] {
  const { words } = map
  const ofBlocks = blocks.map((block, index) => {
    const { piece, range, lane, name } = block
    const { shift } = piece.holding
    const mapping = mappingText(block, words)
    const how = shift === 0n ? mapping : filled(words.atGuest, mapping, hex(range.start + shift))
    return {
      start: range.start,
      lane,
      row: row(
        `data-block="${index}"`,
        range,
        [map.lanes[lane]?.name ?? '', name, accessText(block, words), how],
        place(placeText(block, words)),
      ),
    }
  })
  const keptAs = { memory: words.itsOwn, intercepted: words.intercepted, used: words.used }
  const ofKeepings = map.keepings.map(({ range, name, kind, place: written }, index) => ({
    start: range.start,
    lane: -1,
    row: row(
      `data-keeping="${index}"`,
      range,
      [words.theHypervisor, name, '', keptAs[kind]],
      place(lineText(written)),
    ),
  }))
  return [...ofBlocks, ...ofKeepings]
    .toSorted((a, b) => (a.start < b.start ? -1 : b.start < a.start ? 1 : a.lane - b.lane))
    .map((entry) => entry.row)
}

/** The last cell, the state, is filled by the page's script; what it begins with is that of the map. */
function row(data: string, { start, end }: Range, cells: readonly string[], place: string): string {
  const address = `<button type="button">${hex(start)}</button>`
  return (
    `<tr ${data}>\n<td class="number to-drawing">${address}</td><td class="number"><code>${hex(end - 1n)}</code></td>` +
    `<td class="number">${exactSize(end - start)}</td>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}` +
    `${place}<td></td></tr>`
  )
}

function resourceRows({ map }: MapDrawing, place: PlaceCell): readonly string[] {
  let index = 0
  return map.strips.all.flatMap(({ name, items }) =>
    items.map((item) => {
      const holders = item.holders.map((lane) => map.lanes[lane]?.name ?? '')
      return (
        `<tr data-item="${index++}">\n<td>${escaped(name)}</td>` +
        `<td class="to-drawing"><button type="button">${escaped(item.detail)}</button></td>` +
        `${place(linesText(item))}<td>${escaped(holders.join(', '))}</td></tr>`
      )
    }),
  )
}

/** The lines that an item is written in; of many the first ones. */
function linesText({ places }: StripItem): string {
  const lines = [...new Set(places.map(lineText))]
  return lines.length <= mostLines ? lines.join(', ') : `${lines.slice(0, mostLines).join(', ')}, …`
}

const mostLines = 4
