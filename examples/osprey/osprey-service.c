/* SPDX-License-Identifier: MIT */
/*
 * Osprey, an invented x86 board: bare-metal cell for commissioning.
 *
 * Started in place of osprey-motion, never beside it: it takes the same CPU
 * and the same RAM, and the serial port COM 3. It may run beside
 * osprey-vision. A MISTAKE comment names each finding's rule.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[2];
	struct jailhouse_pio pio_regions[2];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "osprey-service",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		/* MISTAKE [count-too-large]: only two ranges are declared; the third is read behind the end of the file. */
		.num_pio_regions = 3,

		.console = {
			.address = 0x3e8,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_PIO,
		},
	},

	/* MISTAKE [cpu-shared-alternatives]: no fault but a hint; CPU 1 is also osprey-motion's, so it is either or. */
	.cpus = { 1 << 1 },

	.mem_regions = {
		/* RAM, shared in turns with osprey-motion */ {
			.phys_start = 0x70800000,
			.virt_start = 0,
			.size = 0x00100000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
				 JAILHOUSE_MEM_LOADABLE,
		},
		/* Communication region */ {
			.virt_start = 0x00100000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_COMM_REGION,
		},
	},

	.pio_regions = {
		{ .base = 0x3e8, .length = 8 },		/* COM 3 */
		{ .base = 0xff80, .length = 0x40 },	/* board controller */
	},
};
