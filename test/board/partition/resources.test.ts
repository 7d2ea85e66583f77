/** Who has which CPU, pin, port, device, stream and part of the cache, on hand-made boards. */
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import { historyOf, type Phase } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import type { Resources } from '../../../server/src/board/partition/resources.ts'
import { boardFrom, hex } from './boards.ts'

function after(board: Board, phase: Phase): Resources {
  return partitionOf(board).resourcesAfter(historyOf(phase, board.cells))
}

function nameOf(board: Board, cell: Cell): string {
  return cell.isRoot ? 'root' : `cell ${board.cells.indexOf(cell)}`
}

test('CPUs go to cells, and come back', () => {
  const board = boardFrom('//- cell\n')
  const cpus = (phase: Phase): readonly string[] =>
    after(board, phase).cpus.map(
      ({ cpu, holders }) => `${cpu} ${holders.map((cell) => nameOf(board, cell)).join()}`,
    )
  expect(cpus('running')).toEqual(['0 root', '1 cell 0', '2 root', '3 root'])
  expect(cpus('destroyed')).toEqual(['0 root', '1 root', '2 root', '3 root'])
})

const pinsOf = (board: Board, phase: Phase): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(after(board, phase).pins.map((held) => [nameOf(board, held.cell), held.pins]))

const controller = (base: number, bits: string, address = '0xa0000000'): string =>
  `{ .address = ${address}, .pin_base = ${base}, .pin_bitmap = { ${bits} } },`

describe('pins', () => {
  test('of a cell are taken from root, and come back if root lists them', () => {
    const board = boardFrom(
      `//- root\n.irqchips = { ${controller(32, '0b0111')} },\n//- cell\n.irqchips = { ${controller(32, '0b1010')} },`,
    )
    expect(pinsOf(board, 'running')).toEqual({ root: [32, 34], 'cell 0': [33, 35] })
    expect(pinsOf(board, 'destroyed')).toEqual({ root: [32, 33, 34] })
  })

  test('that no entry of root is about stay with root after the cell', () => {
    const board = boardFrom(
      `//- root\n.irqchips = { ${controller(32, '1')} },\n//- cell\n.irqchips = { ${controller(160, '1')} },`,
    )
    expect(pinsOf(board, 'destroyed')).toEqual({ root: [32, 160] })
  })

  test('that two entries of root are about are lost with any cell, unless both have them', () => {
    const board = boardFrom(
      `//- root\n.irqchips = { ${controller(32, '1, 0b11')} ${controller(64, '0b110')} },\n//- cell\n`,
    )
    expect(pinsOf(board, 'enabled')).toEqual({ root: [32, 64, 65, 66] })
    expect(pinsOf(board, 'destroyed')).toEqual({ root: [32, 65] })
  })

  test('of another controller are none', () => {
    const board = boardFrom(`.irqchips = { ${controller(32, '1', '0xdead0000')} },`)
    expect(pinsOf(board, 'running')['cell 0']).toEqual([])
  })

  test('of I/O APICs are taken where root has the same one', () => {
    const board = boardFrom(
      `//- x86 root\n.irqchips = { ${controller(0, '0b0111', '0xfec00000')} },
//- cell\n.irqchips = { ${controller(0, '0b1010', '0xfec00000')} },`,
    )
    expect(pinsOf(board, 'running')).toEqual({ root: [0, 2], 'cell 0': [1, 3] })
    expect(pinsOf(board, 'destroyed')).toEqual({ root: [0, 1, 2] })
  })
})

const portsOf = (board: Board, phase: Phase): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    after(board, phase).ports.map((held) => [nameOf(board, held.cell), held.direct.map(hex)]),
  )

describe('ports', () => {
  test('of a cell are taken from root; the PM timer is open to all, and 0x64 to none', () => {
    const board = boardFrom(
      '//- x86 root\n.pio_regions = { PIO_RANGE(0x60, 8) },\n//- cell\n.pio_regions = { PIO_RANGE(0x61, 1), PIO_RANGE(0x3f8, 8) },',
    )
    expect(portsOf(board, 'enabled')).toEqual({ root: ['60-64', '65-68', '1808-180c'] })
    expect(portsOf(board, 'running')).toEqual({
      root: ['60-61', '62-64', '65-68', '1808-180c'],
      'cell 0': ['61-62', '3f8-400', '1808-180c'],
    })
    expect(portsOf(board, 'destroyed')).toEqual({ root: ['60-64', '65-68', '1808-180c'] })
  })

  test('of the PM timer are lost by root to a cell that lists them (47)', () => {
    const board = boardFrom(
      '//- x86 root\n.pio_regions = { },\n//- cell\n.pio_regions = { PIO_RANGE(0x1808, 4) },',
    )
    expect(portsOf(board, 'running')).toEqual({ root: [], 'cell 0': ['1808-180c'] })
    expect(portsOf(board, 'destroyed')).toEqual({ root: [] })
  })

  test('of the keyboard controller come back to root without moderation', () => {
    const board = boardFrom(
      '//- x86 root\n.pio_regions = { PIO_RANGE(0x60, 5) },\n//- cell\n.pio_regions = { PIO_RANGE(0x64, 1) },',
    )
    expect(portsOf(board, 'destroyed')).toEqual({ root: ['60-65', '1808-180c'] })
    expect(after(board, 'running').ports.map(({ isKeyboardModerated }) => isKeyboardModerated)).toEqual([
      true,
      true,
    ])
  })
})

const deviceHolders = (board: Board, phase: Phase): readonly string[] =>
  after(board, phase).pciDevices.map(
    ({ bdf, holders: list }) => `${bdf} ${list.map(({ cell }) => nameOf(board, cell)).join()}`,
  )

const device = (bdf: number, domain = 0): string =>
  `{ .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = ${bdf}, .domain = ${domain} },`

describe('PCI devices', () => {
  test('go to the cell, and back to root if the domain is the same (77)', () => {
    const board = boardFrom(
      `//- x86 root\n.pci_devices = { ${device(8)} ${device(16)} },\n//- cell\n.pci_devices = { ${device(8)} ${device(16, 1)} },`,
    )
    expect(deviceHolders(board, 'enabled')).toEqual(['8 root', '16 root'])
    expect(deviceHolders(board, 'running')).toEqual(['8 cell 0', '16 cell 0'])
    expect(deviceHolders(board, 'destroyed')).toEqual(['8 root'])
  })

  test('may be given to two cells (75)', () => {
    const cell = `.pci_devices = { ${device(8)} },`
    const board = boardFrom(`//- x86 cell a.c\n${cell}\n//- x86 cell b.c\n${cell}`)
    expect(deviceHolders(board, 'running')).toEqual(['8 cell 0,cell 1'])
  })

  test('take their trapped MSI-X tables along', () => {
    const table =
      '.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8, .msix_address = 0xd0000000, .msix_region_size = 0x1000 } },'
    const board = boardFrom(`//- x86 root\n${table}\n//- cell\n${table}`)
    const { guestLookup } = partitionOf(board)
    const kinds = (['enabled', 'running', 'destroyed'] as const).map(
      (phase) => guestLookup(board.rootCell, 0xd0000000n, historyOf(phase, board.cells)).kind,
    )
    expect(kinds).toEqual(['trapped', 'nothing', 'trapped'])
  })
})

const streamsOf = (board: Board, phase: Phase): readonly string[] =>
  after(board, phase).streams.map(({ id, cell }) => `${id.toString(16)} ${nameOf(board, cell)}`)

const rootWith = (type: string, ids: string): string =>
  `//- root\n.header.platform_info.iommu_units = { { .type = JAILHOUSE_IOMMU_${type}, .base = 0xc0000000, .size = 0x20000 } },
.stream_ids = { ${ids} },\n`

describe('streams', () => {
  test('of an MMU-500 come back when root lists exactly the same (103), and replace wider ones (103a)', () => {
    const board = boardFrom(
      `${rootWith('ARM_MMU500', '{ .id = 1 }, { .mmu500 = { .id = 0x10, .mask_out = 0xf } }')}
//- cell\n.stream_ids = { { .id = 1 }, { .id = 0x12 } },`,
    )
    expect(streamsOf(board, 'enabled')).toEqual(['1 root', 'f0010 root'])
    expect(streamsOf(board, 'running')).toEqual(['1 cell 0', '12 cell 0'])
    expect(streamsOf(board, 'destroyed')).toEqual(['1 root'])
  })

  test("of an SMMUv3 are nobody's after the cell (99)", () => {
    const board = boardFrom(`${rootWith('SMMUV3', '{ .id = 1 }')}//- cell\n.stream_ids = { { .id = 1 } },`)
    expect(streamsOf(board, 'running')).toEqual(['1 cell 0'])
    expect(streamsOf(board, 'destroyed')).toEqual([])
  })
})

const cacheEntry = (start: number, size: number, flags = '0'): string =>
  `.cache_regions = { { .start = ${start}, .size = ${size}, .type = JAILHOUSE_CACHE_L3, .flags = ${flags} } },`

const masksOf = (board: Board, phase: Phase): readonly string[] =>
  after(board, phase).cacheWays.map(({ cell, mask }) => `${nameOf(board, cell)} ${mask.toString(2)}`)

describe('cache', () => {
  test('of a cell in the middle costs root the lower part too', () => {
    const board = boardFrom(`//- x86 root\n${cacheEntry(0, 8)}\n//- cell\n${cacheEntry(2, 2)}`)
    expect(masksOf(board, 'running')).toEqual(['root 11110000', 'cell 0 1100'])
    expect(masksOf(board, 'destroyed')).toEqual(['root 11111111'])
  })

  test('of a cell may be shared with root', () => {
    const board = boardFrom(
      `//- x86 root\n${cacheEntry(0, 8)}\n//- cell\n${cacheEntry(0, 2, 'JAILHOUSE_CACHE_ROOTSHARED')}`,
    )
    expect(masksOf(board, 'running')).toEqual(['root 11111111', 'cell 0 11'])
  })

  test('is taken from all of it where root lists no part, and not looked at where nobody does', () => {
    const board = boardFrom(`//- x86 root\n//- x86 cell\n${cacheEntry(0, 2)}`)
    expect(masksOf(board, 'running')).toEqual([`root ${'1'.repeat(30)}00`, 'cell 0 11'])
    expect(masksOf(boardFrom('//- x86 root\n//- x86 cell\n'), 'running')).toEqual([])
  })

  test('that would leave root nothing is not taken', () => {
    const board = boardFrom(`//- x86 root\n${cacheEntry(0, 2)}\n//- cell\n${cacheEntry(0, 2)}`)
    expect(masksOf(board, 'running')).toEqual(['root 11', 'cell 0 11'])
  })
})
