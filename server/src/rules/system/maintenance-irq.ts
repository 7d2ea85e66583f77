/** A maintenance interrupt that is none. */
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { gicInterruptText } from '../wording.ts'

const firstPpi = 16n
const firstSpi = 32n
/** What the GIC architecture recommends, and practically all machines have. */
const usual = 25n

export const maintenanceIrq = defineRule({
  id: 'maintenance-irq',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The field `maintenance_irq` of a root configuration for Arm is not the id of a PPI (16 to 31), or it is not the ' +
      'usual 25.',
    why:
      'When more interrupts wait for a CPU than its GIC interface has room for, the hypervisor asks to be told with ' +
      'the maintenance interrupt that there is room again. With a wrong id it keeps another private interrupt from all ' +
      'cells, and takes it for the signal. The real one is passed on to whatever cell runs there, and the interrupts ' +
      'that wait arrive late or never. Ids from 32 on do not fit the register that the hypervisor writes them to.',
    legal:
      'The field holds the interrupt id: 25 for PPI 9, as device trees write it. Another PPI is possible, if the ' +
      'machine has it wired so, and is information only.',
    fix: 'Writes 25.',
    bad: `
//- root
.header.platform_info.arm.maintenance_irq = 9,`,
    good: `
//- root
.header.platform_info.arm.maintenance_irq = 25,`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_set_pending, irqchip_cell_init',
      'hypervisor/arch/arm-common/control.c: arch_handle_phys_irq',
      'hypervisor/arch/arm-common/gic-v2.c: gicv2_cpu_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_cpu_init',
    ],
    catalogue: 'A.1; maintenance-irq-as-ppi of F.12 is part of it',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || (root?.architecture !== 'arm' && root?.architecture !== 'arm64')) return
    const irq = root.configuration.system.platform.arm.maintenanceIrq
    if (!irq.known || irq.value === usual) return
    const isPpi = firstPpi <= irq.value && irq.value < firstSpi
    const what = gicInterruptText(Number(irq.value))
    report({
      at: irq.place,
      severity: isPpi ? 'information' : 'warning',
      message: irq.written
        ? `the maintenance interrupt is ${what}, ${isPpi ? 'and not the usual PPI 9 (id 25)' : 'which is no PPI'}`
        : '`maintenance_irq` is missing, and thus 0',
      why: isPpi
        ? 'if the machine has it elsewhere, cells miss a private interrupt, and others arrive late or never'
        : 'the hypervisor does not learn that the GIC has room for waiting interrupts again, which arrive late or never',
      help:
        irq.value === 9n
          ? 'write 25: the field holds the interrupt id of PPI 9, not its number'
          : 'write the interrupt id (16 more than the number of the PPI in the device tree), normally 25',
      fixes: irq.written ? fix('write 25', 'suggested', replacing(irq.place, '25')) : [],
    })
  },
})
