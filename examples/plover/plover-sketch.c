/* SPDX-License-Identifier: MIT */
/*
 * Plover, an invented arm64 board: first sketch of a further bare-metal cell.
 *
 * It compiles without a warning, and still nobody can read the result. A
 * MISTAKE comment stands above each mistake.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_irqchip irqchips[1];
	/* MISTAKE [struct-member-order]: memory comes before interrupts, whatever the names are. */
	struct jailhouse_memory mem_regions[3];
} __attribute__((packed)) config = {
	.cell = {
		/* MISTAKE [signature-mismatch]: this is the mark of a root file; the driver refuses it as a cell. */
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "plover-sketch",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),

		.console = {
			.address = 0x1c009000,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
		},
	},

	.cpus = { 1 << 2 },

	.irqchips = {
		{
			.address = 0x1c030000,
			.pin_base = 32,
			/* UART 1 is SPI 4 */
			.pin_bitmap = { 1 << (36 - 32) },
		},
	},

	.mem_regions = {
		/* RAM */ {
			.phys_start = 0x58100000,
			.virt_start = 0,
			.size = 0x00100000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
		},
		/* UART 1 */ {
			.phys_start = 0x1c009000,
			.virt_start = 0x1c009000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO,
		},
		/* Communication region */ {
			.virt_start = 0x80000000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_COMM_REGION,
		},
	},
};
