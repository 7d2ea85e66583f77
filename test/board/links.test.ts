/**
 * The ivshmem links of a board, read from C: which devices are the ends of one link, what their sections are for, and
 * which ends have to agree.
 */
import { expect, test } from 'vitest'
import { type Board, boardOf } from '../../server/src/board/board.ts'
import { type LinkEnd, linkedPairs, linksOf, lonelyEndsOf } from '../../server/src/board/links.ts'
import type { CellConfig, SystemConfig } from '../../server/src/config/model.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { exampleBoard } from '../rules/example-board.ts'

function boardWith(example: string): Board {
  let root: SystemConfig | undefined
  const cells: CellConfig[] = []
  for (const { path, text } of exampleBoard(example)) {
    const options = { files: memoryFiles({ [path]: text }), settings: defaultSettings, roots: [] }
    for (const configuration of analyse(sourceFile(path, text), options).configurations)
      if (configuration.kind === 'system') root = configuration
      else cells.push(configuration)
  }
  if (!root) throw new Error('the example has no root')
  return boardOf(root, cells)
}

function nameOf({ cell, device }: LinkEnd): string {
  return `${cell.configuration.cell.name} ${device.id}`
}

function network(id: number, bdf: string, start = '0x70000000'): string {
  return `
.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS(${start}, ${id}) },
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = ${bdf}, .shmem_dev_id = ${id}, .shmem_peers = 2 },
},`
}

test('equal bdfs make a link, the end of the root cell first', () => {
  const board = boardWith(
    `//- cell left.c${network(1, '8')}\n//- root${network(0, '8')}\n//- cell right.c${network(0, '16', '0x70100000')}`,
  )
  expect(linksOf(board).map(({ bdf, ends }) => [bdf, ends.map(nameOf)])).toEqual([
    [8n, ['example 0', 'left 1']],
    [16n, ['right 0']],
  ])
})

test('sections have their roles by position, and may be empty', () => {
  const [link] = linksOf(boardWith(`//- root${network(0, '8')}`))
  const sections = link?.ends[0]?.sections ?? []
  expect(sections.map(({ number, role, isEmpty }) => [number, role, isEmpty])).toEqual([
    [0, { kind: 'state' }, false],
    [1, { kind: 'common' }, true],
    [2, { kind: 'output', peer: 0 }, false],
    [3, { kind: 'output', peer: 1 }, false],
  ])
})

test('an end is compared with the first one that it can meet', () => {
  const [left, middle, right] = [network(0, '8'), network(0, '8'), network(1, '8')]
  const pairs = linkedPairs(
    boardWith(`//- cell left.c${left}\n//- cell middle.c${middle}\n//- cell right.c${right}`),
  )
  expect(pairs.map(({ first, second }) => [nameOf(first), nameOf(second)])).toEqual([['left 0', 'right 1']])
})

test.each([
  ['outside', '.mem_regions = { { 0 } },', 0],
  ['stateless', '.mem_regions = { { 0 }, JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1) },', 0],
  ['foreign', '.mem_regions = { { .size = 4096, .flags = JAILHOUSE_MEM_IO }, { 0 }, { 0 }, { 0 } },', 0],
  [undefined, '.mem_regions = { { 0 }, JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1) },', 1],
])('sections may not be the ones that are meant: %s', (doubt, regions, start) => {
  const device = `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .shmem_regions_start = ${start}, .shmem_peers = 2 }`
  const [link] = linksOf(boardWith(`${regions}\n.pci_devices = { ${device} },`))
  expect(link?.ends.map((end) => end.doubt)).toEqual([doubt])
})

test('a lonely end knows the device that it misses', () => {
  const board = boardWith(`//- root${network(0, '8')}\n//- cell cell.c${network(1, '16')}`)
  expect(lonelyEndsOf(board).map(({ end, nearMiss }) => [nameOf(end), nearMiss && nameOf(nearMiss)])).toEqual(
    [
      ['example 0', 'cell 1'],
      ['cell 1', 'example 0'],
    ],
  )
})

test('nobody is lonely while a bdf of the board is not known', () => {
  expect(
    lonelyEndsOf(boardWith(`//- root${network(0, 'SOMEWHERE')}\n//- cell cell.c${network(1, '16')}`)),
  ).toEqual([])
})
