/** Cells on x86 that have no clock. */
import { defineRule } from '../rule.ts'

export const pmTimerMissing = defineRule({
  id: 'pm-timer-missing',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for x86 has no `pm_timer_address`.',
    why:
      'The PM timer of the ACPI is the one clock that all cells may read; the hypervisor opens its ports for each of ' +
      'them, and tells the inmates where it is. Without the address their library reads port 0 when it waits or measures ' +
      'its other clocks, which is a violation, and the CPU is parked. Linux in a cell has nothing to compare its time ' +
      'stamp counter with.',
    legal: 'A machine may have no PM timer; then its cells have to do without.',
    bad: `
//- x86 root
.header.platform_info.x86.pm_timer_address = 0,`,
    good: `
//- x86 root
.header.platform_info.x86.pm_timer_address = 0x1808,`,
    references: [
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init',
      'hypervisor/arch/x86/control.c: arch_cell_reset',
      'inmates/lib/x86/timing.c: pm_timer_read',
    ],
    catalogue: 'A.1, E.4',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    const { platform } = root.configuration.system
    const { pmTimerAddress: address } = platform.x86
    if (!address.known || address.value !== 0n) return
    report({
      at: address.place,
      message: address.written ? '`pm_timer_address` is 0' : '`pm_timer_address` is missing, and thus 0',
      why: 'inmates cannot measure time: the CPU of one that tries is parked',
      help: 'write the port that /proc/ioports names "ACPI PM_TMR"',
    })
  },
})
