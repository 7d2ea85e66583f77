/** Completion with what the root cell has: registers, ports and PCI devices that nobody has taken, ends of its links. */
import { describe, expect, test } from 'vitest'
import { cellConfig, rootConfig } from '../hovered.ts'
import { labels, taken } from './completed.ts'

const x86Root = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define OWN 3
struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[1];
	struct jailhouse_pio pio_regions[3];
	struct jailhouse_pci_device pci_devices[4];
	struct jailhouse_pci_capability pci_caps[3];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.hypervisor_memory = { .phys_start = 0x3a000000, .size = 0x600000 },
		.root_cell = {
			.name = "board",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_pio_regions = ARRAY_SIZE(config.pio_regions),
			.num_pci_devices = ARRAY_SIZE(config.pci_devices),
			.num_pci_caps = ARRAY_SIZE(config.pci_caps),
		},
	},
	.cpus = { 0xf },
	.mem_regions = { { 0, 0, 0x3a000000, JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE } },
	.pio_regions = {
		/* timer */ PIO_RANGE(0x40, 4),
		PIO_RANGE(0x70, 2),
		/* serial */ PIO_RANGE(0x3f8, 8),
	},
	.pci_devices = {
		/* disk */
		{
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.bdf = 0x00f8,
			.caps_start = 1,
			.num_caps = 2,
		},
		{ .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x10 },
		{ .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x18, .iommu = OWN },
		{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 0x100, .shmem_peers = 2 },
	},
	.pci_caps = {
		{ .id = PCI_CAP_ID_PM },
		{
			.id = PCI_CAP_ID_MSI,
			.start = 0x50,
		},
		{ .id = PCI_CAP_ID_PM, .start = 0x60 },
	},
};
`

function onX86(body: string): string {
  const members = `__u64 cpus[1];
	struct jailhouse_pio pio_regions[1];
	struct jailhouse_pci_device pci_devices[1];
	struct jailhouse_pci_capability pci_caps[1];`
  const counts = '.num_pio_regions = 1, .num_pci_devices = 1, .num_pci_caps = 1,'
  const text = cellConfig({ members, header: counts, body }).replace('_ARM64', '_X86')
  return `//- /board/board.c\n${x86Root}//- /board/board-cell.c\n${text}`
}

describe('ports of the root cell', () => {
  test('are offered by the names that its author gives them, without those that cells have', () => {
    const text = onX86('.cpus = { 2 },\n.pio_regions = { PIO_RANGE(0x71, 1), $0 },')
    expect(labels(text).split('\n').slice(1)).toEqual([
      'ports timer | 0x40-0x43 (4 ports)',
      'ports serial | 0x3f8-0x3ff (8 ports)',
    ])
    expect(taken(text, 'ports serial')).toContain('/* serial */ PIO_RANGE(0x3f8, 0x8),')
  })

  test('are not offered to the root cell', () => {
    const text = x86Root.replace('/* timer */', '$0 /* timer */')
    expect(labels(text)).not.toContain('ports')
  })
})

describe('PCI devices of the root cell', () => {
  const text = onX86(`.cpus = { 2 },
	.pci_devices = {
		$0
	},
	.pci_caps = {
		{ .id = PCI_CAP_ID_PM, .start = 0x40 },
	},`)

  test('are copied together with their capabilities', () => {
    const after = taken(text, 'PCI device 00:1f.0')
    expect(after.slice(after.indexOf('\t.pci_devices = {'))).toMatchInlineSnapshot(`
      "	.pci_devices = {
      		/* 00:1f.0, disk */ {
      	.type = JAILHOUSE_PCI_TYPE_DEVICE,
      	.bdf = 0x00f8,
      	.caps_start = 1,
      	.num_caps = 2,
      },
      	},
      	.pci_caps = {
      		{ .id = PCI_CAP_ID_PM, .start = 0x40 },
      		{
      			.id = PCI_CAP_ID_MSI,
      			.start = 0x50,
      		},
      		{ .id = PCI_CAP_ID_PM, .start = 0x60 },
      	},
      };
      "
    `)
    expect(after).toContain('struct jailhouse_pci_capability pci_caps[3];')
  })

  test('are those that can be copied, and that nobody has', () => {
    expect(labels(text)).toMatch(/^PCI device 00:02.0 \| of the root cell$/m)
    expect(labels(text)).not.toMatch(/00:03.0|01:00.0/)
    const other = onX86('.cpus = { 2 },\n.pci_devices = { { .bdf = 0x10 }, $0 },')
    expect(labels(other)).not.toContain('00:02.0')
    // Where the cell initialises no list of capabilities, there is no place for those of the disk.
    expect(labels(other)).not.toContain('00:1f.0')
  })
})

test('registers of the root cell are offered with its rights', () => {
  const text = `//- /board/board.c\n${rootConfig}//- /board/board-cell.c\n${cellConfig({ body: '.cpus = { 2 },\n.mem_regions = {\n$0\n},' })}`
  expect(taken(text, 'MMIO registers')).toContain(`/* registers */ {
	.phys_start = 0x10000000,
	.virt_start = 0x10000000,
	.size = 0x100000,
	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
},`)
  const got = text.replace('$0', '{ 0x10000000, 0, 0x1000, JAILHOUSE_MEM_IO },\n$0')
  expect(labels(got)).not.toContain('MMIO registers')
})

/** A device of a cell on the board whose root has a link at 00:02.0. */
function device(fields: string, regions = ''): string {
  return `//- /board/board.c
${rootConfig}//- /board/board-cell.c
${cellConfig({
  members: `__u64 cpus[1];
	struct jailhouse_memory mem_regions[5];
	struct jailhouse_pci_device pci_devices[1];`,
  header: '.num_memory_regions = 5, .num_pci_devices = 1,',
  body: `.cpus = { 2 },
	.mem_regions = { ${regions} },
	.pci_devices = { { ${fields} } },`,
})}`
}

describe('the fields of an ivshmem device', () => {
  test('follow from the link at their address', () => {
    const end = '.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3,'
    expect(labels(device(`${end} .shmem_dev_id = $0`))).toBe('1 | for the link 00:02.0 with the root cell')
    expect(labels(device(`${end} .shmem_peers = $0`))).toBe('2 | for the link 00:02.0 with the root cell')
    expect(labels(device(`${end} .shmem_protocol = $0`))).toMatch(
      /^JAILHOUSE_SHMEM_PROTO_VETH \| for the link 00:02.0 with the root cell\nJAILHOUSE_SHMEM_PROTO_UNDEFINED/,
    )
    const regions = '{ 0 }, JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1)'
    expect(labels(device(`${end} .shmem_regions_start = $0`, regions))).toMatch(/^1 \| for the link/)
    expect(labels(device(`${end} .shmem_regions_start = $0`))).toBe('')
    expect(labels(device('.bdf = 3 << 3, .shmem_peers = $0'))).toBe('')
  })

  test('and the address from the link that is open', () => {
    expect(labels(device('.bdf = $0'))).toBe('2 << 3 | link 00:02.0 with the root cell')
    expect(labels(device('.shmem_peers = $0'))).toBe('2 | for the link 00:02.0 with the root cell')
    expect(labels(device('.type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = $0'))).toBe('')
  })
})
