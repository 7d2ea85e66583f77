/* SPDX-License-Identifier: MIT */
/*
 * Plover, an invented arm64 board: bare-metal cell that reads sensors.
 *
 * One CPU, 1 MiB of RAM and an I2C controller of its own; it prints on the
 * UART it shares with root and the hypervisor. Its header was taken over from
 * a 32-bit board of last year. A MISTAKE comment stands above each mistake.
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define UART0		0x1c008000
#define I2C2		0x1c011000

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[4];
	struct jailhouse_irqchip irqchips[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		/* MISTAKE [architecture-mismatch]: the root is arm64; creating this cell claims success and does nothing. */
		.architecture = JAILHOUSE_ARM,
		/* MISTAKE [revision-mismatch]: written for the previous format; the driver takes 14 only. */
		.revision = 13,
		.name = "plover-sensor",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
			 JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		.num_irqchips = ARRAY_SIZE(config.irqchips),

		.console = {
			.address = UART0,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
		},
	},

	.cpus = { 1 << 3 },

	.mem_regions = {
		/* RAM */ {
			.phys_start = 0x58000000,
			.virt_start = 0,
			.size = 0x00100000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
		},
		/* UART 0, root keeps it */ {
			.phys_start = UART0,
			.virt_start = UART0,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
		},
		/* I2C 2 */ {
			.phys_start = I2C2,
			.virt_start = I2C2,
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

	.irqchips = {
		{
			.address = 0x1c030000,
			.pin_base = 32,
			/* I2C 2 is SPI 23 */
			.pin_bitmap = { 1 << (55 - 32) },
		},
	},
};
