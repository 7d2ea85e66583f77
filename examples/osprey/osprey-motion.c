/* SPDX-License-Identifier: MIT */
/*
 * Osprey, an invented x86 board: bare-metal cell for motion control.
 *
 * Two CPUs, a quarter of the L3 cache, the fieldbus controller 02:00.0, COM 2
 * and the digital inputs and outputs. It is meant to run beside osprey-vision.
 * A MISTAKE comment stands above each mistake and names its rule.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define MIB		0x100000
#define COM2		0x2f8

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[6];
	struct jailhouse_cache cache_regions[1];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pio pio_regions[2];
	struct jailhouse_pci_device pci_devices[1];
	struct jailhouse_pci_capability pci_caps[6];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "osprey-motion",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_cache_regions = ARRAY_SIZE(config.cache_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),
		.num_pio_regions = ARRAY_SIZE(config.pio_regions),
		.num_pci_devices = ARRAY_SIZE(config.pci_devices),
		.num_pci_caps = ARRAY_SIZE(config.pci_caps),

		.console = {
			.address = COM2,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_PIO,
		},
	},

	.cpus = { 1 << 1 | 1 << 2 },

	.mem_regions = {
		/* RAM: start-up code */ {
			.phys_start = 0x70800000,
			.virt_start = 0,
			.size = 1 * MIB,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
				 JAILHOUSE_MEM_LOADABLE,
		},
		/* Communication region */ {
			.virt_start = 1 * MIB,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_COMM_REGION,
		},
		/* RAM: controller, guest 0x00200000 - 0x011fffff */ {
			.phys_start = 0x71000000,
			.virt_start = 2 * MIB,
			.size = 16 * MIB,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
				 JAILHOUSE_MEM_LOADABLE,
		},
		/* RAM: trace of the axes */
		/* MISTAKE [overlap-virt-in-cell]: hides the last 2 MiB of the controller's RAM, which end at 18 MiB. */
		{
			.phys_start = 0x72000000,
			.virt_start = 16 * MIB,
			.size = 4 * MIB,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_DMA,
		},
		/* 02:00.0 fieldbus */ {
			.phys_start = 0x91200000,
			.virt_start = 0x91200000,
			.size = 0x20000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
		/* 02:00.0 fieldbus, BAR 3 behind the MSI-X table */ {
			.phys_start = 0x91221000,
			.virt_start = 0x91221000,
			.size = 0x3000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
	},

	.cache_regions = {
		{
			.start = 0,
			.size = 3,
			.type = JAILHOUSE_CACHE_L3,
		},
	},

	.irqchips = {
		{
			.address = 0xfec00000,
			.id = 0x1f0f8,
			/* COM 2, digital inputs */
			.pin_bitmap = { 1 << 3 | 1 << 5 },
		},
	},

	.pio_regions = {
		PIO_RANGE(COM2, 8),
		/* MISTAKE [pio-wrap]: digital inputs and outputs end at 0xffff; 0x20 ports start here, not 0x40. */
		PIO_RANGE(0xffe0, 0x40),
	},

	.pci_devices = {
		{ /* 02:00.0 fieldbus */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = 0x0200,
			.bar_mask = {
				0xfffe0000, 0x00000000, 0xffffffe0,
				0xffffc000, 0x00000000, 0x00000000,
			},
			.caps_start = 0,
			.num_caps = 6,
			.num_msi_vectors = 1,
			.msi_64bits = 1,
			.num_msix_vectors = 5,
			.msix_region_size = 0x1000,
			.msix_address = 0x91220000,
		},
	},

	.pci_caps = {
		{
			.id = PCI_CAP_ID_PM,
			.start = 0x40,
			.len = 8,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		{
			.id = PCI_CAP_ID_MSI,
			.start = 0x50,
			.len = 14,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		{
			.id = PCI_CAP_ID_MSIX,
			.start = 0x70,
			.len = 12,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		{
			.id = PCI_CAP_ID_EXP,
			.start = 0xa0,
			.len = 60,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		{
			.id = PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP,
			.start = 0x100,
			.len = 64,
		},
		{
			.id = PCI_EXT_CAP_ID_DSN | JAILHOUSE_PCI_EXT_CAP,
			.start = 0x140,
			.len = 4,
		},
	},
};
