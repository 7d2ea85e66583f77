/** Hover on the name of a field. */
import { expect, test } from 'vitest'
import { cellConfig, hovered } from './hovered.ts'

test('an address: its declaration, value, unit, place and documentation', () => {
  const text = cellConfig({ body: '.cpus = { 2 },\n\t.mem_regions = { { .$0phys_start = 0x80000000 } },' })
  expect(hovered(text)).toMatchInlineSnapshot(`
    "«phys_start»

    **\`__u64 phys_start\`** in \`struct jailhouse_memory\`

    | value | \`0x80000000\` = 2147483648 |
    |:--|:--|
    | unit | host-physical address |
    | place | \`mem_regions[0].phys_start\`, offset 0x8c, 8 bytes |

    The host-physical address where the region begins.

    - Ignored with \`JAILHOUSE_MEM_COMM_REGION\`: the hypervisor puts its own page there. Write 0.
    - Whole pages are mapped: when \`virt_start\` and \`size\` are page aligned, the low 12 bits of this address are dropped without a word.
    - A sub-page region whose \`phys_start\` is not page aligned must not cross a page boundary; behind it the hypervisor uses the wrong page.
    - Without \`JAILHOUSE_MEM_ROOTSHARED\`, the root cell loses this memory at \`jailhouse cell create\` and regains at \`cell destroy\` what its own config lists.
    - Overlaps with other cells or with the memory of the hypervisor are not checked by anybody on the machine."
  `)
})

test('the cursor on the dot, and behind the last letter', () => {
  const text = cellConfig({ body: '.cpus = { 2 },\n\t.mem_regions = { { .size = 0x1000 } },' })
  expect(hovered(text.replace('.size', '$0.size'))).toContain('«.size»')
  expect(hovered(text.replace('.size', '.size$0'))).toContain('«size»')
})

test('flags are decoded by name, and what has no name is said', () => {
  const text = cellConfig({ header: '.$0flags = JAILHOUSE_CELL_PASSIVE_COMMREG | 0x100,' })
  expect(hovered(text)).toMatchInlineSnapshot(`
    "«flags»

    **\`__u32 flags\`** in \`struct jailhouse_cell_desc\`

    | value | \`0x101\`: \`JAILHOUSE_CELL_PASSIVE_COMMREG\` + \`0x100\` without a name |
    |:--|:--|
    | place | \`cell.flags\`, offset 0x2c, 4 bytes |

    - \`JAILHOUSE_CELL_PASSIVE_COMMREG\`: The cell does not answer messages in its communication region. The hypervisor sends none and takes every request to shut down or reconfigure as approved.

    How the hypervisor treats the cell.

    - 0 is a cell that has to answer the messages of the hypervisor. Bits without a name are ignored."
  `)
})

test('a flag that only the config knows is named by the macro that it was written with', () => {
  const above = '#define JAILHOUSE_MEM_COLORED 0x200\n#define RW_COLORED (3 | JAILHOUSE_MEM_COLORED)'
  const body = '.cpus = { 2 },\n\t.mem_regions = { { .$0flags = RW_COLORED } },'
  expect(facts(hovered(cellConfig({ above, body })))).toEqual([
    '| value | `0x203`: `JAILHOUSE_MEM_READ` + `JAILHOUSE_MEM_WRITE` + `JAILHOUSE_MEM_COLORED` |',
    '| place | `mem_regions[0].flags`, offset 0xa4, 8 bytes |',
  ])
})

test('the names are those of the headers in use, which may number them differently', () => {
  const text = `//- /tree/include/jailhouse/cell-config.h
typedef unsigned int u32;
#define JAILHOUSE_CELL_PASSIVE_COMMREG 0x10
struct jailhouse_cell_desc { char signature[5]; u32 flags; } __attribute__((packed));
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct { struct jailhouse_cell_desc cell; } __attribute__((packed)) config = { .cell = { .$0flags = 0x11 } };
`
  expect(facts(hovered(text))).toEqual([
    '| value | `0x11`: `JAILHOUSE_CELL_PASSIVE_COMMREG` + `0x1` without a name |',
    '| place | `cell.flags`, offset 0x5, 4 bytes |',
  ])
})

test.each([
  ['.$0vpci_irq_base = 140 - 32,', '`108` = 0x6c: SPIs 108-111 (ids 140-143)'],
  ['.$0name = "control",', '`"control"`, 7 of 32 bytes'],
  ['.name = "control", .$0num_memory_regions = 1,', '`1`'],
  ['.console = { .$0type = JAILHOUSE_CON_TYPE_PL011 },', '`0x3`: `JAILHOUSE_CON_TYPE_PL011`'],
  ['.console.$0flags = JAILHOUSE_CON_ACCESS_MMIO,', '`0x1`: `JAILHOUSE_CON_ACCESS_MMIO`'],
  ['.console.$0address = 0x9000000,', '`0x9000000` = 150994944'],
  ['.$0flags = 0,', '`0x0`: no flag'],
  ['.$0id = UNDEFINED,', 'not known, because `UNDEFINED` is not defined'],
])('%s', (header, value) => {
  expect(facts(hovered(cellConfig({ header })))[0]).toBe(`| value | ${value} |`)
})

test.each([
  ['irqchip', '.$0pin_base = 160,', '`160` = 0xa0: SPI 128 (id 160)'],
  ['pci_device', '.$0bdf = 1 << 8 | 2 << 3 | 3,', '`0x113`: `01:02.3`'],
  ['pci_device', '.$0type = 3,', '`0x3`: `JAILHOUSE_PCI_TYPE_IVSHMEM`'],
  [
    'pci_device',
    '.$0shmem_protocol = JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT + VIRTIO_DEV_CONSOLE,',
    '`0x8003`: `JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT` + `VIRTIO_DEV_CONSOLE`',
  ],
  ['pci_device', '.$0shmem_protocol = 0x4001,', '`0x4001`'],
  ['pci_capability', '.$0id = 0x5,', '`0x5`: `PCI_CAP_ID_MSI`'],
  ['pci_capability', '.$0id = 0x8005,', '`0x8005`: `PCI_EXT_CAP_ID_RCLD` + `JAILHOUSE_PCI_EXT_CAP`'],
])('%s %s', (tag, field, value) => {
  const members = `__u64 cpus[1];\n\tstruct jailhouse_${tag} items[1];`
  const found = hovered(cellConfig({ members, body: `.items = { { ${field} } },` }))
  expect(facts(found)[0]).toBe(`| value | ${value} |`)
})

test('a bit-field: its width, and the bit that it is', () => {
  const members = '__u64 cpus[1];\n\tstruct jailhouse_pci_device pci_devices[1];'
  const found = hovered(cellConfig({ members, body: '.pci_devices = { { .$0msi_maskable = 1 } },' }))
  expect(found).toContain('**`__u8 msi_maskable:1`** in `struct jailhouse_pci_device`')
  expect(found).toContain('| place | `pci_devices[0].msi_maskable`, offset 0xaf, bit 1 |')
})

test('an array of bits: every word that was written, as interrupts', () => {
  const members = '__u64 cpus[1];\n\tstruct jailhouse_irqchip irqchips[1];'
  const words = '.$0pin_bitmap = { 1 << 1, [3] = 0x3000 }'
  expect(hovered(cellConfig({ members, body: `.irqchips = { { .pin_base = 32, ${words} } },` }))).toContain(
    '- `[0]` `0x2`: SPI 1 (id 33)\n- `[3]` `0x3000`: SPIs 108, 109 (ids 140, 141)\n',
  )
  expect(
    hovered(cellConfig({ members, body: `.irqchips = { { .pin_base = NOTHING, ${words} } },` })),
  ).toContain('- `[0]` `0x2`\n- `[3]` `0x3000`\n')
})

test('a struct in a struct lists what is written in it, at any depth', () => {
  const text = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct { struct jailhouse_system header; } __attribute__((packed)) config = {
  .header = {
    .$0platform_info = { .pci_is_virtual = 1, .arm.gicd_base = 0x8000000, },
  },
};
`
  expect(hovered(text)).toMatchInlineSnapshot(`
    "«platform_info»

    **\`struct platform_info\`** in \`struct jailhouse_system\`

    - \`pci_is_virtual\` \`1\`
    - \`arm.gicd_base\` \`0x8000000\` = 134217728

    | place | \`header.platform_info\`, offset 0x4c, 280 bytes |
    |:--|:--|

    The machine: PCI, IOMMU units and architecture."
  `)
})

test('a value that does not fit: what was computed, and what the field holds', () => {
  const members = '__u64 cpus[1];\n\tstruct jailhouse_pci_device pci_devices[1];'
  const found = hovered(cellConfig({ members, body: '.pci_devices = { { .$0domain = -1 } },' }))
  expect(facts(found).slice(0, 2)).toEqual([
    '| value | `0xffff` = 65535 |',
    '| written | `-1` as `int`; the 16 bits of the field hold `0xffff` |',
  ])
})

test('a name that is too long is cut off', () => {
  const name = 'a'.repeat(40)
  expect(facts(hovered(cellConfig({ header: `.$0name = "${name}",` })))[0]).toBe(
    `| value | \`"${'a'.repeat(32)}"\`, 32 of 32 bytes: cut off, since 40 characters were written |`,
  )
})

test('a field that nobody has documented still has its type, value and place', () => {
  const text = `struct { struct inner { unsigned short level; } a[2]; } __attribute__((packed)) other = {
  .a = { [1].$0level = 5 },
};
`
  expect(hovered(text)).toMatchInlineSnapshot(`
    "«level»

    **\`unsigned short level\`** in \`struct inner\`

    | value | \`5\` |
    |:--|:--|
    | place | \`a[1].level\`, offset 0x2, 2 bytes |"
  `)
})

test('a field that the struct does not have is nothing to speak of', () => {
  expect(hovered(cellConfig({ header: '.$0colour = 5,' }))).toBe('nothing')
})

test('while a value is being typed, its field already speaks', () => {
  expect(hovered(cellConfig({ header: '.$0vpci_irq_base = ,' }))).toContain(
    'not known, because the expression is incomplete',
  )
})

/** The rows of the table, without the line below its first one. */
function facts(markdown: string): readonly string[] {
  return markdown.split('\n').filter((line) => line.startsWith('| '))
}
