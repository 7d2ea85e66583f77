/** A debug console on Arm that is said to be in I/O ports. */
import { debugConsoleOf } from '../../board/consoles.ts'
import { addingFlag } from '../fix/flags.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const consolePioOnArm = defineRule({
  id: 'console-pio-on-arm',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'On Arm the debug console has a type, but lacks the flag JAILHOUSE_CON_ACCESS_MMIO.',
    why:
      'Without the flag the registers are taken to be in I/O ports, which Arm does not have. The hypervisor then leaves ' +
      'the console alone, maps nothing and prints nothing, and nobody says so. Messages of the hypervisor, and why a ' +
      'cell was stopped, can be read by `jailhouse console` at best.',
    legal:
      'Inmates on Arm do not look at the flag in the console of their cell. On x86 a console without the flag is in I/O ' +
      'ports. A console without a type is not wanted.',
    fix: 'Adds the flag.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000,
  .type = JAILHOUSE_CON_TYPE_PL011,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'hypervisor/arch/arm-common/dbg-write.c: arch_dbg_write_init',
      'hypervisor/paging.c: paging_init',
      'inmates/lib/arm-common/printk.c: arch_console_init',
    ],
    catalogue: 'A.9, C 121; only of the debug console, since inmates on Arm ignore the flag',
  },
  check({ isRoot, root }, report) {
    const used = isRoot && root ? debugConsoleOf(root) : undefined
    if (!used || used.machine === 'x86' || used.type === 'NONE' || used.isInMemory) return
    const { console } = used
    report({
      at: console.flags.place,
      message: 'the debug console lacks JAILHOUSE_CON_ACCESS_MMIO, and there are no I/O ports on Arm',
      why: 'the hypervisor does not print to it at all, and nobody says so',
      help: 'add JAILHOUSE_CON_ACCESS_MMIO, and the size of the registers',
      fixes: fix(
        'add `JAILHOUSE_CON_ACCESS_MMIO`',
        'suggested',
        addingFlag(console.view, 'flags', 'JAILHOUSE_CON_ACCESS_MMIO'),
      ),
    })
  },
})
