/** Hover on elements of the arrays, in a board of a root and two cells. */
import { describe, expect, test } from 'vitest'
import { cellConfig, type CellParts, hovered, rootConfig } from './hovered.ts'

/** The board of `rootConfig` with one more cell beside the one under the cursor. */
function onBoard(cell: CellParts, root = rootConfig): string {
  return hovered(`//- /board/board.c
${root}
//- /board/board-other.c
${other}
//- /board/board-mine.c
${cellConfig(cell)}`)
}

const members = `__u64 cpus[1];
	struct jailhouse_memory mem_regions[6];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];`

const other = cellConfig({
  members,
  header: '.name = "other", .vpci_irq_base = 44,',
  body: `.cpus = { 4 },
	.mem_regions = {
		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),
		{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = JAILHOUSE_MEM_READ },
	},
	.pci_devices = {
		{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 2 },
	},`,
})

/** The cell under the cursor has these regions. */
function regions(elements: string): string {
  const three = '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[3];'
  return onBoard({ members: three, body: `.mem_regions = {${elements}},` })
}

function region(element: string, root = rootConfig): string {
  return onBoard({ body: `.cpus = { 2 },\n\t.mem_regions = { ${element} },` }, root)
}

describe('a memory region', () => {
  test('that is taken from the root cell', () => {
    expect(
      region(`/* RAM */ $0{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x20000,
		.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_LOADABLE }`),
    ).toMatchInlineSnapshot(`
      "«{»

      **memory region 0** \`mem_regions[0]\` — “RAM”

      | guest | \`0x0-0x1ffff (128 KiB)\` |
      |:--|:--|
      | physical | \`0x90000000-0x9001ffff (128 KiB)\` |
      | access | \`READ\` \`WRITE\` \`LOADABLE\` |
      | mapping | page-mapped |
      | root cell | region 4 (RAM) of board.c, taken from it while the cell exists, except for loading |
      | other cells | cell "other" (board-other.c) reads \`0x90000000-0x9000ffff (64 KiB)\` by region 4 |
      | place | offset 0x8c, 32 bytes |"
    `)
  })

  test('that is shared with the root cell', () => {
    expect(
      region(`/* UA$0RT */ { .phys_start = 0x10001000, .virt_start = 0x10001000, .size = 0x1000,
		.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED }`),
    ).toMatchInlineSnapshot(`
      "«/* UART */»

      **memory region 0** \`mem_regions[0]\` — “UART”

      | guest | \`0x10001000-0x10001fff (4 KiB)\` |
      |:--|:--|
      | physical | the same |
      | access | \`READ\` \`IO\` \`ROOTSHARED\` |
      | mapping | page-mapped |
      | root cell | region 5 (registers) of board.c, shared: it reads and writes |
      | place | offset 0x8c, 32 bytes |"
    `)
  })

  test('that the root cell has only a part of, or nothing', () => {
    expect(region('$0{ .phys_start = 0xfffff000, .virt_start = 0, .size = 0x2000, .flags = 1 }')).toContain(
      '| root cell | no region of board.c has it |',
    )
    expect(region('$0{ .phys_start = 0x100ff000, .virt_start = 0, .size = 0x2000, .flags = 1 }')).toContain(
      '| root cell | partly region 5 (registers) of board.c, taken from it while the cell exists; it has nothing of `0x10100000-0x10100fff (4 KiB)` |',
    )
  })

  test('below the size of a page, which is trapped and not taken away', () => {
    expect(
      region(`$0{ .phys_start = 0x10001400, .virt_start = 0x400, .size = 0x20,
		.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO_8 | JAILHOUSE_MEM_IO_32 }`),
    ).toMatchInlineSnapshot(`
      "«{»

      **memory region 0** \`mem_regions[0]\`

      | guest | \`0x400-0x41f (32 bytes)\` |
      |:--|:--|
      | physical | \`0x10001400-0x1000141f (32 bytes)\` |
      | access | \`READ\` \`IO_8\` \`IO_32\` |
      | mapping | sub-page: every access traps, permitted with 8 and 32 bits |
      | root cell | region 5 (registers) of board.c, kept by it, since not both regions are whole pages: it reads and writes |
      | place | offset 0x8c, 32 bytes |"
    `)
    expect(region('$0{ .phys_start = 0x10001400, .virt_start = 0x400, .size = 0x20, .flags = 1 }')).toContain(
      '| mapping | sub-page: every access traps, and no width is permitted |',
    )
  })

  test('below the size of a page, of one that the root cell has no page of either', () => {
    const closed = rootConfig.replace('.size = 0x100000,', '.size = 0x2400, ')
    expect(region('$0{ .phys_start = 0x10001400, .size = 4, .flags = 1 }', closed)).toContain(
      '| root cell | region 5 (registers) of board.c, which lets no access through |',
    )
    const small = closed.replace(
      'JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,',
      'JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32,',
    )
    expect(region('$0{ .phys_start = 0x10001400, .size = 4, .flags = 1 }', small)).toContain(
      '| root cell | region 5 (registers) of board.c, all of which it loses while the cell exists |',
    )
    expect(region('$0{ .phys_start = 0x10002000, .size = 4, .flags = 1 }', small)).toContain(
      '| root cell | region 5 (registers) of board.c, all of which it loses while the cell exists |',
    )
    expect(region('$0{ .phys_start = 0x10001000, .size = 0x1000, .flags = 1 }', small)).toContain(
      '| root cell | region 5 (registers) of board.c, kept by it, since not both regions are whole pages: it reads and writes (trapped) |',
    )
  })

  test('whose physical address is no page is mapped from the start of the page', () => {
    expect(region('$0{ .phys_start = 0x90000800, .virt_start = 0, .size = 0x1000, .flags = 1 }')).toContain(
      '| mapping | page-mapped, from `0x90000000` on: `phys_start` is rounded down |',
    )
  })

  test('for communication has no memory of the root cell', () => {
    const found = region(
      '$0{ .virt_start = 0x80000000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_COMM_REGION }',
    )
    expect(found).toContain('| physical | a page of the hypervisor, whatever `phys_start` says |')
    expect(found).not.toContain('| root cell |')
  })

  test('of size 0 does nothing, and one with an unknown value says which', () => {
    expect(region('$0{ 0 }')).toContain('| size | 0: everybody ignores this element |')
    const unknown = region('$0{ .phys_start = BASE, .virt_start = 0x1000, .size = 0x1000, .flags = 1 }')
    expect(unknown).toContain('| physical | not known, because `BASE` is not defined |')
    expect(unknown).toContain('| guest | `0x1000` |')
    expect(unknown).not.toContain('root cell')
  })

  test('names the regions of the cell that it overlaps', () => {
    const outer = '{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x3000, .flags = 1 }'
    const inner = '{ .phys_start = 0x90002000, .virt_start = 0x2000, .size = 0x1000, .flags = 1 }'
    expect(regions(`$0${outer}, ${inner}`)).toContain(
      '| overlaps | region 1 replaces it at guest `0x2000-0x2fff (4 KiB)` |',
    )
    expect(regions(`${outer}, $0${inner}`)).toContain(
      '| overlaps | it replaces region 0 at guest `0x2000-0x2fff (4 KiB)` |',
    )
  })

  test('of the root cell names the cells that take it or share it', () => {
    const mine: CellParts = {
      body: '.mem_regions = { { .phys_start = 0x10000000, .size = 0x1000, .flags = 0x81 } },',
    }
    const ram = rootConfig.replace('/* RAM */ {', '/* RAM */ $0{')
    expect(onBoard(mine, ram)).toMatchInlineSnapshot(`
      "«{»

      **memory region 4** \`mem_regions[4]\` — “RAM”

      | guest | \`0x80000000-0xbfefffff (1023 MiB)\` |
      |:--|:--|
      | physical | the same |
      | access | \`READ\` \`WRITE\` \`EXECUTE\` |
      | mapping | page-mapped |
      | taken by | cell "other" (board-other.c): \`0x90000000-0x9000ffff (64 KiB)\` |
      | left to it | 1022 MiB 960 KiB of 1023 MiB, whichever cells run: \`0x80000000-0x8fffffff (256 MiB)\`, \`0x90010000-0xbfefffff (766 MiB 960 KiB)\` |
      | place | offset 0x270, 32 bytes |"
    `)
    const registers = rootConfig.replace('/* registers */ {', '/* registers */ $0{')
    expect(onBoard(mine, registers)).toContain(
      '| shared with | the cell in board-mine.c: `0x10000000-0x10000fff (4 KiB)` |',
    )
  })

  test('that is a section of an ivshmem device says which', () => {
    const root = rootConfig.replace('JAILHOUSE_SHMEM_NET', '$0JAILHOUSE_SHMEM_NET')
    expect(onBoard({}, root)).toContain(`| element | is |
|:--|:--|
| \`mem_regions[0]\` | state table of \`00:02.0\`, guest \`0xbff00000-0xbff00fff (4 KiB)\` |
| \`mem_regions[1]\` | section that all peers may write of \`00:02.0\`, left out, empty |
| \`mem_regions[2]\` | output of peer 0, this cell, of \`00:02.0\`, guest \`0xbff01000-0xbff7ffff (508 KiB)\` |
| \`mem_regions[3]\` | output of peer 1, cell "other" (board-other.c), of \`00:02.0\`, guest \`0xbff80000-0xbfffefff (508 KiB)\` |`)
  })
})

/** The first line of the hover. */
function titled(elements: string): string {
  return regions(elements).split('\n').slice(2, 3).join('')
}

describe('the comment that says what an element is', () => {
  test.each([
    ['\n// stack\n$0{ 1 }', '**memory region 0** `mem_regions[0]` — “stack”'],
    ['\n{ 1 }, /* first */\n$0{ 2 }', '**memory region 1** `mem_regions[1]`'],
    ['\n{ 1 }, /* second */ $0{ 2 }', '**memory region 1** `mem_regions[1]` — “second”'],
    ['\n$0{ /* inside */ 1 }', '**memory region 0** `mem_regions[0]` — “inside”'],
    ['\n/* a */\n/* b\n * c */\n$0[2] = { 1 }', '**memory region 2** `mem_regions[2]` — “a / b c”'],
    ['\n/* { .size = 5 }, */\n$0{ 1 }', '**memory region 0** `mem_regions[0]`'],
    [
      '\n/* *bold* <b> [x](y) */\n$0{ 1 }',
      '**memory region 0** `mem_regions[0]` — “\\*bold\\* \\<b> \\[x](y)”',
    ],
  ])('%s', (elements, title) => {
    expect(titled(elements)).toBe(title)
  })

  test('can be hovered over itself, if it stands before an element', () => {
    expect(titled('\n/* he$0re */ { 1 }')).toBe('**memory region 0** `mem_regions[0]` — “here”')
    expect(titled('\n{ /* he$0re */ 1 }')).toBe('**memory region 0** `mem_regions[0]` — “here”')
    expect(titled('\n{ 1, /* he$0re */ 1 }')).toBe('')
  })
})

describe('an interrupt controller', () => {
  const irqchip = (text: string): string =>
    onBoard({ members, header: '.vpci_irq_base = 44,', body: `.irqchips = { $0{ ${text} } }, ${device}` })
  const device =
    '.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 2 } },'

  test('lists its interrupts in both notations, and those of ivshmem devices', () => {
    expect(
      irqchip('.address = 0x20000000, .pin_base = 32, .pin_bitmap = { 1 << 5, 1 << (46 - 32) }'),
    ).toMatchInlineSnapshot(`
      "«{»

      **interrupt controller 0** \`irqchips[0]\`

      | interrupts | SPIs 5, 46 (ids 37, 78): 2 interrupts |
      |:--|:--|
      | root cell | has all of them, but not while the cell exists |
      | ivshmem | SPI 46 (id 78) from \`00:02.0\` |
      | address | \`0x20000000\`, the distributor of the GIC |
      | place | offset 0x14c, 32 bytes |"
    `)
  })

  test('at another address than the distributor has no effect', () => {
    expect(irqchip('.address = 0x20001000, .pin_base = 32')).toContain(
      '| address | `0x20001000`: not the distributor, which is at `0x20000000`, so that the element has no effect |',
    )
  })

  test('with an unknown word says why', () => {
    expect(irqchip('.address = 0x20000000, .pin_base = 32, .pin_bitmap = { UART }')).toContain(
      '| interrupts | not known, because `UART` is not defined |',
    )
  })
})

function pciDevice(fields: string): string {
  return onBoard({ members, header: '.vpci_irq_base = 44,', body: `.pci_devices = { $0{ ${fields} } },` })
}

describe('a PCI device', () => {
  test('for shared memory: the link, its sections and peers', () => {
    expect(
      pciDevice(`.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 3,
		.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH`),
    ).toMatchInlineSnapshot(`
      "«{»

      **ivshmem device 0** \`pci_devices[0]\`

      | address | \`00:02.0\` |
      |:--|:--|
      | peers | 0: the root cell (board.c); 1: this cell or cell "other" (board-other.c); 2: no cell of this board |
      | sections | regions 0 to 4, all empty |
      | interrupts | INTx: SPI 46 (id 78) |
      | protocol | \`0x1\`: \`JAILHOUSE_SHMEM_PROTO_VETH\` |
      | place | offset 0x16c, 56 bytes |"
    `)
  })

  test('that is real: its registers, capabilities and vectors', () => {
    expect(
      pciDevice(`.type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x0300, .iommu = 1, .bar_mask = { 0xfffff000, 0, 0xffffffff },
		.caps_start = 2, .num_caps = 3, .num_msi_vectors = 1, .num_msix_vectors = 4, .msix_address = 0x1000, .msix_region_size = 0x1000`),
    ).toMatchInlineSnapshot(`
      "«{»

      **PCI device 0** \`pci_devices[0]\`

      | address | \`03:00.0\` |
      |:--|:--|
      | type | \`0x1\`: \`JAILHOUSE_PCI_TYPE_DEVICE\` |
      | root cell | board.c does not list it |
      | registers | [0] 4 KiB, [1] 4 GiB (64-bit) |
      | capabilities | 2 to 4, but the array has only 0 |
      | MSI | 1 vector |
      | MSI-X | 4 vectors, table at \`0x1000-0x1fff (4 KiB)\` |
      | place | offset 0x16c, 56 bytes |"
    `)
  })
})

test.each([
  ['jailhouse_pio', '{ .base = 0x3f8, .length = 8 }', '| ports | `0x3f8-0x3ff (8 ports)` |'],
  ['jailhouse_pio', '{ 0 }', '| ports | none: the length is 0, and the element is ignored |'],
  ['jailhouse_cache', '{ .start = 4, .size = 3, .type = JAILHOUSE_CACHE_L3 }', '| bits of the mask | 4-6 |'],
  [
    'jailhouse_pci_capability',
    '{ .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 14, .flags = JAILHOUSE_PCICAPS_WRITE }',
    '| registers | `0x50-0x5d (14 bytes)` |',
  ],
])('%s %s', (tag, element, fact) => {
  const found = onBoard({
    members: `__u64 cpus[1];\n\tstruct ${tag} items[1];`,
    body: `.items = { $0${element} },`,
  })
  expect(found).toContain(fact)
})

test('a PCI capability names the devices that refer to it', () => {
  const found = onBoard({
    members:
      '__u64 cpus[1]; struct jailhouse_pci_device devices[2]; struct jailhouse_pci_capability caps[2];',
    body: '.devices = { { .bdf = 8, .num_caps = 1 }, { .bdf = 16, .num_caps = 2 } }, .caps = { { .id = 1 }, $0{ .id = 5 } },',
  })
  expect(found).toContain('| id | `0x5`: `PCI_CAP_ID_MSI` |')
  expect(found).toContain('| devices | `00:02.0` |')
})

test('elements of other structs are shown field by field', () => {
  const unit = '.platform_info = {'
  const root = rootConfig.replace(
    unit,
    `${unit} .iommu_units = { $0{ .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0x5000000, .size = 0x20000 } },`,
  )
  expect(onBoard({}, root)).toMatchInlineSnapshot(`
    "«{»

    **IOMMU unit 0** \`header.platform_info.iommu_units[0]\`

    | \`type\` | \`0x3\`: \`JAILHOUSE_IOMMU_SMMUV3\` |
    |:--|:--|
    | \`base\` | \`0x5000000\` = 83886080 |
    | \`size\` | \`0x20000\` = 131072: 128 KiB |
    | place | offset 0x58, 28 bytes |"
  `)
})

function oneOfSeveral(name: string, element: string): string {
  return `struct {
	struct jailhouse_cell_desc cell; __u64 cpus[1]; struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) ${name} = { .cell.name = "${name}", .mem_regions = { ${element} } };
`
}

test('in a file with several configurations it is the right one', () => {
  const text = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
${oneOfSeveral('first', '{ .size = 0x1000 }')}${oneOfSeveral('second', '$0{ .virt_start = 0x5000, .size = 0x1000 }')}`
  expect(hovered(text)).toContain('| guest | `0x5000-0x5fff (4 KiB)` |')
})

test('in a file that is included, seen through the one that includes it', () => {
  const text = `//- /board/board-mine.c
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define BASE 0x4000
#include "template.h"
//- /board/template.h
struct { struct jailhouse_cell_desc cell; __u64 cpus[1]; struct jailhouse_memory mem_regions[1]; } config = {
	.mem_regions = { $0{ .virt_start = BASE, .size = 0x1000 } },
};
`
  expect(hovered(text, { through: '/board/board-mine.c' })).toContain('| guest | `0x4000-0x4fff (4 KiB)` |')
})
