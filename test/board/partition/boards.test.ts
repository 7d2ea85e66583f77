/**
 * The partitions of whole boards: the example `tern`, and with `JAILHOUSE_TREE` upstream's qemu-arm64, each against
 * facts that were read off the configs by hand.
 */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import { historyOf, type Phase } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { diskFiles } from '../../../server/src/workspace/node-files.ts'
import { jailhouseTree, needsTree } from '../../upstream/tree.ts'
import { boardFromFiles, hex } from './boards.ts'

function boardIn(folder: string, names: readonly string[]): Board {
  const paths = names.map((name) => join(folder, `${name}.c`))
  return boardFromFiles(paths, diskFiles())
}

/** `cell@guest rights`, for every way to a range. */
function ways(board: Board, start: bigint, size: bigint, phase: Phase): readonly string[] {
  const found = partitionOf(board).reachOf({ start, end: start + size }, historyOf(phase, board.cells))
  return found.map(({ cell, guest, read, write, execute, trapped }) => {
    const rights = `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}`
    return `${cell.configuration.cell.name}@${hex(guest)} ${rights}${trapped ? ' trapped' : ''}`
  })
}

function kindInRoot(board: Board, address: bigint, phase: Phase): string {
  const point = partitionOf(board).guestLookup(board.rootCell, address, historyOf(phase, board.cells))
  return point.kind === 'trapped' && point.by.kind === 'unit' ? point.by.what : point.kind
}

describe('tern', () => {
  const board = boardIn(join(import.meta.dirname, '../../../examples/tern'), [
    'tern',
    'tern-control',
    'tern-linux',
  ])

  test('is known completely', () => {
    expect(partitionOf(board).isComplete(board.cells)).toBe(true)
  })

  test('gives the RAM of the control cell to it alone once it runs', () => {
    expect(ways(board, 0xf1000000n, 0x400000n, 'loaded')).toEqual([
      'tern@f1000000-f1400000 rwx',
      'tern-control@0-400000 rwx',
    ])
    expect(ways(board, 0xf1000000n, 0x400000n, 'running')).toEqual(['tern-control@0-400000 rwx'])
  })

  test('leaves each its own output on the link', () => {
    expect(ways(board, 0xff720000n, 0x10000n, 'running')).toEqual([
      'tern@ff720000-ff730000 r-x',
      'tern-control@ff720000-ff730000 rwx',
      'tern-linux@ff720000-ff730000 r-x',
    ])
  })

  test('lets the control cell at 8 reset registers of a page that root has', () => {
    expect(ways(board, 0x03000400n, 0x20n, 'running')).toEqual([
      'tern@3000400-3000420 rwx',
      'tern-control@3000400-3000420 rw- trapped',
    ])
    expect(ways(board, 0x03000420n, 0x20n, 'running')).toEqual(['tern@3000420-3000440 rwx'])
  })

  test('hides the hypervisor, and intercepts what it must', () => {
    expect(kindInRoot(board, 0xff800000n, 'running')).toBe('hidden')
    expect(kindInRoot(board, 0x01800000n, 'running')).toBe('GICD')
    expect(kindInRoot(board, 0x018bffffn, 'running')).toBe('GICR')
    expect(kindInRoot(board, 0x0e0fffffn, 'running')).toBe('configuration space')
    expect(kindInRoot(board, 0x0e100000n, 'running')).toBe('nothing')
  })
})

test.skipIf(jailhouseTree === undefined)(`qemu-arm64 is as its configs say${needsTree}`, () => {
  const board = boardIn(join(jailhouseTree ?? '', 'configs/arm64'), [
    'qemu-arm64',
    'qemu-arm64-inmate-demo',
    'qemu-arm64-linux-demo',
  ])
  const { isComplete, rootRemainder, resourcesAfter, rootCover } = partitionOf(board)
  expect(isComplete(board.cells)).toBe(true)

  // The distributor, 16 redistributors, and one bus of virtual PCI; the permissive region begins behind them.
  expect(kindInRoot(board, 0x0800ffffn, 'enabled')).toBe('GICD')
  expect(kindInRoot(board, 0x08010000n, 'enabled')).toBe('nothing')
  expect(kindInRoot(board, 0x080a0000n, 'enabled')).toBe('GICR')
  expect(kindInRoot(board, 0x0829ffffn, 'enabled')).toBe('GICR')
  expect(kindInRoot(board, 0x082a0000n, 'enabled')).toBe('nothing')
  expect(kindInRoot(board, 0x08e00000n, 'enabled')).toBe('configuration space')
  expect(kindInRoot(board, 0x08f00000n, 'enabled')).toBe('nothing')
  expect(kindInRoot(board, 0x7fc00000n, 'enabled')).toBe('hidden')

  // RAM: root's ends at 0x7fa10000, of which the cells take three pieces.
  const guests = rootRemainder(board.cells).mapped.map(({ range }) => hex(range))
  expect(guests.filter((text) => /^[4-7]\w{7}-/.test(text) && text < '7faf')).toEqual([
    '40000000-70000000',
    '78000000-7f900000',
    '7f910000-7fa00000',
  ])
  expect(ways(board, 0x7f900000n, 0x10000n, 'running')).toEqual(['qemu-arm64-linux-demo@0-10000 rwx'])
  expect(ways(board, 0x7fa00000n, 0x10000n, 'loaded')).toEqual([
    'qemu-arm64@7fa00000-7fa10000 rwx',
    'inmate-demo@0-10000 rwx',
  ])

  // The UART is shared by all three, the outputs of the ivshmem link belong to one each.
  expect(ways(board, 0x09000000n, 0x1000n, 'running')).toHaveLength(3)
  expect(ways(board, 0x7fafc000n, 0x2000n, 'running').filter((way) => way.includes('rw'))).toEqual([
    'inmate-demo@7fafc000-7fafe000 rwx',
  ])
  expect(rootCover({ start: 0x7fa00000n, end: 0x7fb00000n }).uncovered.map(hex)).toEqual([
    '7fa10000-7faf0000',
  ])

  const { cpus, pins } = resourcesAfter(historyOf('running', board.cells))
  expect(cpus.filter(({ holders }) => holders.some(({ isRoot }) => isRoot)).map(({ cpu }) => cpu)).toEqual([
    0,
    ...Array.from({ length: 12 }, (_, index) => index + 4),
  ])
  expect(pins.find(({ cell }) => cell === board.cells[1])?.pins).toEqual([33, 140, 141])
  expect(pins.find(({ cell }) => cell.isRoot)?.pins).not.toContain(33)
})
