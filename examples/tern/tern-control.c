/* SPDX-License-Identifier: MIT */
/*
 * Tern, an invented arm64 board: bare-metal cell for a control loop.
 *
 * One CPU, 4 MiB of RAM, UART 2, pulse generator and converter of its own,
 * and link 0 to the root cell and to tern-linux. It runs beside tern-linux.
 * It does not answer messages, hence the passive communication region.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define UART2_BASE	0x02002000

/* The GIC counts interrupt ids, the board manual counts SPIs. */
#define SPI(n)		((n) + 32)
#define SPI_UART2	34
#define SPI_PWM		40
#define SPI_ADC		41
#define SPI_VPCI	108

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[10];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "tern-control",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),
		.num_pci_devices = ARRAY_SIZE(config.pci_devices),

		.vpci_irq_base = SPI_VPCI,

		.console.address = UART2_BASE,
		.console.type = JAILHOUSE_CON_TYPE_PL011,
		.console.flags = JAILHOUSE_CON_ACCESS_MMIO,
	},

	.cpus = { 0b0010 },

	.mem_regions = {
		/* Link 0, state table */ {
			.phys_start = 0xff700000,
			.virt_start = 0xff700000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
		},
		/* Link 0, section that all three may write */ {
			.phys_start = 0xff701000,
			.virt_start = 0xff701000,
			.size = 0xf000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_ROOTSHARED,
		},
		/* Link 0, output of root */ {
			.phys_start = 0xff710000,
			.virt_start = 0xff710000,
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
		},
		/* Link 0, output of this cell */ {
			.phys_start = 0xff720000,
			.virt_start = 0xff720000,
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_ROOTSHARED,
		},
		/* Link 0, output of tern-linux */ {
			.phys_start = 0xff730000,
			.virt_start = 0xff730000,
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
		},
		/* RAM: program, stack and heap, from the reset address 0 on */ {
			.phys_start = 0xf1000000,
			.virt_start = 0x00000000,
			.size = 0x00400000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
		},
		/* UART 2 */ {
			.phys_start = UART2_BASE,
			.virt_start = UART2_BASE,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO,
		},
		/* Pulse generator and converter, a page each */ {
			.phys_start = 0x02040000,
			.virt_start = 0x02040000,
			.size = 0x2000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO,
		},
		/* Reset lines of these two: 8 registers in a page root also uses */ {
			.phys_start = 0x03000400,
			.virt_start = 0x03000400,
			.size = 0x20,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
				 JAILHOUSE_MEM_ROOTSHARED,
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
				[1] = 1 << (SPI(SPI_UART2) - 64) |
				      1 << (SPI(SPI_PWM) - 64) |
				      1 << (SPI(SPI_ADC) - 64),
				[3] = 1 << (SPI(SPI_VPCI) - 128),
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
			.shmem_dev_id = 1,
			.shmem_peers = 3,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_UNDEFINED,
		},
	},
};
