/**
 * What the page says when cells are created and destroyed on it, against the simulation of that very choice: the
 * function in its script is run here, with the data of a page that was made for another choice.
 */
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import { historyOf } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { encloses } from '../../../server/src/config/range.ts'
import { mapOf } from '../../../server/src/ide/map/board-map.ts'
import { drawnMap, type MapDrawing } from '../../../server/src/ide/map/layout.ts'
import { type LiveData, liveDataOf, liveDataText } from '../../../server/src/ide/map/live-data.ts'
import { pageHoldings } from '../../../server/src/ide/map/page-holdings.ts'
import type { StripItem } from '../../../server/src/ide/map/strip-item.ts'
import { mapData } from '../../../server/src/lsp/messages-map.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { boards, exampleOf, machines } from '../../board/partition/random-machines.ts'
import { anyBoardText, exampleBoardNamed, selected } from './drawn-boards.ts'

interface Holdings {
  readonly isThere: (part: LiveData['blocks'][number]) => boolean
  readonly holdersOf: (item: LiveData['items'][number]) => readonly number[]
}

type HoldingsWith = (data: LiveData, created: ReadonlySet<number>) => Holdings

function isFunction(value: unknown): value is HoldingsWith {
  return typeof value === 'function'
}

function holdingsWith(data: LiveData, created: ReadonlySet<number>): Holdings {
  const found: unknown = runInNewContext(`${pageHoldings}; holdingsWith`)
  if (!isFunction(found)) throw new Error('the script has no such function')
  return found(data, created)
}

/** A page made for `made`, on which the cells of `created` are created afterwards. */
function pageOf(board: Board, made: readonly Cell[], created: readonly Cell[]) {
  const drawn = drawnMap(mapOf(board, made), true)
  const data = mapData.parse(JSON.parse(liveDataText(liveDataOf(drawn))))
  const lanes = new Set(created.map((cell) => board.cells.indexOf(cell) + 1))
  return { drawn, data, holdings: holdingsWith(data, lanes) }
}

/** Root's ways on the page: in which rows, through which region, how and with what rights. */
function rootsWays({ drawn, data, holdings }: ReturnType<typeof pageOf>): readonly string[] {
  const there = drawn.blocks.filter((block, index) => {
    const live = data.blocks[index]
    return block.lane === 0 && live !== undefined && holdings.isThere(live)
  })
  const texts = there.flatMap(({ from, to, piece: { holding } }) => {
    const { region, shift, by, read, write, execute, dma } = holding
    const way = [region?.index, shift, by, read, write, execute, dma].join(' ')
    return Array.from({ length: to - from }, (_, at) => `${from + at} ${way}`)
  })
  return [...new Set(texts)].toSorted()
}

function simulatedWays(board: Board, created: readonly Cell[], { map }: MapDrawing): readonly string[] {
  const all = partitionOf(board).reachOf({ start: 0n, end: 1n << 66n }, historyOf('created', created))
  const ways = all.filter(({ cell }) => cell.isRoot)
  const texts = map.rows.flatMap(({ range }, row) =>
    ways
      .filter(({ physical }) => encloses(physical, range))
      .map(({ physical, guest, read, write, execute, dma, trapped, via }) => {
        const by = trapped ? 'traps' : read || write || execute ? 'pages' : 'devices'
        return `${row} ${[via?.index, guest.start - physical.start, by, read, write, execute, dma].join(' ')}`
      }),
  )
  return [...new Set(texts)].toSorted()
}

/** What root has of each strip, by kind and number. */
function rootsItems({ drawn, data, holdings }: ReturnType<typeof pageOf>): readonly string[] {
  let number = 0
  return drawn.map.strips.all
    .flatMap(({ name, items }) =>
      items.flatMap((item) => {
        const live = data.items[number++]
        return live && holdings.holdersOf(live).includes(0) ? numbersOf(name, item) : []
      }),
    )
    .toSorted()
}

function numbersOf(name: string, { label, bits, sharing }: StripItem): readonly string[] {
  const kind = name.replace(/^Pins of the I\/O APIC .*/, 'Interrupts')
  if (bits !== undefined) return bitsOf(bits).map((bit) => `${kind} ${bit}`)
  if (kind === 'CPUs' || kind === 'Interrupts') {
    const [first = 0, last = first] = label.replace(/^SPI /, '').split(/-|, /).map(Number)
    const shift = label.startsWith('SPI') ? 32 : 0
    return Array.from({ length: last - first + 1 }, (_, at) => `${kind} ${first + at + shift}`)
  }
  if (kind === 'I/O ports') {
    const [first = 0, last = first] = label.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, at) => `${kind} ${first + at}`)
  }
  // Of virtual devices everybody keeps an end, and communication pages belong to one cell.
  return (kind === 'PCI devices' && sharing === 'none') || kind === 'Streams' ? [`${kind} ${label}`] : []
}

function simulatedItems(board: Board, created: readonly Cell[]): readonly string[] {
  const { cpus, pins, ports, pciDevices, streams, cacheWays } = partitionOf(board).resourcesAfter(
    historyOf('created', created),
  )
  return [
    ...cpus.filter(({ holders }) => holders.some((cell) => cell.isRoot)).map(({ cpu }) => `CPUs ${cpu}`),
    ...pins.filter(isRoots).flatMap((held) => held.pins.map((pin) => `Interrupts ${pin}`)),
    ...ports
      .filter(isRoots)
      .flatMap(({ direct }) => direct.flatMap(({ start, end }) => numbersIn(start, end)))
      .map((port) => `I/O ports ${port}`),
    ...pciDevices
      .filter(({ holders }) => holders.some(isRoots))
      .map(({ bdf }) => `PCI devices ${bdfText(bdf)}`),
    ...streams.filter(isRoots).map(({ id }) => `Streams 0x${id.toString(16)}`),
    ...cacheWays.slice(0, 1).flatMap(({ mask }) => bitsOf(mask).map((bit) => `L3 cache ${bit}`)),
  ].toSorted()
}

function isRoots({ cell }: { readonly cell: Cell }): boolean {
  return cell.isRoot
}

function numbersIn(start: bigint, end: bigint): readonly bigint[] {
  return Array.from({ length: Number(end - start) }, (_, at) => start + BigInt(at))
}

function bitsOf(mask: bigint): readonly bigint[] {
  return numbersIn(0n, 64n).filter((bit) => (mask >> bit) & 1n)
}

function bdfText(bdf: bigint): string {
  const [bus, device] = [bdf >> 8n, (bdf >> 3n) & 31n].map((value) => value.toString(16).padStart(2, '0'))
  return `${bus}:${device}.${bdf & 7n}`
}

/** What root has, as the page says and as the simulation does. */
function bothSay(board: Board, made: readonly Cell[], created: readonly Cell[]) {
  const page = pageOf(board, made, created)
  return {
    page: [rootsWays(page), rootsItems(page)],
    simulation: [simulatedWays(board, created, page.drawn), simulatedItems(board, created)],
  }
}

describe('the page leaves root what the simulation leaves it', () => {
  test('on random boards', () => {
    fc.assert(
      fc.property(anyBoardText, fc.nat(7), fc.nat(7), (text, made, bits) => {
        const board = boardFrom(text)
        const { page, simulation } = bothSay(board, selected(board, made), selected(board, bits))
        expect(page).toEqual(simulation)
      }),
      { numRuns: 40 },
    )
  })

  test.each(machines)('where interceptors and regions overlap in any way, on $name', (setup) => {
    fc.assert(
      fc.property(boards, fc.subarray([0, 1]), (regions, chosen) => {
        const board = boardFrom(exampleOf(setup, regions))
        const cells = chosen.flatMap((index) => board.cells[index] ?? [])
        const page = pageOf(board, [], cells)
        expect(rootsWays(page)).toEqual(simulatedWays(board, cells, page.drawn))
      }),
      { numRuns: 40 },
    )
  })

  test.each(['tern', 'osprey', 'plover'])('on the example board %s, for every choice', (name) => {
    const board = exampleBoardNamed(name)
    for (let bits = 0; bits < 1 << board.cells.length; bits++) {
      const { page, simulation } = bothSay(board, [], selected(board, bits))
      expect(page).toEqual(simulation)
    }
  })

  test('of ports that a cell lists within the PM timer, and of a cache that is cut in two', () => {
    const board = boardFrom(`//- x86 root
.header.platform_info = { .x86 = { .pm_timer_address = 0x608 } },
.pio_regions = { PIO_RANGE(0x600, 0x20) },
.cache_regions = { { .start = 0, .size = 12, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell a.c
.cpus = { 2 },
.pio_regions = { PIO_RANGE(0x60a, 2) },
.cache_regions = { { .start = 4, .size = 2, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell b.c
.cpus = { 4 },
.cache_regions = { { .start = 6, .size = 6, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell c.c
.cpus = { 8 },
.cache_regions = { { .start = 8, .size = 4, .type = JAILHOUSE_CACHE_L3, .flags = JAILHOUSE_CACHE_ROOTSHARED } },`)
    for (let bits = 0; bits < 8; bits++) {
      const { page, simulation } = bothSay(board, [], selected(board, bits))
      expect(page).toEqual(simulation)
    }
    const left = (bits: number): readonly string[] =>
      simulatedItems(board, selected(board, bits)).filter((text) => text.startsWith('L3'))
    // Root keeps the upper part, and gets the lower one back when nothing else is left to it.
    expect([0, 1, 3].map((bits) => left(bits).length)).toEqual([12, 6, 4])
  })
})
