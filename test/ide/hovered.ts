/**
 * Hovers of the files of a fixture, as text: what is marked between guillemets, and the Markdown below it.
 */
import { type HoverContent, hoverAt } from '../../server/src/ide/hover.ts'
import { ownerAt } from '../../server/src/ide/owner.ts'
import { spanText } from '../../server/src/text/span.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { fixture } from '../fixture.ts'

/** The hover at `$0`. With `through`, that file is analysed, and the cursor is in one that it includes. */
export function hovered(text: string, { through }: { readonly through?: string } = {}): string {
  const content = contentOf(text, through)
  if (!content) return 'nothing'
  return `«${spanText(content.span)}»\n\n${content.markdown.replaceAll('\u00a0', ' ')}`
}

function contentOf(text: string, through?: string): HoverContent | undefined {
  const { files, path, offset } = fixture(text)
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  const analysis = workspace.analysis(through ?? path)
  if (!analysis) throw new Error('the file with the cursor cannot be read')
  const { boards, suppressed } = workspace.check([through ?? path])
  const owner = ownerAt(
    analysis,
    boards.map(({ board }) => board),
    offset,
  )
  return hoverAt(analysis, { ...owner, suppressed, pageOf }, offset, files.read(path))
}

function pageOf(rule: string): string {
  return `pages/${rule}.md`
}

export interface CellParts {
  /** Between the includes and the struct. */
  readonly above?: string
  /** Members of the wrapper behind the header. */
  readonly members?: string
  /** Designators of the header. */
  readonly header?: string
  /** Initialisers of the other members. */
  readonly body?: string
}

/** A cell config of an arm64 board, with one CPU and a region unless it is said otherwise. */
export function cellConfig({ above = '', members, header = '', body }: CellParts): string {
  const region = '{ .phys_start = 0x80000000, .virt_start = 0, .size = 0x10000, .flags = 7 }'
  return `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
${above}
struct {
	struct jailhouse_cell_desc cell;
	${members ?? '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[1];'}
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.cpu_set_size = sizeof(config.cpus),
		${header}
	},
	${body ?? `.cpus = { 2 },\n\t.mem_regions = { ${region} },`}
};
`
}

/** A root config of an arm64 board: 1 GiB of RAM at 0x80000000, registers at 0x10000000, a GICv3 at 0x20000000. */
export const rootConfig = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[6];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.hypervisor_memory = { .phys_start = 0xc0000000, .size = 0x400000 },
		.platform_info = {
			.pci_mmconfig_base = 0x30000000,
			.pci_is_virtual = 1,
			.arm = { .gic_version = 3, .gicd_base = 0x20000000, .gicr_base = 0x20100000, .maintenance_irq = 25 },
		},
		.root_cell = {
			.name = "board",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_irqchips = ARRAY_SIZE(config.irqchips),
			.num_pci_devices = ARRAY_SIZE(config.pci_devices),
			.vpci_irq_base = 40,
		},
	},
	.cpus = { 0xf },
	.mem_regions = {
		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 0),
		/* RAM */ {
			.phys_start = 0x80000000, .virt_start = 0x80000000, .size = 0x3ff00000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
		},
		/* registers */ {
			.phys_start = 0x10000000, .virt_start = 0x10000000, .size = 0x100000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
		},
	},
	.irqchips = {
		{ .address = 0x20000000, .pin_base = 32, .pin_bitmap = { -1, -1, -1, -1 } },
	},
	.pci_devices = {
		/* network */ {
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.domain = 1,
			.bdf = 2 << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
			.shmem_regions_start = 0,
			.shmem_dev_id = 0,
			.shmem_peers = 2,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
		},
	},
};
`
