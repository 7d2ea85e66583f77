/* SPDX-License-Identifier: MIT */
/*
 * Osprey, an invented x86 board: bare-metal cell for image processing.
 *
 * Frame grabber 03:00.0, two picture buffers and the network with the root
 * cell. It is meant to run beside osprey-motion and was begun as a copy of it,
 * which explains most of its mistakes. A MISTAKE comment stands above each
 * and names its rule.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define BUFFER_FLAGS	(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_DMA)
#define CODE_FLAGS	(BUFFER_FLAGS | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE)

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[12];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pio pio_regions[1];
	struct jailhouse_pci_device pci_devices[2];
	struct jailhouse_pci_capability pci_caps[4];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "osprey-vision",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),
		.num_pio_regions = ARRAY_SIZE(config.pio_regions),
		.num_pci_devices = ARRAY_SIZE(config.pci_devices),
		.num_pci_caps = ARRAY_SIZE(config.pci_caps),

		.console = {
			.address = 0x2f8,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_PIO,
		},
	},

	/* MISTAKE [cpu-not-in-root]: the board has CPUs 0 to 7, this asks for 3, 4 and 8. */
	.cpus = { 0x118 },

	.mem_regions = {
		/* Network with root */
		JAILHOUSE_SHMEM_NET_REGIONS(0x78000000, 1),
		/* RAM: start-up code */ {
			.phys_start = 0x72800000,
			.virt_start = 0x00000000,
			.size = 0x00100000,
			.flags = CODE_FLAGS,
		},
		/* Communication region */ {
			.virt_start = 0x00100000,
			.size = 0x00001000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_COMM_REGION,
		},
		/* RAM: program */ {
			.phys_start = 0x73000000,
			.virt_start = 0x00200000,
			.size = 0x02000000,
			.flags = CODE_FLAGS,
		},
		/* Picture buffer A */ {
			.phys_start = 0x75000000,
			.virt_start = 0x10000000,
			.size = 0x01000000,
			.flags = BUFFER_FLAGS,
		},
		/* Picture buffer B */
		/* MISTAKE [overlap-phys-alias]: still the memory of buffer A; B was planned at 0x76000000. */
		{
			.phys_start = 0x75000000,
			.virt_start = 0x11000000,
			.size = 0x01000000,
			.flags = BUFFER_FLAGS,
		},
		/* Camera parameters */
		/* MISTAKE [overlap-other-cell]: osprey-motion keeps its trace here, up to 0x723fffff. */
		{
			.phys_start = 0x72200000,
			.virt_start = 0x12000000,
			.size = 0x00200000,
			.flags = BUFFER_FLAGS,
		},
		/* 03:00.0 frame grabber */ {
			.phys_start = 0x92000000,
			.virt_start = 0x92000000,
			.size = 0x00400000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
		/* 03:00.0 frame grabber, BAR 2 behind the MSI-X table */ {
			.phys_start = 0x92401000,
			.virt_start = 0x92401000,
			.size = 0xf000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
	},

	.irqchips = {
		{
			.address = 0xfec00000,
			.id = 0x1f0f8,
			/* MISTAKE [irqchip-pin-conflict-cells]: pin 3 is COM 2, which osprey-motion has; pin 7 is the trigger. */
			.pin_bitmap = { 1 << 3 | 1 << 7 },
		},
	},

	.pio_regions = {
		/* MISTAKE [pio-conflict-cells]: COM 2 again; both cells would write to the same UART. */
		PIO_RANGE(0x2f8, 8),
	},

	.pci_devices = {
		{ /* 03:00.0 frame grabber */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = 3 << 8 | 0 << 3 | 0,
			.bar_mask = {
				0xffc00000, 0xffffffff, 0xffff0000,
				0xffffffff, 0x00000000, 0x00000000,
			},
			.caps_start = 0,
			.num_caps = ARRAY_SIZE(config.pci_caps),
			.num_msix_vectors = 4,
			.msix_region_size = 0x1000,
			.msix_address = 0x92400000,
		},
		{ /* 00:0e.0 network with root */
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = 0x0e << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
			.num_msix_vectors = 2,
			.shmem_regions_start = 0,
			.shmem_dev_id = 1,
			.shmem_peers = 2,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
		},
	},

	.pci_caps = {
		[0] = {
			.id = PCI_CAP_ID_PM,
			.start = 0x40,
			.len = 8,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		[1] = {
			.id = PCI_CAP_ID_MSIX,
			.start = 0x48,
			.len = 12,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		[2] = {
			.id = PCI_CAP_ID_EXP,
			.start = 0x60,
			.len = 60,
			.flags = JAILHOUSE_PCICAPS_WRITE,
		},
		[3] = {
			.id = PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP,
			.start = 0x100,
			.len = 64,
		},
	},
};
