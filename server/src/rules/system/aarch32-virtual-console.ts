/** A 32-bit cell that is to print through the hypervisor. */
import { startsInAarch32 } from '../../board/machine.ts'
import { hasFlag } from '../../config/interface.ts'
import { fix } from '../fix/fix.ts'
import { removingFlags } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'

export const aarch32VirtualConsole = defineRule({
  id: 'aarch32-virtual-console',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell with the flag `JAILHOUSE_CELL_AARCH32` is also permitted, or told, to use the virtual console.',
    why:
      'The virtual console is written to with hypercalls. An HVC instruction in the 32-bit state is a trap of its own ' +
      'kind, for which the hypervisor on arm64 has no handler. `JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE` tells the inmate ' +
      'to use it: the first character that it prints parks its CPU. That it is only permitted does no harm as long ' +
      'as the inmate does not use it, and is a warning.',
    legal: 'A UART of its own is what such a cell can print to.',
    fix: 'Takes out the flags of the virtual console.',
    bad: `
.cell.console.type = JAILHOUSE_CON_TYPE_NONE,
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32 | JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,`,
    good: `
.cell.console.type = JAILHOUSE_CON_TYPE_NONE,
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,`,
    references: [
      'hypervisor/arch/arm64/traps.c: trap_handlers',
      'hypervisor/control.c: hypercall, cell_start',
    ],
    catalogue: 'A.3, C 123',
  },
  check(cell, report) {
    const { isRoot, configuration } = cell
    const { flags, view } = configuration.cell
    const isActive = hasFlag(flags, 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE', configuration.interface)
    const isPermitted = hasFlag(flags, 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED', configuration.interface)
    if (isRoot || !startsInAarch32(cell) || (!isActive && !isPermitted)) return
    report({
      at: flags.place,
      severity: isActive ? 'error' : 'warning',
      message: `a cell of 32-bit code cannot use the virtual console that it is ${isActive ? 'told' : 'permitted'} to use`,
      why: 'the hypervisor does not handle 32-bit hypercalls: the first character that is printed parks the CPU',
      help: 'remove `JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED` and `JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE`, and give the cell a UART',
      fixes: fix(
        'remove the virtual console',
        'suggested',
        removingFlags(view, 'flags', [
          ...(isActive ? ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE'] : []),
          ...(isPermitted ? ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED'] : []),
        ]),
      ),
    })
  },
})
