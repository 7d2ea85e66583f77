/* SPDX-License-Identifier: MIT */
/*
 * Tern, an invented arm64 board: second Linux, started by "jailhouse cell linux".
 *
 * Two CPUs (the first runs at once, Linux starts the other through PSCI),
 * 512 MiB of RAM, UART 1, Ethernet MAC 1, the network with the root cell and
 * link 0. It runs beside tern-control.
 *
 * The board has no IOMMU. That is why the RAM stands at its physical address:
 * the MAC is programmed with guest addresses and uses them on the bus.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define SHARED_RO	(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED)
#define SHARED_RW	(SHARED_RO | JAILHOUSE_MEM_WRITE)
#define DEVICE		(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO)

/* One section of a link, at the same address everywhere. */
#define SECTION(address, length, access) \
	{ .phys_start = address, .virt_start = address, .size = length, .flags = access }

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[14];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[2];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "tern-linux",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),
		.num_pci_devices = ARRAY_SIZE(config.pci_devices),

		.vpci_irq_base = 136 - 32,

		.console = {
			.address = 0x02001000,
			.type = JAILHOUSE_CON_TYPE_PL011,
			.flags = JAILHOUSE_CON_ACCESS_MMIO,
		},
	},

	.cpus = { 0b1100 },

	.mem_regions = {
		/* Link 0: states, common section, outputs of root, control, this cell */
		SECTION(0xff700000, 0x1000, SHARED_RO),
		SECTION(0xff701000, 0xf000, SHARED_RW),
		SECTION(0xff710000, 0x10000, SHARED_RO),
		SECTION(0xff720000, 0x10000, SHARED_RO),
		SECTION(0xff730000, 0x10000, SHARED_RW),
		/* Link 1, network with root */
		JAILHOUSE_SHMEM_NET_REGIONS(0xff600000, 1),
		/* Boot code and parameters, at the reset address */ {
			.phys_start = 0xf0000000,
			.virt_start = 0,
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
		},
		/* RAM: kernel, device tree and initial disk */ {
			.phys_start = 0xd0000000,
			.virt_start = 0xd0000000,
			.size = 0x20000000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
				 JAILHOUSE_MEM_LOADABLE,
		},
		/* UART 1 */ {
			.phys_start = 0x02001000,
			.virt_start = 0x02001000,
			.size = 0x1000,
			.flags = DEVICE,
		},
		/* Ethernet MAC 1 */ {
			.phys_start = 0x04010000,
			.virt_start = 0x04010000,
			.size = 0x10000,
			.flags = DEVICE,
		},
		/* Communication region */ {
			.virt_start = 0x80000000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_COMM_REGION,
		},
	},

	.irqchips = {
		{
			.address = 0x01800000,
			.pin_base = 32,
			.pin_bitmap = {
				0,
				/* UART 1 is SPI 33, MAC 1 is SPI 61 */
				(1 << (65 - 64)) | (1 << (93 - 64)),
				0,
				/* virtual PCI: link 0 and link 1 */
				(1 << (136 - 128)) | (1 << (137 - 128)),
			},
		},
	},

	.pci_devices = {
		/* 00:00.0, link 0 */ {
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.domain = 1,
			.bdf = 0 << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
			.shmem_regions_start = 0,
			.shmem_dev_id = 2,
			.shmem_peers = 3,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_UNDEFINED,
		},
		/* 00:01.0, link 1 */ {
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.domain = 1,
			.bdf = 1 << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
			.shmem_regions_start = 5,
			.shmem_dev_id = 1,
			.shmem_peers = 2,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
		},
	},
};
