/** A cell without a name. */
import { defineRule } from '../rule.ts'

export const nameEmpty = defineRule({
  id: 'name-empty',
  resource: 'structure',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The cell has no name.',
    why:
      'It is created all the same, but `jailhouse cell start`, `load`, `shutdown` and `destroy` can find it by its id ' +
      'only, which the driver hands out anew each time. A second cell without a name is refused with EEXIST. For the root cell, which needs no command, it is only a hint.',
    bad: '.cell.name = "",',
    good: '.cell.name = "motor-control",',
    references: ['driver/cell.c: jailhouse_cmd_cell_create, find_cell', 'tools/jailhouse.c: parse_cell_id'],
    catalogue: 'A.2',
  },
  check({ cell, kind }, report) {
    if (cell.name !== '') return
    report({
      at: cell.namePlace,
      severity: kind === 'system' ? 'hint' : 'warning',
      message: `the ${kind === 'system' ? 'root cell' : 'cell'} has no name`,
      why:
        kind === 'system'
          ? 'it appears without one in the output of `jailhouse cell list`, in sysfs and in the log'
          : 'the commands of `jailhouse cell` can address it by its id only, which differs from time to time',
      help: 'write `.name`',
    })
  },
})
