/** A GIC version that the hypervisor does not know. */
import { defineRule } from '../rule.ts'

export const gicVersion = defineRule({
  id: 'gic-version',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The field `gic_version` of a root configuration for Arm is neither 2 nor 3.',
    why:
      'The hypervisor has one driver for the GICv2 and one for the GICv3, and chooses by this field. With any other ' +
      'value the first CPU fails to initialise, and `jailhouse enable` fails with EINVAL. A field that is not ' +
      'written is 0.',
    legal: 'A GICv4 is version 3 here: the hypervisor finds out by itself that its frames are larger.',
    bad: `
//- root
.header.platform_info.arm.gic_version = 4,`,
    good: `
//- root
.header.platform_info.arm.gic_version = 3,`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cpu_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_init',
    ],
    catalogue: 'A.1, B H9',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || (root?.architecture !== 'arm' && root?.architecture !== 'arm64')) return
    const version = root.configuration.system.platform.arm.gicVersion
    if (!version.known || version.value === 2n || version.value === 3n) return
    report({
      at: version.place,
      message: version.written
        ? `\`gic_version\` is ${version.value}, but the hypervisor knows versions 2 and 3`
        : '`gic_version` is missing, and thus 0',
      why: '`jailhouse enable` fails with EINVAL when the first CPU initialises its interrupt controller',
      help:
        version.value === 4n
          ? 'write 3, which stands for a GICv4 as well'
          : 'write 2 for a GICv2 (GIC-400), or 3 for a GICv3 and a GICv4 (GIC-500 and later)',
    })
  },
})
