/** A further cell of the example board osprey, which takes its CPUs from a header: for tests in which that one changes. */

/** Both files, by their names. */
export const lampCell = {
  'osprey-lamp.c': `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#include "osprey-lamp.h"

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "lamp",
		.cpu_set_size = sizeof(config.cpus),
	},
	.cpus = { LAMP_CPUS },
};
`,
  'osprey-lamp.h': '#define LAMP_CPUS 0b10\n',
} as const
