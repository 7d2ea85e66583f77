/** Addresses of the GIC that are missing. */
import { gicBasesOf, gicVersionOf } from '../../board/gic.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const gicBases = defineRule({
  id: 'gic-bases',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A root configuration lacks an address of its GIC: of the distributor, or what else the version needs. These ' +
      'are the CPU interface, the hypervisor interface and the virtual CPU interface of a GICv2, and the ' +
      'redistributors of a GICv3.',
    why:
      'A field that is not written is 0, and the hypervisor takes whatever lies at physical address 0 for that part of ' +
      'the GIC. Without the distributor it does not find the identification that it expects, and `jailhouse enable` ' +
      'fails with ENODEV; so it does without redistributors. The interfaces of a GICv2 are not checked: the ' +
      'hypervisor writes its settings to address 0 and waits for interrupts that never come, or takes a fault there.',
    legal: 'What the version does not need may be left out.',
    bad: `
//- root
.header.platform_info.arm = {
  .gic_version = 2, .maintenance_irq = 25, .gicd_base = 0xa0001000, .gicc_base = 0xa0002000,
},`,
    good: `
//- root
.header.platform_info.arm = {
  .gic_version = 2, .maintenance_irq = 25,
  .gicd_base = 0xa0001000, .gicc_base = 0xa0002000, .gich_base = 0xa0004000, .gicv_base = 0xa0006000,
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cpu_init',
      'hypervisor/arch/arm-common/gic-v2.c: gicv2_init, gicv2_cpu_init, gicv2_cell_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_init, gicv3_cpu_init',
    ],
    catalogue: 'A.1, B H10 and H14',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    const missing = gicBasesOf(root).filter(({ isUsed, base }) => isUsed && base.known && base.value === 0n)
    const [first] = missing
    if (!first) return
    const isOne = missing.length === 1
    report({
      at: first.base.place,
      message: `${listText(missing.map(({ field }) => `\`${field}\``))} ${isOne ? 'is' : 'are'} 0, but a GICv${gicVersionOf(root)} needs ${isOne ? 'it' : 'them'}`,
      why: `the hypervisor takes what lies at physical address 0 for ${listText(missing.map(({ frame }) => frame))}, and \`jailhouse enable\` fails or hangs`,
      help: 'the addresses are in the `reg` property of the GIC in the device tree of the machine',
    })
  },
})
