/** What the map says about small boards: who shares what, what is a conflict, and what depends on the selection. */
import { describe, expect, test } from 'vitest'
import { lanesIn, mapOf } from '../../../server/src/ide/map/board-map.ts'
import { holdingsOf } from '../../../server/src/ide/map/holdings.ts'
import { lanesOf } from '../../../server/src/ide/map/lanes.ts'
import { piecesOf } from '../../../server/src/ide/map/pieces.ts'
import { rowsOf } from '../../../server/src/ide/map/rows.ts'
import { runsOf } from '../../../server/src/ide/map/runs.ts'
import { clashesAmong, clashText, usualSelection } from '../../../server/src/ide/map/selection.ts'
import { boardFrom, cellAt } from '../../board/partition/boards.ts'
import { exampleBoardNamed } from './drawn-boards.ts'

const own = (start: string, flags = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE', size = '0x1000'): string =>
  `{ .phys_start = ${start}, .virt_start = ${start}, .size = ${size}, .flags = ${flags} },`

const shared = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED'

/** The marks that hold with the usual selection: where, what and who. */
function marksOn(text: string): readonly string[] {
  const board = boardFrom(text)
  const map = mapOf(board, usualSelection(board))
  return map.marks.flatMap((marks, row) =>
    marks.flatMap((mark) => {
      const lanes = lanesIn(map, mark, row).map((lane) => map.lanes[lane]?.name)
      const at = (map.rows[row]?.range.start ?? 0n).toString(16)
      return lanes.length === 0 ? [] : [`${at} ${mark.kind}: ${mark.what}, ${lanes.join(' ')}`]
    }),
  )
}

describe('marks', () => {
  test('memory of one cell is no mark, and leaves root without it', () => {
    expect(marksOn(`.mem_regions = { ${own('0x40000000')} },`)).toEqual([])
  })

  test('two cells that can exist together are in conflict', () => {
    const cell = `.mem_regions = { ${own('0x40000000')} },`
    expect(marksOn(`//- cell a.c\n${cell}\n//- cell b.c\n${cell}`)).toEqual([
      '40000000 conflict: several cells claim it, a b',
    ])
  })

  test('two cells that share a CPU use it in turns', () => {
    const cell = `.cpus = { 2 }, .mem_regions = { ${own('0x40000000')} },`
    const board = boardFrom(`//- cell a.c\n${cell}\n//- cell b.c\n${cell}`)
    const map = mapOf(board, usualSelection(board))
    expect(map.lanes.map(({ name, state, obstacle }) => [name, state, obstacle])).toEqual([
      ['root', 'root', undefined],
      ['a', 'created', undefined],
      ['b', 'absent', 'a has CPU 1'],
    ])
    expect(map.marks.flat().map(({ kind, lanes }) => [kind, lanes])).toEqual([['turns', [1, 2]]])
  })

  test('what all say is shared is shared', () => {
    const cell = `.mem_regions = { ${own('0x40000000', shared)} },`
    expect(marksOn(`//- cell a.c\n${cell}\n//- cell b.c\n${cell}`)).toEqual([
      '40000000 shared: declared shared, root a b',
    ])
  })

  test('what only one of two cells shares is a conflict of the two', () => {
    const [a, b] = [own('0x40000000', shared), own('0x40000000')]
    expect(marksOn(`//- cell a.c\n.mem_regions = { ${a} },\n//- cell b.c\n.mem_regions = { ${b} },`)).toEqual(
      ['40000000 conflict: several cells claim it, a b'],
    )
  })

  test('a sub-page region under a page of root is one that root keeps', () => {
    const flags = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32'
    expect(marksOn(`.mem_regions = { ${own('0x90000400', flags, '0x100')} },`)).toEqual([
      '90000400 conflict: root keeps it, undeclared, root cell',
    ])
  })

  test('devices of root keep what VT-d is not told to take', () => {
    expect(
      marksOn(`//- x86 root
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },
//- x86 cell
.mem_regions = { ${own('0x40000000')} },`),
    ).toEqual(["40000000 conflict: root's devices keep it, undeclared, root cell"])
  })

  test('the memory of the hypervisor and the registers that it keeps are out of bounds', () => {
    const regions = [own('0x7c000000'), own('0xa0000000')]
    expect(marksOn(`.mem_regions = { ${regions.join(' ')} },`)).toEqual([
      "7c000000 conflict: the hypervisor's memory in reach, cell",
      'a0000000 conflict: GICD in reach, cell',
    ])
  })

  test('sections of a link are tied to their peers', () => {
    const board = exampleBoardNamed('tern')
    const map = mapOf(board, usualSelection(board))
    const links = map.marks.flat().filter(({ kind }) => kind === 'ivshmem')
    expect(links.map(({ what, lanes }) => `${what}: ${lanes.join(' ')}`)).toEqual([
      'ivshmem 00:01.0 state table: 0 2',
      'ivshmem 00:01.0 output of peer 0: 0 2',
      'ivshmem 00:01.0 output of peer 1: 0 2',
      'ivshmem 00:00.0 state table: 0 1 2',
      'ivshmem 00:00.0 read/write section: 0 1 2',
      'ivshmem 00:00.0 output of peer 0: 0 1 2',
      'ivshmem 00:00.0 output of peer 1: 0 1 2',
      'ivshmem 00:00.0 output of peer 2: 0 1 2',
    ])
  })

  test('the clean example has no conflict, the faulty ones have', () => {
    const counts = ['tern', 'osprey', 'plover'].map((name) => {
      const board = exampleBoardNamed(name)
      const { marks } = mapOf(board, usualSelection(board))
      return marks.flat().filter(({ kind }) => kind === 'conflict').length
    })
    expect(counts.map((count) => 0 < count)).toEqual([false, true, true])
  })
})

describe('the usual selection', () => {
  test('is every cell that can exist beside the ones before it', () => {
    const board = boardFrom(cellsOnCpus(['2', '6', '4']))
    expect(usualSelection(board).map(({ configuration }) => configuration.cell.name)).toEqual(['c0', 'c2'])
    expect(clashesAmong(board, board.cells).map(clashText)).toEqual(['CPU 1', 'CPU 2'])
  })

  test('leaves out cells whose CPUs are not known', () => {
    const board = boardFrom(cellsOnCpus(['2', 'NOT_DEFINED']))
    expect(usualSelection(board)).toEqual([cellAt(board, 0)])
  })
})

function cellsOnCpus(words: readonly string[]): string {
  return words.map((word, index) => `//- cell c${index}.c\n.cpus = { ${word} },`).join('\n')
}

describe('strips', () => {
  test('say who has what, and what others would have', () => {
    const board = exampleBoardNamed('osprey')
    const map = mapOf(board, usualSelection(board))
    const cpus = map.strips.all.find(({ name }) => name === 'CPUs')?.items ?? []
    const holders = cpus.map((item) => [item.label, item.holders, item.claims])
    expect(holders).toEqual([
      ['0', [0], []],
      ['1', [1], [1, 2]],
      ['2', [1], [1]],
      ['3, 4', [3], [3]],
      ['5-7', [0], []],
      ['8', [3], [3]],
    ])
    const now = map.strips.now.find(({ name }) => name === 'CPUs')?.items ?? []
    expect(now.map(({ label }) => label)).toEqual(['0', '1, 2', '3, 4', '5-7', '8'])
  })
})

test('a block is called what its comment says, or by its number', () => {
  const board = boardFrom(`.mem_regions = {
  /* MemRegion: 40000000-40000fff : System RAM */ ${own('0x40000000')}
  /* buffer */ /* of the camera */ ${own('0x41000000')}
  ${own('0x42000000')}
},`)
  const map = mapOf(board, board.cells)
  const names = map.pieces
    .flat()
    .filter(({ holding }) => holding.lane === 1)
    .map(map.nameOf)
  expect(names).toEqual(['System RAM', 'buffer', 'region 2'])
})

test('a board beyond all measure is cut, and known to be', () => {
  const board = boardFrom(`.mem_regions = { ${own('0x40000000')} ${own('0x50000000')} },`)
  const lanes = lanesOf(board, board.cells)
  const holdings = holdingsOf(board, lanes)
  const rows = rowsOf(holdings.all.map(({ physical }) => physical))
  const [whole, cut] = [piecesOf(board, holdings, lanes, rows), piecesOf(board, holdings, lanes, rows, 3)]
  expect([whole.isComplete, cut.isComplete]).toEqual([true, false])
  expect(cut.ofRows.flat().length).toBeLessThan(whole.ofRows.flat().length)
})

test('rows are cut wherever something begins or ends, and gaps are what is in none', () => {
  const rows = rowsOf([
    { start: 0n, end: 8n },
    { start: 4n, end: 6n },
    { start: 20n, end: 21n },
    { start: 30n, end: 30n },
  ])
  expect(rows.map(({ range, isGap }) => `${range.start}-${range.end}${isGap ? ' gap' : ''}`)).toEqual([
    '0-4',
    '4-6',
    '6-8',
    '8-20 gap',
    '20-21',
  ])
  expect(rowsOf([])).toEqual([])
})

test('runs join what the same lanes have, and are cut where they have to be', () => {
  const claims = [
    { lane: 0, range: { start: 0n, end: 4n } },
    { lane: 0, range: { start: 4n, end: 9n } },
    { lane: 1, range: { start: 6n, end: 7n } },
  ]
  const texts = runsOf(claims, undefined, [2n]).map(
    ({ range, lanes }) => `${range.start}-${range.end}:${lanes.join()}`,
  )
  expect(texts).toEqual(['0-2:0', '2-6:0', '6-7:0,1', '7-9:0'])
})
