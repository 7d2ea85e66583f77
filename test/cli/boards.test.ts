/** Boards on the command line: the matrix of `--boards`, the same as JSON, and `--board ROOT CELL…`. */
import { describe, expect, test } from 'vitest'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

type Files = Readonly<Record<string, string>>

function check(files: Files, ...args: readonly string[]): Result {
  return warden(['check', '--select', 'cpu-not-in-root', ...args], { workingFolder: folderWith(files) })
}

/** What the JSON says about boards. */
function boardsIn({ out }: Result): unknown {
  const shape: unknown = JSON.parse(out)
  return shape !== null && typeof shape === 'object' && 'boards' in shape ? shape.boards : undefined
}

/** A cell of its own name, with the memory that `larkCell` has, or with 64 KiB elsewhere. */
function cell(name: string, cpus: string, memory = '0x40010000'): string {
  return larkCell(cpus).replace('"lark-a"', `"${name}"`).replace('0x40010000', memory)
}

const board: Files = {
  'lark.c': lark,
  'lark-a.c': cell('a', '0x2'),
  'lark-b.c': cell('b', '0x4'),
  'lark-c.c': cell('c', '0x6', '0x40080000'),
  'lark-d.c': cell('d', '0x8', '0x400a0000'),
}

describe('--boards', () => {
  test('shows which cells can run together, and what they share', () => {
    expect(check(board, '--boards').out).toMatchInlineSnapshot(`
      "board lark.c, read with the interface built into Warden
        1  lark-a.c: its file name continues lark
        2  lark-b.c: its file name continues lark
        3  lark-c.c: its file name continues lark
        4  lark-d.c: its file name continues lark

           1 2 3 4
        1  · ! # +
        2  ! · # +
        3  # # · +
        4  + + + ·

        # never together, ! in each other’s way, + sharing nothing

        never together
          CPU 1: 1, 3
          CPU 2: 2, 3

        together, and in each other’s way
          1, 2: memory 0x40010000-0x4001ffff (64 KiB)

        can run at the same time, at most
          1, 2, 4
          3, 4

      found nothing wrong in 5 files, checked 1 board in 21 ms
      "
    `)
  })

  test('fits a terminal, however many cells there are', () => {
    const many = Array.from({ length: 100 }, (_, index): readonly [string, string] => [
      `lark-${index}.c`,
      cell(
        `cell ${index}`,
        index % 3 === 0 ? '0x2' : '0x4',
        `0x${(0x40000000 + 0x1000 * index).toString(16)}`,
      ),
    ])
    const workingFolder = folderWith({ 'lark.c': lark, ...Object.fromEntries(many) })
    const { out } = warden(['check', '--select', 'cpu-not-in-root', '--boards', '--color', 'never'], {
      workingFolder,
      columns: 80,
    })
    const lines = out.split('\n')
    expect(lines.filter((line) => 80 < line.length)).toEqual([])
    const rows = lines.filter((line) => /^ +\d+ {2}[·#!~+?]+$/.test(line))
    // A hundred columns do not fit, so that each cell has two rows.
    expect(rows).toHaveLength(200)
    expect(rows.slice(0, 100).map((row) => row.length)).toEqual(Array.from({ length: 100 }, () => 80))
  })

  test('names cells without a root, and is for people', () => {
    expect(check({ 'stork-a.c': larkCell('0x2') }, '--boards').out).toContain(
      'checked by themselves\n  stork-a.c',
    )
    expect(check(board, '--boards', '--format', 'concise')).toEqual({
      status: 2,
      out: '',
      err: 'warden: --boards: --format concise shows no boards; pretty does, and json always has them\n',
    })
  })
})

test('JSON has the boards with every pair', () => {
  const pair = { isDeclared: false, canRunTogether: true, because: [], conflicts: [], shared: [] }
  const memory = { kind: 'memory', start: 0x40010000, end: 0x40020000 }
  const apart = (cpu: number) => ({
    ...pair,
    canRunTogether: false,
    because: [{ kind: 'cpus', cpus: [cpu] }],
  })
  expect(boardsIn(check(board, '--format', 'json'))).toEqual([
    {
      root: 'lark.c',
      cells: ['a', 'b', 'c', 'd'].map((name) => ({
        file: `lark-${name}.c`,
        name,
        because: 'its file name continues lark',
        candidates: null,
      })),
      concurrent: [],
      coexistence: {
        sets: [
          [0, 1, 3],
          [2, 3],
        ],
        isComplete: true,
        pairs: [
          { ...pair, cells: [0, 1], conflicts: [memory] },
          { ...apart(1), cells: [0, 2] },
          { ...apart(2), cells: [1, 2] },
          { ...pair, cells: [0, 3] },
          { ...pair, cells: [1, 3] },
          { ...pair, cells: [2, 3] },
        ],
      },
    },
  ])
})

test('a cell that fits several roots says so, and only what is wrong with each is reported', () => {
  const files = {
    'lark.c': lark,
    'tern.c': lark.replace('{ 0xf }', '{ 0xff }'),
    'demo.c': larkCell('0x2'),
    'wide.c': larkCell('0x20'),
  }
  const { out } = check(files)
  expect(out).toMatchInlineSnapshot(`
    "note: demo.c fits lark.c and tern.c equally well, so only what is wrong with each of them is
          reported; name the board in warden.json or with --board

    found nothing wrong in 4 files, checked 2 boards in 21 ms
    "
  `)
  expect(boardsIn(check(files, '--format', 'json'))).toMatchObject([
    { root: 'lark.c', cells: [{ file: 'demo.c', candidates: ['lark.c', 'tern.c'] }] },
    { root: 'tern.c', cells: [{ file: 'demo.c' }, { file: 'wide.c', candidates: null }] },
  ])
})

describe('--board', () => {
  const files = { 'roots/lark.c': lark, 'cells/x.c': larkCell('0x20'), 'cells/y.c': larkCell('0x2') }

  test('makes one board of configs in any place', () => {
    const { out, status } = check(files, '--board', 'roots/lark.c', 'cells/x.c', '--format', 'concise')
    expect({ out, status }).toEqual({
      out: 'cells/x.c:18:10: error[cpu-not-in-root] the root cell does not have CPU 5\n',
      status: 1,
    })
  })

  test('says what it goes by, and checks the root, too', () => {
    expect(check(files, 'cells/y.c', '--board', 'roots/lark.c', '--verbose').out).toContain(
      'y.c → lark.c: --board says so\n\nfound nothing wrong in 2 files, checked 1 board',
    )
  })

  test.each<[string, readonly string[], string]>([
    [
      'a root that is not there',
      ['--board', 'gone.c', 'cells/x.c'],
      '--board gone.c: there is no such file or folder',
    ],
    [
      'a folder for a root',
      ['--board', 'roots', 'cells/x.c'],
      '--board roots: this is a folder; name the file of the root cell',
    ],
    [
      'a cell for a root',
      ['--board', 'cells/y.c', 'cells/x.c'],
      '--board cells/y.c: this is the config of a cell, and no root configuration',
    ],
    ['no cell', ['--board', 'roots/lark.c'], '--board roots/lark.c: name the cells of this board behind it'],
    [
      'a folder for a cell',
      ['--board', 'roots/lark.c', 'cells'],
      'cells: this is a folder; with --board, name the cells themselves',
    ],
    [
      'a root for a cell',
      ['--board', 'roots/lark.c', 'roots/lark.c'],
      'roots/lark.c: this is a root configuration; with --board, name cells behind it',
    ],
    [
      'two boards',
      ['--board', 'roots/lark.c', '--board', 'roots/lark.c', 'cells/x.c'],
      '--board was given more than once; check one board at a time',
    ],
    ['nothing', ['--board', '', 'cells/x.c'], '--board "": an empty path leads nowhere'],
  ])('is refused with %s', (_, args, problem) => {
    expect(check(files, ...args)).toEqual({ status: 2, out: '', err: `warden: ${problem}\n` })
  })
})
