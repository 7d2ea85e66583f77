/** Nowhere to print to. */
import { consoleOfCell } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { hasFlag } from '../../config/interface.ts'
import type { Configuration } from '../../config/model.ts'
import { defineRule } from '../rule.ts'

export const consoleNone = defineRule({
  id: 'console-none',
  resource: 'console',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what:
      'The hypervisor has neither a debug console nor one that the root cell can read, or a cell without Linux has ' +
      'neither a console nor the virtual one.',
    why:
      'What the hypervisor has to say, it says on its console: why `jailhouse enable` or `cell create` has failed, and ' +
      'which access has stopped a CPU. Without one only the errno remains. A cell without a console can work all the ' +
      'same, but its failures are hard to see.',
    legal:
      'Linux finds its console by itself, and other inmates may have one of their own. Where a cell is given ' +
      'JAILHOUSE_CON_TYPE_NONE in writing, that is what is meant.',
    bad: `
//- root
.header.flags = 0,
.header.debug_console = { .type = JAILHOUSE_CON_TYPE_NONE },`,
    good: `
//- root
.header.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
.header.debug_console = { .type = JAILHOUSE_CON_TYPE_NONE },`,
    references: [
      'hypervisor/printk.c: console_write',
      'hypervisor/arch/arm-common/dbg-write.c, hypervisor/arch/x86/dbg-write.c: arch_dbg_write_init',
      'inmates/lib/printk.c: console_init',
    ],
    catalogue: 'A.1, A.9, D 58',
  },
  check(cell, report) {
    const { configuration, isRoot } = cell
    const used = consoleOfCell(cell)
    if (used?.type !== 'NONE' || isLinuxCell(cell) || hasVirtualConsole(configuration) !== false) return
    const { type } = used.console
    if (isRoot)
      report({
        at: type.place,
        severity: 'information',
        message: 'the hypervisor has no debug console, and none that Linux can read',
        why: 'why it refuses something, and which access has stopped a CPU, is written nowhere',
        help: 'name a UART as debug console, or set JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE and read it by `jailhouse console`',
      })
    else if (!type.written)
      report({
        at: configuration.cell.namePlace,
        message: 'the cell has no console',
        why: 'what its inmate reports, and how it fails, is written nowhere',
        help: 'name a UART, or permit the virtual console; write JAILHOUSE_CON_TYPE_NONE if the cell needs none',
      })
  },
})

/** Whether there is a console in the memory of the hypervisor; undefined where that is not known. */
function hasVirtualConsole(configuration: Configuration): boolean | undefined {
  const [flags, names] =
    configuration.kind === 'system'
      ? [configuration.system.flags, ['JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE']]
      : [configuration.cell.flags, ofCells]
  const { constant } = configuration.interface
  if (!flags.known || names.some((name) => constant(name) === undefined)) return undefined
  return names.some((name) => hasFlag(flags, name, configuration.interface))
}

const ofCells = ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED', 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE']
