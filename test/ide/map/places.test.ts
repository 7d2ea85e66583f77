/** From what is drawn to where it is written, and the choice of cells that outlives an edit. */
import { describe, expect, test } from 'vitest'
import { mapOf } from '../../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../../server/src/ide/map/layout.ts'
import { itemsOf } from '../../../server/src/ide/map/layout-strips.ts'
import { type MapPlace, mapPlacesOf } from '../../../server/src/ide/map/map-places.ts'
import { selectionNamed } from '../../../server/src/ide/map/named-selection.ts'
import { usualSelection } from '../../../server/src/ide/map/selection.ts'
import { spanText } from '../../../server/src/text/span.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { exampleBoardNamed } from './drawn-boards.ts'

const example = `//- root
.header.hypervisor_memory = { .phys_start = 0x3a000000, .size = 0x600000 },
//- cell a.c
#define RAM(start) { .phys_start = start, .virt_start = 0, .size = 0x100000, .flags = JAILHOUSE_MEM_READ }
.mem_regions = {
  RAM(0x40000000),
  { .phys_start = 0x50000000, .virt_start = 0x50000000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
},
.irqchips = { { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 5 } } },`

/** What is drawn of each place, in the words of the map, with the text that stands there. */
function placesIn(text: string): readonly string[] {
  const board = boardFrom(text)
  const drawn = drawnMap(mapOf(board, usualSelection(board)), true)
  const items = itemsOf(drawn.map.strips.all)
  const name = ({ kind, index }: MapPlace['things'][number]): string => {
    if (kind === 'block')
      return `${drawn.blocks[index]?.lane}: ${drawn.blocks[index]?.range.start.toString(16)}`
    if (kind === 'item') return items[index]?.detail ?? ''
    if (kind === 'keeping') return drawn.map.keepings[index]?.name ?? ''
    return `${kind} ${drawn.map.lanes[index]?.name}`
  }
  return mapPlacesOf(drawn).map(({ span, things }) => {
    const written = spanText(span).replace(/\s+/g, ' ')
    return `${things.map(name).join(' + ')} ← ${written.slice(0, 40)}`
  })
}

describe('what is drawn has its place', () => {
  const places = placesIn(example)

  test('a region that a macro makes is written at the call', () => {
    expect(places).toContain('1: 40000000 ← RAM(0x40000000)')
  })

  test('a region is written from brace to brace', () => {
    expect(places).toContainEqual(expect.stringMatching(/^1: 50000000 ← \{ \.phys_start = 0x50000000/))
  })

  test('resources, what the hypervisor keeps, and cells as a whole', () => {
    expect(places).toContainEqual(expect.stringMatching(/^SPI 5 \(id 37\) ← \{ \.address = 0xa0000000/))
    expect(places).toContainEqual(expect.stringMatching(/^hypervisor memory ← \{ \.phys_start = 0x3a000000/))
    expect(places).toContainEqual(expect.stringMatching(/^head a ← (const )?struct \{/))
  })
})

test('every block and item of the example boards has a place, and each place is listed once', () => {
  for (const name of ['tern', 'osprey', 'plover']) {
    const board = exampleBoardNamed(name)
    const drawn = drawnMap(mapOf(board, usualSelection(board)), true)
    const places = mapPlacesOf(drawn)
    const keys = new Set(places.flatMap(({ things }) => things.map(({ kind, index }) => `${kind} ${index}`)))
    const wanted = [
      ...drawn.blocks.map((_, index) => `block ${index}`),
      ...itemsOf(drawn.map.strips.all).map((_, index) => `item ${index}`),
      ...drawn.map.keepings.map((_, index) => `keeping ${index}`),
      ...drawn.map.lanes.map((_, index) => `head ${index}`),
    ]
    // The virtual interface of a GIC is opened by no region.
    const viaNone = drawn.blocks.flatMap(({ piece }, index) =>
      piece.holding.region ? [] : [`block ${index}`],
    )
    expect(wanted.filter((key) => !keys.has(key) && !viaNone.includes(key))).toEqual([])
    const spans = places.map(({ span }) => `${span.file.path} ${span.start} ${span.end}`)
    expect(new Set(spans).size).toBe(spans.length)
  }
})

describe('cells that are chosen by name', () => {
  const board = boardFrom(
    '//- cell a.c\n.cpus = { 2 },\n//- cell b.c\n.cpus = { 2 },\n//- cell c.c\n.cpus = { 4 },',
  )
  const namesFor = (...names: readonly string[]): readonly (string | undefined)[] =>
    selectionNamed(board, names).map(({ configuration }) => configuration.cell.name)

  test('come in the order of the board, and what is no cell is left out', () => {
    expect(namesFor('c', 'gone', 'b')).toEqual(['b', 'c'])
    expect(namesFor()).toEqual([])
  })

  test('exclude each other as on the machine: the first one is created', () => {
    expect(namesFor('b', 'a')).toEqual(['a'])
  })
})
