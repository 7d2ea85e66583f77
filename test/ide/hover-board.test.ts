/**
 * What the board says about single fields, where people hover most: who else has the memory, the interrupt, the port or
 * the device, and what a number amounts to there.
 */
import { describe, expect, test } from 'vitest'
import { type CellParts, cellConfig, hovered, rootConfig } from './hovered.ts'

const members = `__u64 cpus[1];
	struct jailhouse_memory mem_regions[6];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[2];`

const counts = `.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),
		.num_pci_devices = ARRAY_SIZE(config.pci_devices),`

const link = `.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3,
		.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX, .shmem_peers = 2`

/** It has CPU 2, the link as peer 1, SPI 5 and 46, 64 KiB of RAM, and the device 00:05.0. */
const other: CellParts = {
  members,
  header: `.name = "other", .vpci_irq_base = 44, ${counts}`,
  body: `.cpus = { 4 },
	.mem_regions = {
		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),
		{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = JAILHOUSE_MEM_READ },
	},
	.irqchips = { { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { 1 << 5, 1 << 14 } } },
	.pci_devices = { { ${link}, .shmem_dev_id = 1 }, { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x28 } },`,
}

/** The cell under the cursor, on CPU 1 unless it is said otherwise. */
function mine(body: string, { cpus = '2', header = '' } = {}): string {
  const text = cellConfig({
    members,
    header: `.name = "mine", ${header} ${counts}`,
    body: `.cpus = { ${cpus} },\n\t${body}`,
  })
  return onBoard({ cell: text })
}

function onBoard({ cell = cellConfig({}), root = rootConfig }): string {
  return hovered(`//- /board/board.c
${root}
//- /board/board-other.c
${cellConfig(other)}
//- /board/board-mine.c
${cell}`)
}

function ram(fields: string): string {
  return `.mem_regions = { { ${fields} } },`
}

describe('a field of a memory region', () => {
  test('of its physical address: who has the memory, on the name and on the value', () => {
    const facts = [
      '| physical | `0x90000000-0x9001ffff (128 KiB)` |',
      '| root cell | region 4 (RAM) of board.c, taken from it while the cell exists |',
      '| other cells | cell "other" (board-other.c) reads `0x90000000-0x9000ffff (64 KiB)` by region 4 |',
    ]
    const onName = mine(ram('.phys$0_start = 0x90000000, .size = 0x20000, .flags = 3'))
    const onValue = mine(ram('.phys_start = 0x9000$00000, .size = 0x20000, .flags = 3'))
    for (const fact of facts) {
      expect(onName).toContain(fact)
      expect(onValue).toContain(fact)
    }
  })

  test('cells that share a CPU are never there at the same time', () => {
    expect(mine(ram('.phys_start = 0x90$0000000, .size = 0x1000, .flags = 1'), { cpus: '6' })).toContain(
      '| other cells | cell "other" (board-other.c) reads by region 4, never beside this cell |',
    )
  })

  test('of its guest address and size: where it ends', () => {
    expect(
      mine(ram('.phys_start = 0x90000000, .virt_$0start = 0x1000, .size = 0x2000, .flags = 1')),
    ).toContain('| guest | `0x1000-0x2fff (8 KiB)` |')
    expect(
      mine(ram('.phys_start = 0x90000000, .virt_start = 0x1000, .si$0ze = 0x2000, .flags = 1')),
    ).toContain('| physical | `0x90000000-0x90001fff (8 KiB)` |')
  })

  test('of its flags: whether it is mapped', () => {
    expect(mine(ram('.phys_start = 0x10000000, .size = 0x20, .fl$0ags = JAILHOUSE_MEM_IO_8'))).toContain(
      '| mapping | sub-page: every access traps, permitted with 8 bits |',
    )
  })
})

describe('a region', () => {
  test('that lays open the GIC says so', () => {
    expect(
      mine(
        `.mem_regions = { $0{ .phys_start = 0x20000000, .virt_start = 0x20000000, .size = 0x1000, .flags = 3 } },`,
      ),
    ).toContain('| covers | `part of GICD at 0x20000000-0x20000fff (4 KiB)`, so that nothing traps there |')
  })

  test('that another one maps over does not trap', () => {
    const small = '{ .phys_start = 0x10000400, .virt_start = 0x10000400, .size = 4, .flags = 0x40001 }'
    const page = '{ .phys_start = 0x10000000, .virt_start = 0x10000000, .size = 0x1000, .flags = 3 }'
    expect(mine(`.mem_regions = { $0${small}, ${page} },`)).toContain(
      '| mapping | sub-page: every access traps, permitted with 32 bits; but region 1 maps the page over it, and nothing traps |',
    )
  })

  test('for loading is lent to the root cell', () => {
    const flags = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_LOADABLE'
    expect(
      mine(`.mem_regions = { $0{ .phys_start = 0xa0000000, .size = 0x1000, .flags = ${flags} } },`),
    ).toContain('taken from it while the cell exists, except for loading |')
  })

  test('with DMA is restricted by nothing where there is no IOMMU', () => {
    expect(
      mine(`.mem_regions = { $0{ .phys_start = 0xa0000000, .size = 0x1000, .flags = JAILHOUSE_MEM_DMA } },`),
    ).toContain('| devices | reach all memory: the board has no IOMMU that the hypervisor uses |')
  })
})

function chip(bitmap: string): string {
  return `.irqchips = { { .address = 0x20000000, .pin_base = 32, ${bitmap} } },`
}

test('a region of the root cell that several cells have a part of: which has what', () => {
  const region = '{ .phys_start = 0xa0000000, .virt_start = 0, .size = 0x4000000, .flags = 1 }'
  const cell = cellConfig({ members, header: counts, body: `.cpus = { 2 }, .mem_regions = { ${region} },` })
  const hover = onBoard({ cell, root: rootConfig.replace('/* RAM */ {', '/* RAM */ $0{') })
  expect(hover).toContain('| taken by | the cell in board-mine.c, cell "other" |')
  expect(hover).toContain('| left to it | 958 MiB 960 KiB of 1023 MiB in 3 pieces, whichever cells run |')
  expect(hover).toContain(`| cell | while it exists |
|:--|:--|
| the cell in board-mine.c | takes \`0xa0000000-0xa3ffffff (64 MiB)\` |
| cell "other" (board-other.c) | takes \`0x90000000-0x9000ffff (64 KiB)\` |`)
})

describe('interrupts', () => {
  test('of a word: whether the root cell has them, and who else', () => {
    const hover = mine(chip('.pin_bitmap = { (1 << 5) $0| (1 << 6) }'))
    expect(hover).toContain('| root cell | has all of them, but not while the cell exists |')
    expect(hover).toContain('| other cells | cell "other" (board-other.c) SPI 5 (id 37) |')
    const bit = mine(chip('.pin_bitmap = { (1 << 5) | (1 $0<< 6) }'))
    expect(bit).toContain('| root cell | has it, but not while the cell exists |')
    expect(bit).not.toContain('other cells')
  })

  test('of the base: what it stands for', () => {
    expect(mine(chip('.pin_bitmap = { 1 }').replace('pin_base', '$0pin_base'))).toContain(
      '| covers | ids 32-159, which are SPIs 0-127 |',
    )
  })

  test('that ivshmem devices raise, and that the cell cannot hear', () => {
    const hover = mine(`.pci_devices = { { ${link}, .shmem_dev_id = 1 } },`, {
      header: '.vpci_irq$0_base = 60,',
    })
    expect(hover).toContain('| raised by | `00:02.0`: SPI 62 (id 94) |')
    expect(hover).toContain('| not granted | SPI 62 (id 94), which no `pin_bitmap` has |')
  })

  test('of the root cell: who takes them', () => {
    const root = rootConfig.replace('.pin_bitmap = { -1', '.pin_bitmap = { $0-1')
    expect(onBoard({ root })).toContain('| taken by | cell "other" (board-other.c) SPI 5 (id 37) |')
  })
})

describe('a PCI device', () => {
  test('that others list, too', () => {
    expect(mine('.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .b$0df = 0x28 } },')).toContain(
      '| other cells | cell "other" (board-other.c) |',
    )
  })

  test('of 64-bit registers', () => {
    const masks = '0xfffffff0, 0xffffc000, 0xffffffff, 0xffffffe0'
    expect(
      mine(`.pci_devices = { $0{ .type = JAILHOUSE_PCI_TYPE_DEVICE, .bar_mask = { ${masks} } } },`),
    ).toContain('| registers | [0] 16 bytes, [1] 16 KiB (64-bit), [3] 32 bytes |')
  })

  test('for shared memory: who is at the other end, and who writes which section', () => {
    const root = rootConfig.replace('/* network */ {', '/* network */ $0{')
    expect(onBoard({ root })).toMatchInlineSnapshot(`
      "«{»

      **ivshmem device 0** \`pci_devices[0]\` — “network”

      | address | \`00:02.0\`, domain \`0x1\` |
      |:--|:--|
      | peers | 0: this cell; 1: cell "other" (board-other.c) |
      | interrupts | INTx: SPI 42 (id 74) |
      | protocol | \`0x1\`: \`JAILHOUSE_SHMEM_PROTO_VETH\` |
      | place | offset 0x2d0, 56 bytes |

      | region | guest | written by |
      |:--|:--|:--|
      | 0: state table | \`0xbff00000-0xbff00fff (4 KiB)\` | nobody |
      | 1: common | left out | – |
      | 2: output of peer 0 | \`0xbff01000-0xbff7ffff (508 KiB)\` | this cell |
      | 3: output of peer 1 | \`0xbff80000-0xbfffefff (508 KiB)\` | cell "other" |"
    `)
  })
})

test('a CPU says which cells never run together', () => {
  expect(mine('', { cpus: '$06' })).toContain('| never beside | cell "other" (board-other.c) CPU 2 |')
  expect(onBoard({ root: rootConfig.replace('{ 0xf }', '{ $00xf }') })).toContain(
    '| given to | the cell in board-mine.c CPU 1; cell "other" (board-other.c) CPU 2 |',
  )
})

function asX86(text: string): string {
  return text.replaceAll('JAILHOUSE_ARM64', 'JAILHOUSE_X86')
}

test('ports of x86: what the root cell loses', () => {
  const pio = '{ .base = 0x3f8, .length = 8 }'
  const root = asX86(rootConfig)
    .replace('__u64 cpus[1];', '__u64 cpus[1]; struct jailhouse_pio ports[1];')
    .replace('.cpus = { 0xf },', `.cpus = { 0xf }, .ports = { ${pio} },`)
  const cell = asX86(
    cellConfig({
      members: '__u64 cpus[1]; struct jailhouse_pio ports[1];',
      body: `.cpus = { 2 }, .ports = { ${pio.replace('base', '$0base')} },`,
    }),
  )
  expect(onBoard({ root, cell })).toContain(
    '| root cell | range 0 of board.c, taken from it while the cell exists |',
  )
})

function inmateConsole(address: string): string {
  return `.console = { .address = $0${address}, .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO },`
}

describe('the header', () => {
  test('where the cell starts', () => {
    const flags = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE'
    const region = `.mem_regions = { /* loader */ { .phys_start = 0x90000000, .size = 0x1000, .flags = ${flags} } },`
    expect(mine(region, { header: '.cpu_reset$0_address = 0x10,' })).toContain(
      '| there | region 0 (loader), `0x0-0xfff (4 KiB)` |',
    )
    expect(mine(region, { header: '.cpu_reset$0_address = 0x2000,' })).toContain(
      '| there | no region: the first instruction is fatal |',
    )
  })

  test('the memory of the hypervisor: how much it needs, and who reaches it', () => {
    const open = rootConfig
      .replace('.hypervisor_memory', '.$0hypervisor_memory')
      .replace('.size = 0x3ff00000', '.size = 0x41000000')
    const hover = onBoard({ root: open })
    expect(hover).toContain('| range | `0xc0000000-0xc03fffff (4 MiB)` |')
    expect(hover).toMatch(/\| needed \| about \d+ KiB, with 2 cells \|/)
    expect(hover).toContain('| reached by | the root cell (board.c) by region 4 (RAM) |')
  })

  test('the limit of VT-d: how many entries are needed', () => {
    const root = asX86(rootConfig)
      .replace(
        '.arm = {',
        '.iommu_units = { { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 } },\n\t\t\t.x86.vtd_$0interrupt_limit = 200, .arm = {',
      )
      .replace('.address = 0x20000000, ', '.address = 0xfec00000, ')
      .replace('{ -1, -1, -1, -1 }', '{ 0xffffff }')
      .replace(
        '.pci_devices = {',
        '.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8, .num_msi_vectors = 2, .num_msix_vectors = 5 },',
      )
      .replace('pci_devices[1]', 'pci_devices[2]')
    expect(onBoard({ root })).toContain('| needed | 29, or up to 125 if the I/O APICs have more pins |')
  })

  test('a count: what there is to count', () => {
    expect(mine('', { header: '.num$0_pci_caps = 0,' })).toContain('| array | none is declared |')
    const root = rootConfig.replace('.num_irqchips', '.$0num_irqchips')
    expect(onBoard({ root })).toContain('| array | `irqchips`: 1 element declared |')
  })

  test('frames of the GIC', () => {
    expect(onBoard({ root: rootConfig.replace('.gicr_base', '.$0gicr_base') })).toContain(
      '| range | `0x20100000-0x2017ffff (512 KiB)` |',
    )
  })

  test('the console of an inmate has to be granted', () => {
    const region = ram('.phys_start = 0x10001000, .virt_start = 0x10001000, .size = 0x1000, .flags = 3')
    expect(mine(region, { header: inmateConsole('0x10001000') })).toContain(
      '| granted by | region 0, `0x10001000-0x10001fff (4 KiB)` |',
    )
    expect(mine(region, { header: inmateConsole('0x10002000') })).toContain(
      '| granted by | nothing: the cell does not reach it |',
    )
  })

  test('the name of the root cell: what Linux has to leave alone', () => {
    const named = rootConfig.replace('.name = "board"', '.name = "b$0oard"')
    expect(onBoard({ root: named })).toMatch(/\| keep from Linux \| `0x80000000-0x801fffff \(2 MiB\)`, /)
    expect(onBoard({ root: asX86(named) })).toContain(
      '| keep from Linux | `memmap=2M$0x80000000` `memmap=2M$0x90000000` `memmap=6M$0xbfe00000` |',
    )
  })

  test('the name of the cell: the whole of it', () => {
    const hover = onBoard({ cell: cellConfig({ ...other, header: `.name = "m$0ine", ${counts}` }) })
    expect(hover).toContain('| never beside | board-other.c |')
    expect(hover).toMatch(/\| hypervisor \| about \d+ KiB of its memory for this cell \|/)
    expect(hover).toContain('| PCI devices | `00:05.0` |')
  })
})
