/** Two parts of the GIC in the same place. */
import { certainGicFrames } from '../../board/gic.ts'
import { overlapsAmong } from '../../board/sweep.ts'
import { defineRule } from '../rule.ts'
import { rangeText } from '../wording.ts'

export const gicOverlap = defineRule({
  id: 'gic-overlap',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'Two frames of the GIC share addresses: the distributor, the redistributors of all CPUs, or the interfaces of a ' +
      'GICv2.',
    why:
      'No GIC has two of its parts at one address, so that one of the two fields is wrong. What the hypervisor reads ' +
      'there belongs to the other part: `jailhouse enable` fails with ENODEV, or the interrupts of the cells do not ' +
      'arrive.',
    legal:
      'Frames that touch do not overlap. Of the redistributors only as many are counted as there are CPUs, 128 KiB for ' +
      'each.',
    bad: `
//- root
.header.platform_info.arm.gicd_base = 0xa0100000,
.header.platform_info.arm.gicr_base = 0xa00c0000,`,
    good: `
//- root
.header.platform_info.arm.gicd_base = 0xa0100000,
.header.platform_info.arm.gicr_base = 0xa0080000,`,
    references: [
      'hypervisor/arch/arm-common/gic-v2.c: gicv2_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_init, gicv3_cpu_init',
    ],
    catalogue: 'F.12, vocabulary of F.0',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    for (const { earlier, later, shared } of overlapsAmong(certainGicFrames(root), ({ range }) => range))
      report({
        at: later.place,
        message: `${later.name} at ${rangeText(later.range)} overlaps ${earlier.name} in ${rangeText(shared)}`,
        why: `what the hypervisor takes for ${later.name} there is ${earlier.name}, or the other way round: \`jailhouse enable\` fails, or interrupts do not arrive`,
        help: 'see the `reg` property of the GIC in the device tree of the machine',
        related: [{ at: earlier.place, message: `${earlier.name} is at ${rangeText(earlier.range)}` }],
      })
  },
})
