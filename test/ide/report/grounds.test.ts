/** How what is shared is classified, on small boards: violations, what is open, what is declared, what is mediated. */
import { describe, expect, test } from 'vitest'
import { boardFrom } from '../../board/partition/boards.ts'
import { memory, region, rw, same } from '../../board/partition/questions.ts'
import { reportFrom, reportOf, sharedIn, withConcurrent } from './reported.ts'

const shared = `${rw} | JAILHOUSE_MEM_ROOTSHARED`

function violations(example: string): readonly string[] {
  return sharedIn(reportFrom(example), 'violation')
}

const twoCells = (first: string, second: string): string =>
  `//- cell a.c\n${memory(same(0x40000000, 0x1000, first))}\n//- cell b.c\n${memory(same(0x40000000, 0x1000, second))}`

const link = (id: number): string =>
  `.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_regions_start = 0, .shmem_dev_id = ${id}, .shmem_peers = 2 } },\n`

const sections = (ro: string): string =>
  memory(same(0x40000000, 0x1000, ro), '{ 0 },', same(0x40001000, 0x1000, rw), same(0x40002000, 0x1000, rw))

const ports = (...ranges: readonly string[]): string => `.pio_regions = { ${ranges.join(', ')} },\n`

const withCom2 = (name: string): string => `//- x86 cell ${name}.c\n${ports('PIO_RANGE(0x2f8, 8)')}`

const chip = (bits: string): string =>
  `.irqchips = { { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { ${bits} } } },\n`

const streams = (id: string): string => `.stream_ids = { { .id = ${id} } },\n`

const cachePart = (start: number): string =>
  `.cache_regions = { { .start = ${start}, .size = 2, .type = JAILHOUSE_CACHE_L3 } },\n`

const overHypervisor = (name: string, cpus: string): string =>
  `//- cell ${name}.c\n.cpus = { ${cpus} },\n${memory(same(0x7c000000, 0x1000))}`

describe('memory', () => {
  test('that a cell takes from root is not shared', () => {
    expect(violations(memory(same(0x40000000, 0x1000)))).toEqual([])
  })

  test('that two cells claim is a violation, unless both declare it', () => {
    expect(violations(twoCells(rw, rw))).toEqual([
      'memory 0x40000000-0x40000fff (4 KiB): claimed by a and b, not declared shared by all of them | a read write execute, b read write execute',
    ])
    expect(violations(twoCells(rw, shared))).toHaveLength(1)
    expect(violations(twoCells(shared, shared))).toEqual([])
    expect(sharedIn(reportFrom(twoCells(shared, shared)), 'declared')).toContain(
      'memory 0x40000000-0x40000fff (4 KiB): flagged `JAILHOUSE_MEM_ROOTSHARED` by a and b | root read write execute, a read write execute, b read write execute',
    )
  })

  test('of which a cell takes less than a page stays with root', () => {
    expect(violations(memory(region(0x90001000, 0x90001000, 0x20, `${rw} | JAILHOUSE_MEM_IO_32`)))).toEqual([
      'memory 0x90001000-0x9000101f (32 bytes): the root cell keeps it, not declared shared by cell; a region that is not of whole pages takes nothing from mapped memory | root read write execute, cell read write',
    ])
  })

  test('is told in pieces where the rights change, though one region gives all of them', () => {
    // The page over the first part leads elsewhere, and leaves only writing to the region below it.
    const trapped = region(0x90001000, 0x90001000, 0x1800, `${shared} | JAILHOUSE_MEM_IO_32`)
    const told = reportFrom(memory(trapped, region(0x10000000, 0x90001000, 0x1000, 'JAILHOUSE_MEM_READ')))
    expect(sharedIn(told, 'declared').filter((text) => text.startsWith('memory'))).toEqual([
      'memory 0x90001000-0x90001fff (4 KiB): flagged `JAILHOUSE_MEM_ROOTSHARED` by cell | root read write execute, cell write',
      'memory 0x90002000-0x900027ff (2 KiB): flagged `JAILHOUSE_MEM_ROOTSHARED` by cell | root read write execute, cell read write',
    ])
  })

  test('that VT-d leaves to devices of root is a violation', () => {
    const root = `//- x86 root
.mem_regions = { ${same(0, 0x10000000, `${rw} | JAILHOUSE_MEM_DMA`)} },
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },\n`
    expect(violations(`${root}//- x86 cell\n${memory(same(0x4000000, 0x1000))}`)).toEqual([
      'memory 0x4000000-0x4000fff (4 KiB): devices of the root cell keep their way to it, not declared shared by cell; VT-d goes by the flags of the region that is taken, which lack `JAILHOUSE_MEM_DMA` | root devices, cell read write',
    ])
    expect(
      violations(`${root}//- x86 cell\n${memory(same(0x4000000, 0x1000, `${rw} | JAILHOUSE_MEM_DMA`))}`),
    ).toEqual([])
  })

  test('of an ivshmem link is declared by the link, and whoever writes too much of it is named', () => {
    const told = reportFrom(
      `//- cell a.c\n${link(0)}${sections('JAILHOUSE_MEM_READ')}\n//- cell b.c\n${link(1)}${sections(rw)}`,
    )
    expect(sharedIn(told, 'violation')).toEqual([])
    expect(sharedIn(told, 'declared').slice(0, 2)).toEqual([
      'memory 0x40000000-0x40000fff (4 KiB): state table of the ivshmem link 00:01.0 (0x8); beside its role in the link, b may write it | a read execute, b read write execute',
      'memory 0x40001000-0x40001fff (4 KiB): output section of peer 0 of the ivshmem link 00:01.0 (0x8); beside its role in the link, b may write it | a read write execute, b read write execute',
    ])
    expect(sharedIn(told, 'mediated')).toContain(
      'pci ivshmem link 00:01.0 (0x8): registers and interrupts: the registers are emulated; each end can interrupt the others, and sees their states | a, b',
    )
  })
})

describe('what the hypervisor keeps', () => {
  test('is a violation wherever a region opens it, and mediated for the others', () => {
    const told = reportFrom(memory(same(0x7c000000, 0x1000), same(0xa0000000, 0x1000)))
    expect(sharedIn(told, 'violation')).toEqual([
      "hypervisor part of memory of the hypervisor, 0x7c000000-0x7c000fff (4 KiB): within reach of cell, behind the hypervisor's back | hypervisor, cell read write execute",
      "hypervisor part of GICD, 0xa0000000-0xa0000fff (4 KiB): within reach of cell, behind the hypervisor's back | hypervisor, cell read write execute",
    ])
    expect(told.sets[0]?.shared.find(({ what }) => what.startsWith('GICD'))?.holders).toMatchObject([
      { cell: undefined, how: 'intercepts' },
      { cell: 'root', how: 'every access trapped' },
      { cell: 'cell', how: 'trapped, but for what regions open' },
    ])
  })

  test('is found behind a communication region that is too large', () => {
    expect(violations(memory(region(0, 0x80000000, 0x2000, `${rw} | JAILHOUSE_MEM_COMM_REGION`)))).toEqual([
      'hypervisor state that the hypervisor keeps about cell, 4 KiB: the communication region is larger than its page, and shows what lies behind it | hypervisor, cell read write',
    ])
  })

  test('has its console and its log, which the root configuration opens', () => {
    const told = reportFrom('//- root\n.header.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,\n')
    expect(sharedIn(told, 'declared').map((text) => text.replace(/:.*/, ''))).toEqual([
      'hypervisor debug console of the hypervisor, 0x90000000-0x90000fff (4 KiB)',
      'hypervisor log of the hypervisor, one page of its memory',
    ])
  })

  test('is not the address of a virtual PCI host, behind which there is nothing', () => {
    expect(violations(memory(same(0xb0000000, 0x1000)))).toEqual([])
  })
})

describe('ports', () => {
  test('that two cells list are a violation; the PM timer and the console are not', () => {
    const told = reportFrom(`${withCom2('a')}${withCom2('b')}`)
    expect(sharedIn(told, 'violation')).toEqual([
      'ports 0x2f8-0x2ff (8 ports): listed by a and b; I/O ports cannot be declared shared | a, b',
    ])
    expect(sharedIn(told, 'declared').map((text) => text.replace(/:.*/, ''))).toEqual([
      'hypervisor log of the hypervisor, one page of its memory',
      'hypervisor debug console of the hypervisor, ports 0x3f8-0x3ff (8 ports)',
      'ports 0x1808-0x180b (4 ports), the PM timer',
    ])
  })

  test("of the configuration space, and behind the last one, are the hypervisor's", () => {
    expect(violations(`//- x86 cell\n${ports('PIO_RANGE(0xcf8, 8)', 'PIO_RANGE(0xffff, 2)')}`)).toEqual([
      'hypervisor ports of the PCI configuration space, 0xcf8-0xcff (8 ports): within reach of cell, and with it the configuration space of every device | hypervisor, cell',
      'hypervisor memory of the hypervisor behind a bitmap, as ports 0x10000 (1 port): creating cell writes to it, since there are no ports behind 0xffff | hypervisor, cell',
    ])
  })
})

describe('what is listed', () => {
  test('by two cells is a violation: interrupts and PCI devices', () => {
    expect(violations(`//- cell a.c\n${chip('0x7')}//- cell b.c\n${chip('0x6')}`)).toEqual([
      'interrupts SPIs 1, 2 (ids 33, 34): listed by a and b; an interrupt goes to one of them | a, b',
    ])
    const device = '.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 } },\n'
    expect(violations(`//- x86 cell a.c\n${device}//- x86 cell b.c\n${device}`)).toEqual([
      'pci PCI device 01:00.0 (0x100): listed by a and b; all of them configure it, and its accesses are led for the last one | a, b',
    ])
  })

  test('as stream by two cells is a violation, also in part', () => {
    const root =
      '//- root\n.header.platform_info.iommu_units = { { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xc0000000, .size = 0x1000 } },\n'
    expect(violations(`${root}//- cell a.c\n${streams('0x30010')}//- cell b.c\n${streams('0x11')}`)).toEqual([
      'streams stream 0x30010 and 0x11: listed by a and b; its accesses are led for the last one | a, b',
    ])
    expect(violations(`${root}//- cell a.c\n${streams('0x10')}//- cell b.c\n${streams('0x11')}`)).toEqual([])
  })

  test('of the cache is shared with root by leaving it out, and a violation between two that list it', () => {
    const root = '//- x86 root\n.cache_regions = { { .start = 0, .size = 8, .type = JAILHOUSE_CACHE_L3 } },\n'
    const told = reportFrom(`${root}//- x86 cell a.c\n${cachePart(0)}//- x86 cell b.c\n${cachePart(1)}`)
    expect(sharedIn(told, 'violation')).toEqual([
      'cache L3 cache, bits 0x2 of the capacity mask: listed by a and b | a, b',
    ])
    const without = reportFrom(`${root}//- x86 cell a.c\n.cell.console.address = 0,\n`)
    expect(sharedIn(without, 'declared').filter((text) => text.startsWith('cache'))).toEqual([
      'cache L3 cache, bits 0xff of the capacity mask: without a part of its own, a gets what the root cell has when it is created | root, a',
    ])
  })

  test('of the cache is told too where root asks for none of it, with as many bits as there may be', () => {
    const cells = `//- x86 cell a.c\n${cachePart(0)}//- x86 cell b.c\n${cachePart(1)}//- x86 cell c.c\n.cpus = { 8 },\n`
    const told = reportFrom(`//- x86 root\n${cells}`)
    const ofCache = (classification: 'violation' | 'declared'): readonly string[] =>
      sharedIn(told, classification).filter((text) => text.startsWith('cache'))
    expect(ofCache('violation')).toEqual([
      'cache L3 cache, bits 0x2 of the capacity mask: listed by a and b | a, b',
    ])
    expect(ofCache('declared')).toEqual([
      'cache L3 cache, bits 0xfffffff8 of the capacity mask, as many as the processor has: without a part of its own, c gets what the root cell has when it is created | root, c',
    ])
    const texts = told.assumptions.map(({ text }) => text).join('\n')
    expect(texts).toContain('The root cell asks for no part of the cache')
    expect(texts).not.toContain('The cache is not partitioned')
  })
})

describe('devices', () => {
  test('reach everything on a board without IOMMU, which is no violation and is said', () => {
    const told = reportFrom(memory(same(0x40000000, 0x1000)))
    expect(sharedIn(told, 'open')).toEqual([
      'devices all physical memory, by devices: the board has no IOMMU; whoever programs a device that accesses memory by itself reaches everything with it | root, cell',
    ])
    expect(told.assumptions.map(({ text }) => text).join('\n')).toContain(
      'There is no IOMMU in the configuration.',
    )
  })

  test("behind an SMMUv3 reach what root's CPUs reach", () => {
    const told = reportFrom(`//- root
.header.platform_info.iommu_units = { { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xc0000000, .size = 0x1000 } },
.mem_regions = { ${same(0x1000, 0x1000)} ${same(0x4000, 0x1000)} },
//- cell
.stream_ids = { { .id = 1 } },
${memory(same(0x4000, 0x1000))}`)
    expect(sharedIn(told, 'violation').map((text) => text.replace(/:.*/, ''))).toEqual([
      "devices 1 range of the root cell's memory, by devices behind the SMMUv3",
    ])
    expect(told.violations[0]?.resource.ranges).toEqual([{ start: 0x1000n, end: 0x2000n }])
    expect(sharedIn(told, 'open')).toHaveLength(1)
  })
})

describe('violations', () => {
  test('are told once, with the sets that they are in', () => {
    const told = reportFrom(`${overHypervisor('a', '0x2')}${overHypervisor('b', '0x2')}`)
    expect(told.violations.map(({ sets }) => sets)).toEqual([[0], [1]])
  })

  test('that are there only beside fewer cells are found as well', () => {
    // What is not of whole pages leaves root its memory, until the other cell takes all of it.
    const told = reportFrom(`//- cell a.c
${memory(region(0x40000000, 0x40000000, 0x20, `${rw} | JAILHOUSE_MEM_IO_32`))}
//- cell b.c
${memory(same(0x40000000, 0x1000))}`)
    expect(told.violations.map(({ sets, beside }) => ({ sets, beside }))).toEqual([
      { sets: [0], beside: ['a', 'b'] },
      { sets: [], beside: ['a'] },
    ])
  })

  test('are looked for in a set that is named, and in no other', () => {
    const board = boardFrom(
      `//- cell a.c\n${memory(same(0x40000000, 0x1000))}//- cell b.c\n${memory(same(0x40000000, 0x1000))}`,
    )
    const told = reportOf(board, { chosen: board.cells.slice(0, 1) })
    expect(told).toMatchObject({ extent: 'chosen', violations: [], sets: [{ cells: ['a'] }] })
  })
})

test('sets that the user declares are told so', () => {
  const board = withConcurrent(boardFrom('//- cell a.c\n\n//- cell b.c\n'))
  expect(reportOf(board).sets.map(({ isDeclared }) => isDeclared)).toEqual([true])
})
