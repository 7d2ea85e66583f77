/**
 * The partition of a board as `warden dump --stage board` shows it: what is in the tables of each cell, and what the
 * tables leave to others. Which table has what is `partition.test.ts`'s business.
 */
import { describe, expect, test } from 'vitest'
import type { Board } from '../../server/src/board/board.ts'
import { listedBoard, mostRemainders } from '../../server/src/ide/listing/board.ts'
import { boardShape } from '../../server/src/ide/listing/board-shape.ts'
import { boardText } from '../../server/src/ide/listing/board-text.ts'
import { boardFrom } from '../board/partition/boards.ts'
import { memory, region, rw, same } from '../board/partition/questions.ts'

/** The paragraph of the text that begins with this title. */
function part(board: Board, title: string): readonly string[] {
  const text = boardText(listedBoard(board), (path) => path.replace(/^.*\//, ''))
  const found = text.split('\n\n').find((paragraph) => paragraph.startsWith(title))
  return (found ?? '').trimEnd().split('\n').slice(1)
}

function chips(bits: string): string {
  return `.irqchips = { { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { ${bits} } } },\n`
}

/** The ranges of a cell, or of the root cell. */
function ranges(board: Board, title: string): readonly string[] {
  return part(board, title)
    .filter((line) => line.startsWith('  0x'))
    .map((line) => line.trim().replaceAll(/ {2,}/g, '  '))
}

describe('the guest space of a cell', () => {
  test('leads through pages where its regions say, and by traps elsewhere', () => {
    const board = boardFrom(
      memory(
        region(0x10000000, 0, 0x2000, `${rw} | JAILHOUSE_MEM_EXECUTE`),
        region(0x90000000, 0x90000000, 0x1000, 'JAILHOUSE_MEM_READ'),
        region(0x90001010, 0x90002010, 0x23, `${rw} | JAILHOUSE_MEM_IO_32`),
        region(0, 0x80000000, 0x1000, `${rw} | JAILHOUSE_MEM_COMM_REGION`),
      ),
    )
    expect(ranges(board, '1  cell "cell"')).toEqual([
      '0x00000000-0x00001fff  0x10000000  rwx-  region 0',
      '0x80000000-0x80000fff  rwx-  region 3, the communication region',
      '0x90000000-0x90000fff  0x90000000  r-x-  region 1',
      // No access of four bytes gets to the last three.
      '0x90002010-0x9000202f  0x90001010  rw--  region 2, each access emulated',
      '0x90002030-0x90002032  0x90001030  ----  region 2, each access emulated',
      '0xa0000000-0xa000ffff  ----  trapped: GICD',
      '0xa0100000-0xa017ffff  ----  trapped: GICR',
      '0xb0000000-0xb00fffff  ----  trapped: configuration space',
    ])
  })

  test('shows what is behind a page that does not permit everything', () => {
    const board = boardFrom(memory(same(0xa0000000, 0x1000, 'JAILHOUSE_MEM_READ'), same(0xa0008000, 0x8000)))
    expect(ranges(board, '1  cell "cell"').slice(0, 4)).toEqual([
      '0xa0000000-0xa0000fff  0xa0000000  r-x-  region 0',
      '0xa0000000-0xa0007fff  ----  trapped: GICD',
      '0xa0008000-0xa000ffff  0xa0008000  rwx-  region 1',
      '0xa0100000-0xa017ffff  ----  trapped: GICR',
    ])
  })

  test('has GICV in place of GICC, and of an unknown region nothing', () => {
    const gic = `.header.platform_info.arm = { .gic_version = 2, .gicd_base = 0xa0000000, .gicc_base = 0xa002f000,
      .gich_base = 0xa0040000, .gicv_base = 0xa006f000 },`
    const board = boardFrom(
      `//- root\n${gic}\n//- cell\n${memory(same(0x1000, 0x1000), same(0x2000, 0x1000, 'SOME'))}`,
    )
    expect(part(board, '1  cell "cell"')[0]).toBe('  not all of it is known')
    expect(ranges(board, '1  cell "cell"')).toContain(
      '0xa002f000-0xa0030fff  0xa006f000  rwx-  GICV, in place of GICC',
    )
    expect(ranges(board, '1  cell "cell"')).not.toContain('region 1')
  })

  test('marks what devices get to, and what only they do', () => {
    const board = boardFrom(
      `//- x86 cell
       ${memory(
         region(0x10000000, 0, 0x1000, `${rw} | JAILHOUSE_MEM_DMA`),
         region(0x20000000, 0x1000, 0x1000, rw),
         region(0x30000000, 0x2000, 0x1000, 'JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_DMA'),
       )}
       .pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xc8 } },`,
    )
    expect(ranges(board, '1  cell "cell"').slice(0, 4)).toEqual([
      '0x00000000-0x00000fff  0x10000000  rw-d  region 0',
      '0x00001000-0x00001fff  0x20000000  rw--  region 1',
      // A page that can be written but not read is refused by the CPU whatever is done, not by the IOMMU.
      '0x00002000-0x00002fff  0x30000000  ----  region 2',
      '0x00002000-0x00002fff  0x30000000  ---d  devices only, region 2',
    ])
    expect(ranges(board, 'the root cell, before')).toContain(
      '0xfed90000-0xfed90fff  ----  trapped: VT-d unit, if interrupts were remapped before',
    )
  })
})

describe('the root cell', () => {
  const ram = `${rw} | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE`
  const board = boardFrom(
    `//- cell a.c\n${memory(region(0x10000000, 0, 0x10000, ram))}${chips('0x6')}
//- cell b.c\n${memory(region(0x20000000, 0, 0x10000, ram))}${chips('0x8')}
//- cell c.c\n.cpus = { 1 << 1 },\n${memory(region(0x30000000, 0, 0x10000, ram))}`,
  )

  test('has everything before any cell, and empty pages over the hypervisor', () => {
    expect(ranges(board, 'the root cell, before').slice(0, 2)).toEqual([
      '0x00000000-0x7bffffff  0x00000000  rwx-  region 0',
      '0x7c000000-0x7c3fffff  r-x-  empty pages over the hypervisor',
    ])
    expect(part(board, 'the root cell, before').slice(-2)).toEqual([
      '  CPUs        0-3',
      '  interrupts  SPIs 0-255 (ids 32-287)',
    ])
  })

  test('keeps beside each largest set of cells what they do not take', () => {
    expect(ranges(board, 'the root cell beside 1, 2').slice(0, 3)).toEqual([
      '0x00000000-0x0fffffff  0x00000000  rwx-  region 0',
      '0x10010000-0x1fffffff  0x10010000  rwx-  region 0',
      '0x20010000-0x7bffffff  0x20010000  rwx-  region 0',
    ])
    expect(part(board, 'the root cell beside 1, 2').slice(-2)).toEqual([
      '  CPUs        0, 3',
      '  interrupts  SPIs 0, 4-255 (ids 32, 36-287)',
    ])
    expect(ranges(board, 'the root cell beside 2, 3')[0]).toBe(
      '0x00000000-0x1fffffff  0x00000000  rwx-  region 0',
    )
    expect(part(board, '1  cell "a"').slice(-2)).toEqual([
      '  CPUs        1',
      '  interrupts  SPIs 1, 2 (ids 33, 34)',
    ])
  })

  test('is shown beside no more sets than anybody compares', () => {
    const names = Array.from({ length: 18 }, (_, index) => `.cell.name = "n${index % 6}",\n.cpus = { 0 },`)
    const many = boardFrom(names.map((name) => `//- cell\n${name}`).join('\n'))
    expect(listedBoard(many).remainders).toHaveLength(mostRemainders)
    expect(boardText(listedBoard(many), String)).toContain(
      'There are more sets of cells that can run together.',
    )
  })
})

test('x86: pins, ports, devices and cache', () => {
  const board = boardFrom(`
//- x86 root
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xc8 }, { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd0 } },
.cache_regions = { { .start = 0, .size = 8, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell
.irqchips = { { .address = 0xfec00000, .pin_bitmap = { 0x18 } } },
.pio_regions = { PIO_RANGE(0x2f8, 8) },
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xc8 } },
.cache_regions = { { .start = 4, .size = 4, .type = JAILHOUSE_CACHE_L3 } },`)
  expect(part(board, '1  cell "cell"').filter((line) => !line.startsWith('  0x'))).toEqual([
    '  CPUs                1',
    '  pins of 0xfec00000  3, 4',
    '  I/O ports           0x2f8-0x2ff (8 ports), 0x1808-0x180b (4 ports)',
    '  PCI devices         00:19.0 (0xc8)',
    '  L3 cache mask       0xf0',
  ])
  expect(part(board, 'the root cell beside 1').slice(-2)).toEqual([
    '  PCI devices         00:1a.0 (0xd0)',
    '  L3 cache mask       0xf',
  ])
})

test('the same as data, addresses beyond 2^53 as digits', () => {
  const start = 0xffff_ffff_ffff_0000n
  const board = boardFrom(
    memory(`{ .phys_start = ${start}, .virt_start = 0x4000, .size = 0x1000, .flags = ${rw} },`),
  )
  const shape: unknown = JSON.parse(JSON.stringify(boardShape(listedBoard(board), String)))
  const range = {
    start: 0x4000,
    end: 0x5000,
    physical: '18446744073709486080',
    read: true,
    write: true,
    execute: true,
    dma: false,
    by: 'region',
    region: 0,
    isCertain: true,
  }
  expect(shape).toMatchObject({
    iommus: [],
    cells: [{ name: 'cell', isComplete: true, guest: [range, {}, {}, {}], cpus: [1], cacheWays: null }],
    remainders: [{ cells: [0] }],
  })
})
