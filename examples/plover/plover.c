/* SPDX-License-Identifier: MIT */
/*
 * Plover, an invented arm64 board with the older interrupt controller: root
 * cell. It has one mistake; a MISTAKE comment stands above it.
 *
 *   4 CPUs, GICv2, 1 GiB of RAM at 0x20000000, 8250 UARTs, no PCI, no IOMMU
 *
 *   0x20000000 - 0x57ffffff  RAM of the root Linux
 *   0x58000000 - 0x5fbfffff  RAM for cells
 *   0x5fc00000 - 0x5fdfffff  hypervisor
 *
 * On the kernel command line: mem=896M
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define UART0		0x1c008000

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[5];
	struct jailhouse_irqchip irqchips[1];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
		.hypervisor_memory.phys_start = 0x5fc00000,
		.hypervisor_memory.size = 0x00200000,
		.debug_console = {
			.address = UART0,
			.size = 0x1000,
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
		},
		.platform_info.arm = {
			.gic_version = 2,
			.gicc_base = 0x1c020000,
			.gicd_base = 0x1c030000,
			.gich_base = 0x1c040000,
			.gicv_base = 0x1c050000,
			.maintenance_irq = 25,
		},
		.root_cell = {
			.name = "plover",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_irqchips = ARRAY_SIZE(config.irqchips),
		},
	},

	.cpus = { 0xf },

	.mem_regions = {
		/* Peripherals: UARTs, I2C, timers */
		/* MISTAKE [gic-mapped]: stops before the distributor, but takes in the CPU interface at 0x1c020000. */
		{
			.phys_start = 0x1c000000,
			.virt_start = 0x1c000000,
			.size = 0x30000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO,
		},
		/* Ethernet, USB, SD */ {
			.phys_start = 0x1d000000,
			.virt_start = 0x1d000000,
			.size = 0x00200000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO,
		},
		/* On-chip RAM */ {
			.phys_start = 0x1f000000,
			.virt_start = 0x1f000000,
			.size = 0x40000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE,
		},
		/* RAM of the root Linux */ {
			.phys_start = 0x20000000,
			.virt_start = 0x20000000,
			.size = 0x38000000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE,
		},
		/* RAM for cells */ {
			.phys_start = 0x58000000,
			.virt_start = 0x58000000,
			.size = 0x07c00000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE,
		},
	},

	.irqchips = {
		/* GIC, SPI 0 to 127 */ {
			.address = 0x1c030000,
			.pin_base = 32,
			.pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
		},
	},
};
