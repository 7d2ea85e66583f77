/**
 * What must hold for every drawing of a board, whatever is on it: nothing is lost, everything can be read, and the
 * picture is the same every time.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import { historyOf } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { encloses } from '../../../server/src/config/range.ts'
import { type BoardMap, mapOf } from '../../../server/src/ide/map/board-map.ts'
import type { Box } from '../../../server/src/ide/map/drawing.ts'
import { drawnMap, type MapDrawing } from '../../../server/src/ide/map/layout.ts'
import { pageOf } from '../../../server/src/ide/map/page.ts'
import { usualSelection } from '../../../server/src/ide/map/selection.ts'
import { standaloneSvg } from '../../../server/src/ide/map/svg.ts'
import { terminalMap } from '../../../server/src/ide/map/terminal-map.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import {
  anyBoardText,
  exampleBoardNamed,
  flattened,
  labelsOf,
  overlapsAmong,
  selected,
} from './drawn-boards.ts'

const runs = { numRuns: 40 }

function usualMap(board: Board): BoardMap {
  return mapOf(board, usualSelection(board))
}

const fixedPictures = ['tern', 'osprey', 'plover'].map((name) => [name, exampleBoardNamed(name)] as const)

describe('labels', () => {
  test('do not overlap on random boards', () => {
    fc.assert(
      fc.property(anyBoardText, fc.nat(7), (text, bits) => {
        const board = boardFrom(text)
        const { drawing } = drawnMap(mapOf(board, selected(board, bits)), false)
        expect(overlapsAmong(labelsOf(drawing))).toEqual([])
      }),
      runs,
    )
  })

  test.each(fixedPictures)('do not overlap on %s', (_, board) => {
    const { drawing } = drawnMap(usualMap(board), false)
    expect(overlapsAmong(labelsOf(drawing))).toEqual([])
    expect(labelsOf(drawing).length).toBeGreaterThan(50)
  })

  test.each([12, 30, 64])('do not overlap with %i cells', (count) => {
    const { drawing } = drawnMap(usualMap(crowdedBoard(count)), false)
    expect(overlapsAmong(labelsOf(drawing))).toEqual([])
  })

  test('that overlap are noticed', () => {
    const place = { left: 0, top: 0, right: 9, bottom: 9, looks: [] }
    const beside = { ...place, left: 9, right: 12, text: 'c' }
    expect(overlapsAmong([{ ...place, text: 'a' }, { ...place, top: 8, text: 'b' }, beside])).toEqual([
      'a / b',
    ])
  })
})

/** Each cell has a page of its own and one that all share. */
function crowdedBoard(count: number): Board {
  const cells = Array.from({ length: count }, (_, index) => {
    const word = `0x${(1n << BigInt(index % 60)).toString(16)}`
    return `//- cell worker-${index}.c
.cpus = { ${index < 60 ? `${word}, 0` : `0, ${word}`} },
.mem_regions = {
  /* own page ${index} */ {
    .phys_start = ${0x40000000 + index * 0x2000}, .virt_start = 0, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* everybody's */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},`
  })
  return boardFrom(cells.join('\n'))
}

describe('nothing is lost', () => {
  test('every way to memory is a block that can be seen, and every such block is a way', () => {
    fc.assert(
      fc.property(anyBoardText, fc.nat(7), (text, bits) => {
        const board = boardFrom(text)
        const created = selected(board, bits)
        const drawn = drawnMap(mapOf(board, created), false)
        expect(drawnWays(drawn)).toEqual(waysInRows(board, created, drawn))
      }),
      runs,
    )
  })

  test.each(fixedPictures)(
    'every block, row and item of %s is large enough, and beside its neighbours',
    (_, board) => {
      const { drawing, map, blocks } = drawnMap(usualMap(board), false)
      const faces = drawing.parts.flatMap(({ name, shapes }) =>
        name === 'memory' || name === 'strips'
          ? flattened(shapes).flatMap(({ shape }) =>
              shape.kind === 'box' && shape.look === 'face' ? [{ name, shape }] : [],
            )
          : [],
      )
      expect(faces.filter(({ shape }) => shape.height < 10 || shape.width < 10)).toEqual([])
      expect(faces.length).toBe(
        blocks.length + map.keepings.length + map.strips.now.flatMap(({ items }) => items).length,
      )
      for (const part of ['memory', 'strips'])
        expect(overlappingBoxes(faces.flatMap(({ name, shape }) => (name === part ? [shape] : [])))).toEqual(
          [],
        )
    },
  )
})

/** What the blocks say in each row: who, through which region, how and with what rights. */
function drawnWays({ blocks, map }: MapDrawing): readonly string[] {
  const held = blocks.filter(({ piece }) => piece.isHeld)
  const texts = held.flatMap(({ lane, from, to, piece: { holding } }) =>
    Array.from({ length: to - from }, (_, at) => {
      const { region, shift, by, read, write, execute, dma } = holding
      const rights = [read, write, execute, dma].join()
      return `${from + at} ${map.lanes[lane]?.cell.configuration.file.path} ${region?.index} ${shift} ${by} ${rights}`
    }),
  )
  return [...new Set(texts)].toSorted()
}

/** The same, out of what the partition says. */
function waysInRows(board: Board, created: readonly Cell[], { map }: MapDrawing): readonly string[] {
  const ways = partitionOf(board).reachOf({ start: 0n, end: 1n << 64n }, historyOf('created', created))
  const texts = ways.flatMap(({ cell, physical, guest, read, write, execute, dma, trapped, via }) => {
    const by = trapped ? 'traps' : read || write || execute ? 'pages' : 'devices'
    const rights = [read, write, execute, dma].join()
    return map.rows.flatMap(({ range }, row) =>
      encloses(physical, range)
        ? [
            `${row} ${cell.configuration.file.path} ${via?.index} ${guest.start - physical.start} ${by} ${rights}`,
          ]
        : [],
    )
  })
  return [...new Set(texts)].toSorted()
}

function overlappingBoxes(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap((a, index) =>
    boxes.slice(0, index).flatMap((b) => {
      const isApart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
      return isApart ? [] : [`${a.x},${a.y} / ${b.x},${b.y}`]
    }),
  )
}

describe('the axis', () => {
  test('rises from row to row, without holes, and higher rows are lower on the page', () => {
    fc.assert(
      fc.property(anyBoardText, (text) => {
        const { map, drawing } = drawnMap(usualMap(boardFrom(text)), false)
        for (const [index, { range }] of map.rows.entries()) {
          expect(range.start < range.end).toBe(true)
          expect(map.rows[index + 1]?.range.start ?? range.end).toBe(range.end)
        }
        const addresses = drawing.parts.flatMap(({ name, shapes }) =>
          name === 'memory'
            ? flattened(shapes).flatMap(({ shape }) =>
                shape.kind === 'label' && shape.text.startsWith('0x') ? [shape] : [],
              )
            : [],
        )
        const byPlace = addresses.toSorted((a, b) => a.y - b.y).map((shape) => BigInt(shape.text))
        expect(byPlace).toEqual(byPlace.toSorted((a, b) => (a < b ? -1 : 1)))
        expect(byPlace.length).toBe(map.rows.length + 1)
      }),
      runs,
    )
  })

  test('keeps addresses to the last bit', () => {
    const board = boardFrom(`//- cell high.c
.mem_regions = {
  { .phys_start = 0xfffffffffffff000, .virt_start = 0xfffffffffffff000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
  { .phys_start = 0x20000000000001, .virt_start = 0, .size = 1, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO_8 },
},`)
    const text = terminalMap(usualMap(board))
    expect(text).toContain('0xfffffffffffff000')
    expect(text).toContain('0x20000000000001')
    expect(text).toContain('0x20000000000002')
    expect(text.trimEnd().split('\n')).toContain('0x10000000000000000')
  })
})

function pictureOf(map: BoardMap): string {
  return standaloneSvg(drawnMap(map, false).drawing, 'x')
}

test('a drawing is the same every time, in every format', () => {
  fc.assert(
    fc.property(anyBoardText, (text) => {
      const [a, b] = [usualMap(boardFrom(text)), usualMap(boardFrom(text))]
      expect(pictureOf(a)).toBe(pictureOf(b))
      expect(pageOf(a, 'x')).toBe(pageOf(b, 'x'))
      expect(terminalMap(a)).toBe(terminalMap(b))
    }),
    { numRuns: 15 },
  )
})

test('the text fits in 80 columns', () => {
  fc.assert(
    fc.property(anyBoardText, (text) => {
      const lines = terminalMap(usualMap(boardFrom(text))).split('\n')
      expect(lines.filter((line) => 80 < line.length)).toEqual([])
    }),
    runs,
  )
})
