/** A board of two small configs for tests of the command line, without faults and with one. */

/** A root cell with a megabyte of memory. */
export const lark = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },
		.platform_info.arm = {
			.gic_version = 2,
			.maintenance_irq = 25,
			.gicd_base = 0x1c000000,
			.gicc_base = 0x1c010000,
			.gich_base = 0x1c030000,
			.gicv_base = 0x1c040000,
		},
		.root_cell = {
			.name = "lark",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
		},
	},
	.cpus = { 0xf },
	.mem_regions = {
		/* RAM */ {
			.phys_start = 0x40000000,
			.virt_start = 0x40000000,
			.size = 0x100000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
		},
	},
};
`

/** A cell of it that takes the given CPUs. */
export function larkCell(cpus: string, above = ''): string {
  return `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
${above}
struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "lark-a",
		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
	},
	.cpus = { ${cpus} },
	.mem_regions = {
		/* RAM */ {
			.phys_start = 0x40010000,
			.virt_start = 0,
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
		},
	},
};
`
}
