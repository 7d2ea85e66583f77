/** Addresses of the GIC that its version does not need. */
import { gicBasesOf, gicVersionOf } from '../../board/gic.ts'
import { defineRule } from '../rule.ts'
import { hex, listText } from '../wording.ts'

export const gicUnusedBase = defineRule({
  id: 'gic-unused-base',
  resource: 'system',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what:
      'A root configuration with a GICv3 gives the address of an interface that only a GICv2 has in memory, or one with ' +
      'a GICv2 that of redistributors.',
    why:
      'A GICv3 is operated through system registers, and a GICv2 has no redistributors. The hypervisor does not work with ' +
      'the address, and neither intercepts nor protects what lies there. It only passes `gicc_base` and `gicr_base` on ' +
      'to the inmates in their communication regions.',
    legal:
      'Some GICv3 have the old interfaces for 32-bit systems as well. That the field is right does not make it useful ' +
      'here.',
    bad: `
//- root
.header.platform_info.arm.gicc_base = 0xa0200000,`,
    good: `
//- root
.header.platform_info.arm.gicr_base = 0xa0200000,`,
    references: [
      'hypervisor/arch/arm-common/gic-v2.c: gicv2_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_init',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset',
    ],
    catalogue: 'A.1',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    const unused = gicBasesOf(root).flatMap(({ field, base, isUsed }) =>
      !isUsed && base.known && base.value !== 0n ? [{ field, base }] : [],
    )
    const [first, ...others] = unused
    if (!first) return
    report({
      at: first.base.place,
      message: `a GICv${gicVersionOf(root)} does not need ${listText(unused.map(({ field }) => `\`${field}\``))}`,
      why: 'the hypervisor neither works with the address nor protects what lies there',
      help: 'remove it, or correct `gic_version` if the machine has the other one',
      related: others.map(({ field, base }) => ({
        at: base.place,
        message: `\`${field}\` is ${hex(base.value)}`,
      })),
    })
  },
})
