/** The virtual console, active in the root cell without being permitted. */
import { hasFlag } from '../../config/interface.ts'
import { addingFlag } from '../fix/flags.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

const active = 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE'
const permitted = 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED'

export const virtualConsoleActiveOnly = defineRule({
  id: 'virtual-console-active-only',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The root cell has the flag JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE, but not ' +
      'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED.',
    why:
      'ACTIVE tells the one who runs in the cell to write to the virtual console, PERMITTED lets it. Of other cells the ' +
      'driver adds the second flag when they are created. The root cell is not created, and its flags stay as they are: ' +
      'the hypercall fails with EPERM.',
    legal: 'In other cells ACTIVE alone is enough.',
    fix: 'Adds JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED.',
    bad: `
//- root
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,`,
    good: `
//- root
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,`,
    references: [
      'driver/cell.c: jailhouse_cmd_cell_create',
      'driver/main.c: jailhouse_cmd_enable',
      'hypervisor/control.c: hypercall',
    ],
    catalogue: 'A.3; in other cells the driver makes it right, and the header says so',
  },
  check({ isRoot, configuration }, report) {
    const { flags, view } = configuration.cell
    const has = (flag: string): boolean => hasFlag(flags, flag, configuration.interface)
    const isKnown = configuration.interface.constant(permitted) !== undefined
    if (!isRoot || !isKnown || !has(active) || has(permitted)) return
    report({
      at: flags.place,
      message: `${active} alone has no effect in the root cell`,
      why: 'the hypercall that writes to the virtual console fails with EPERM; only of other cells does the driver permit it',
      help: `add ${permitted}, or remove the flag`,
      fixes: fix(`add \`${permitted}\``, 'suggested', addingFlag(view, 'flags', permitted)),
    })
  },
})
