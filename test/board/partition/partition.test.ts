/**
 * The partition of hand-made boards: one by one, what the hypervisor does that nobody would expect. The numbers of
 * the catalogue's section C are in the names.
 */
import { describe, expect, test } from 'vitest'
import { historyOf, type Phase } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { boardFrom, cellAt, hex } from './boards.ts'
import { at, inRoot, memory, region, rw, same, way, ways } from './questions.ts'

describe('before any cell', () => {
  const board = boardFrom('//- cell\n')

  test.each([
    [0x1000n, 'region 0 at 1000'],
    [0x7c000000n, 'hidden'],
    [0x7c400000n, 'nothing'],
    [0x9fffffffn, 'region 1 at 9fffffff'],
    [0xa0000000n, 'trapped by GICD'],
    [0xa0010000n, 'nothing'],
    [0xa0100000n, 'trapped by GICR'],
    [0xa017ffffn, 'trapped by GICR'],
    [0xa0180000n, 'nothing'],
    [0xb00fffffn, 'trapped by configuration space'],
  ])('root finds at %s what its board has there', (address, expected) => {
    expect(inRoot(board, address)).toBe(expected)
  })

  test('a cell has the interceptors and no memory', () => {
    const cell = cellAt(board, 0)
    expect(at(board, cell, 0xa0000000n)).toBe('trapped by GICD')
    expect(at(board, cell, 0x1000n)).toBe('nothing')
    expect(at(board, cell, 0x7c000000n)).toBe('nothing')
  })

  test('only root reaches memory, and the hidden memory nobody', () => {
    expect(ways(board, 0x1000n, 0x2000n, 'enabled')).toEqual(['root 1000-2000 rwx dma'])
    expect(ways(board, 0x7c000000n, 0x7c400000n, 'enabled')).toEqual([])
  })
})

describe('what root has to hide', () => {
  test('is open again under a region of root that covers it (23)', () => {
    const board = boardFrom(`//- root\n${memory(same(0x7c001000, 0x1000))}`)
    expect(inRoot(board, 0x7c000000n)).toBe('hidden')
    expect(inRoot(board, 0x7c001000n)).toBe('region 0 at 7c001000')
    expect(ways(board, 0x7c000000n, 0x7c400000n, 'enabled')).toEqual(['root 7c001000-7c002000 rwx dma'])
  })

  test('is not trapped where a page-mapped region covers it (24, 25), and still is where it does not', () => {
    const board = boardFrom(`//- root\n${memory(same(0xa0008000, 0x100000))}`)
    expect(inRoot(board, 0xa0007fffn)).toBe('trapped by GICD')
    expect(inRoot(board, 0xa0008000n)).toBe('region 0 at a0008000')
    expect(inRoot(board, 0xa0108000n)).toBe('trapped by GICR')
  })

  test('shows GICV at the address of GICC until a region of the cell is there (26)', () => {
    const gic = `.header.platform_info.arm = { .gic_version = 2, .gicd_base = 0xa0000000, .gicc_base = 0xa002f000,
      .gich_base = 0xa0040000, .gicv_base = 0xa006f000 },`
    const board = boardFrom(`//- root\n${gic}\n//- cell\n${memory(region(0x1000, 0xa0030000, 0x1000))}`)
    expect(inRoot(board, 0xa002f004n)).toBe('GICV at a006f004')
    expect(at(board, cellAt(board, 0), 0xa002f004n)).toBe('GICV at a006f004')
    expect(at(board, cellAt(board, 0), 0xa0030004n)).toBe('region 0 at 1004')
  })

  test('is on x86 the APIC page, and the registers of VT-d for root only', () => {
    const board = boardFrom('//- x86 cell\n')
    expect(inRoot(board, 0xfee00000n)).toBe('APIC page')
    expect(at(board, cellAt(board, 0), 0xfee00000n)).toBe('APIC page')
    expect(inRoot(board, 0xfed90000n)).toBe('trapped by VT-d unit')
    expect(at(board, cellAt(board, 0), 0xfed90000n)).toBe('nothing')
    expect(inRoot(board, 0xfec00010n)).toBe('trapped by I/O APIC')
  })
})

describe('the communication region', () => {
  const comm = `${rw} | JAILHOUSE_MEM_COMM_REGION`

  test('is a page of the hypervisor, and what is behind it its state (11)', () => {
    const board = boardFrom(memory(region(0, 0x80000000, 0x2000, comm)))
    expect(at(board, cellAt(board, 0), 0x80000fffn)).toBe('comm')
    expect(at(board, cellAt(board, 0), 0x80001000n)).toBe('hypervisor state')
    expect(ways(board, 0n, 0x1000n, 'running')).toEqual(['root 0-1000 rwx dma'])
  })

  test('below a page leads to the address it names (12)', () => {
    const board = boardFrom(memory(region(0, 0x80000000, 0x800, `${comm} | JAILHOUSE_MEM_IO_32`)))
    expect(ways(board, 0n, 0x1000n, 'running')).toContain('cell 0 80000000-80000800 rw- trapped')
  })

  test('that is LOADABLE is taken from root at start, at the address it names (13)', () => {
    const board = boardFrom(memory(region(0, 0x80000000, 0x1000, `${comm} | JAILHOUSE_MEM_LOADABLE`)))
    expect(inRoot(board, 0n, 'created')).toBe('region 0 at 0')
    expect(inRoot(board, 0n, 'running')).toBe('nothing')
  })
})

describe('what a cell takes', () => {
  const ram = `${rw} | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE`
  const board = boardFrom(memory(region(0x10000000, 0, 0x10000, ram), same(0x90001000, 0x1000)))

  test('root has back for loading, and after destroying', () => {
    const phases: readonly Phase[] = ['enabled', 'created', 'loaded', 'running', 'destroyed']
    expect(phases.map((phase) => inRoot(board, 0x10000000n, phase))).toEqual([
      'region 0 at 10000000',
      'nothing',
      'region 0 at 10000000',
      'nothing',
      'region 0 at 10000000',
    ])
    expect(inRoot(board, 0x90001000n, 'loaded')).toBe('nothing')
    expect(inRoot(board, 0x90001000n, 'destroyed')).toBe('region 1 at 90001000')
  })

  test('is reached by nobody else, and by its CPUs only when they run', () => {
    expect(ways(board, 0x10000000n, 0x10001000n, 'running')).toEqual(['cell 0 0-1000 rwx dma'])
    const [created] = partitionOf(board).reachOf(
      { start: 0x10000000n, end: 0x10001000n },
      historyOf('created', board.cells),
    )
    expect(created?.isRunning).toBe(false)
  })

  test('and what root keeps is its remainder', () => {
    const { mapped } = partitionOf(board).rootRemainder(board.cells)
    expect(mapped.map(({ range }) => hex(range))).toEqual([
      '0-10000000',
      '10010000-7c000000',
      '7c000000-7c400000',
      '90000000-90001000',
      '90002000-a0000000',
    ])
  })

  test('is not taken when it is shared, or its physical address is no page (5)', () => {
    const kept = boardFrom(
      memory(
        same(0x90001000, 0x1000, `${rw} | JAILHOUSE_MEM_ROOTSHARED`),
        region(0x10000800, 0, 0x1000, ram),
      ),
    )
    expect(inRoot(kept, 0x90001000n, 'running')).toBe('region 1 at 90001000')
    expect(inRoot(kept, 0x10000800n, 'running')).toBe('region 0 at 10000800')
    expect(at(kept, cellAt(kept, 0), 0n)).toBe('region 1 at 10000000')
  })

  test('goes by guest addresses of root, so that one moved elsewhere stays (43)', () => {
    const moved = boardFrom(
      `//- root\n${memory(region(0x10000000, 0x20000000, 0x1000))}\n//- cell\n${memory(same(0x10000000, 0x1000))}`,
    )
    expect(ways(moved, 0x10000000n, 0x10001000n, 'running')).toEqual([
      'root 20000000-20001000 rwx dma',
      'cell 0 10000000-10001000 rwx dma',
    ])
  })

  test("comes back in root's array order, with all that root lists there", () => {
    const order = boardFrom(
      `//- root\n${memory(same(0x10000000, 0x2000), same(0x10000000, 0x1000, 'JAILHOUSE_MEM_READ'))}
      //- cell\n${memory(same(0x10000000, 0x2000))}`.replace('      //-', '//-'),
    )
    expect(inRoot(order, 0x10000000n, 'destroyed')).toBe('region 1 at 10000000')
    expect(inRoot(order, 0x10001000n, 'destroyed')).toBe('region 0 at 10001000')
  })
})

describe('the cover by root', () => {
  test('names the regions, their rights and what is left over', () => {
    const board = boardFrom(
      `//- root\n${memory(same(0x2000, 0x2000, 'JAILHOUSE_MEM_READ'), same(0x3000, 0x4000))}`,
    )
    const cover = partitionOf(board).rootCover({ start: 0x1000n, end: 0x8000n })
    expect(cover.covered.map((one) => way(board, one))).toEqual([
      'root 2000-3000 r-x dma',
      'root 3000-7000 rwx dma',
    ])
    expect(cover.regions.map(({ index }) => index)).toEqual([0, 1])
    expect(cover.uncovered.map(hex)).toEqual(['1000-2000', '7000-8000'])
  })
})

describe('a space is complete', () => {
  test('if everything in it is known', () => {
    expect(partitionOf(boardFrom('//- cell\n')).isComplete([])).toBe(true)
  })

  test.each([
    ['a region', `//- root\n${memory(same(0x1000, 0x1000, 'NO_SUCH_FLAG'))}`],
    [
      'a base of the GIC',
      '//- root\n.header.platform_info.arm = { .gic_version = 3, .gicd_base = NO_SUCH },',
    ],
    [
      "the hypervisor's memory",
      '//- root\n.header.hypervisor_memory = { .phys_start = NO_SUCH, .size = 0x1000 },',
    ],
  ])('unless %s is unknown', (_, root) => {
    const board = boardFrom(root)
    expect(partitionOf(board).isComplete([])).toBe(false)
    expect(partitionOf(board).rootSpaceAfter([]).isComplete).toBe(false)
  })

  test('even if a region of no size has unknown flags', () => {
    const board = boardFrom(`//- root\n${memory(same(0x1000, 0, 'NO_SUCH_FLAG'))}`)
    expect(partitionOf(board).isComplete([])).toBe(true)
  })

  test('for root alone whatever is unknown of a cell, but not after creating it', () => {
    const board = boardFrom(memory(same(0x1000, 0x1000, 'NO_SUCH_FLAG')))
    const { rootSpaceAfter, rootRemainder, isComplete } = partitionOf(board)
    expect(rootSpaceAfter([]).isComplete).toBe(true)
    expect(rootRemainder(board.cells).isComplete).toBe(false)
    expect(isComplete(board.cells)).toBe(false)
  })
})

test('a board has one partition', () => {
  const board = boardFrom('//- cell\n')
  expect(partitionOf(board)).toBe(partitionOf(board))
})
