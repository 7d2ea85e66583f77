/** The text of a new root configuration: a machine of which nothing is known but, perhaps, its architecture. */
import { type Architecture, constantOfArchitecture } from '../../config/interface.ts'
import { hole, template, type Template } from './template.ts'

/** @param machine Arm where it is not known */
export function rootFileText(name: string, machine: Architecture | undefined): Template {
  const isArm = machine !== 'x86'
  const architectures = ['JAILHOUSE_ARM64', 'JAILHOUSE_ARM', 'JAILHOUSE_X86']
  const architecture = machine ? constantOfArchitecture(machine) : hole(architectures[0], architectures)
  const [count, array] = isArm
    ? ['', '']
    : [
        '\n\t\t\t.num_pio_regions = ARRAY_SIZE(config.pio_regions),',
        '\n\tstruct jailhouse_pio pio_regions[1];',
      ]
  return template`#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[1];
	struct jailhouse_irqchip irqchips[1];${array}
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = ${architecture},
		.revision = JAILHOUSE_CONFIG_REVISION,
		.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
		.hypervisor_memory = {
			.phys_start = ${hole('0x0')},
			.size = ${hole(isArm ? '0x400000' : '0x600000')},
		},
		.debug_console = {
			${isArm ? armConsole() : x86Console()}
		},
		.platform_info = {
			${isArm ? armPlatform() : x86Platform()}
		},
		.root_cell = {
			.name = "${hole(name)}",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_irqchips = ARRAY_SIZE(config.irqchips),${count}
		},
	},

	.cpus = { ${hole('0xf')} },

	.mem_regions = {
		/* RAM */ {
			.phys_start = ${hole('0x0')},
			.virt_start = ${hole('0x0')},
			.size = ${hole('0x40000000')},
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_EXECUTE${isArm ? '' : ' | JAILHOUSE_MEM_DMA'},
		},
	},

	.irqchips = {
		{
			.address = ${isArm ? hole('0x0') : hole('0xfec00000')},
			${isArm ? armPins() : x86Pins()}
		},
	},${isArm ? '' : x86Ports()}
};
`
}

function armConsole(): Template {
  const types = ['PL011', '8250', 'XUARTPS', 'MVEBU', 'HSCIF', 'SCIFA', 'IMX', 'IMX_LPUART', 'SCIF']
  const names = types.map((type) => `JAILHOUSE_CON_TYPE_${type}`)
  return template`.address = ${hole('0x0')},
			.size = 0x1000,
			.type = ${hole(names[0], names)},
			.flags = JAILHOUSE_CON_ACCESS_MMIO,`
}

function x86Console(): Template {
  return template`.address = ${hole('0x3f8')},
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_PIO,`
}

function armPlatform(): Template {
  return template`.arm = {
				.gic_version = ${hole('3', ['3', '2'])},
				.gicd_base = ${hole('0x0')},
				.gicr_base = ${hole('0x0')},
				.maintenance_irq = 25,
			},`
}

function x86Platform(): Template {
  return template`.pci_mmconfig_base = ${hole('0xb0000000')},
			.pci_mmconfig_end_bus = ${hole('0xff')},
			.iommu_units = {
				{
					.type = ${hole('JAILHOUSE_IOMMU_INTEL', ['JAILHOUSE_IOMMU_INTEL', 'JAILHOUSE_IOMMU_AMD'])},
					.base = ${hole('0xfed90000')},
					.size = 0x1000,
				},
			},
			.x86 = {
				.pm_timer_address = ${hole('0x608')},
				.vtd_interrupt_limit = 256,
			},`
}

function armPins(): Template {
  return ['.pin_base = 32,\n\t\t\t.pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },']
}

function x86Pins(): Template {
  return template`.id = ${hole('0x1f0f8')},
			.pin_bitmap = { 0xffffff },`
}

function x86Ports(): Template {
  return template`

	.pio_regions = {
		PIO_RANGE(${hole('0x3f8')}, ${hole('8')}),
	},`
}
