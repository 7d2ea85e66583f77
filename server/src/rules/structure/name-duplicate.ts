/** Two cells of one name, so that only one of them can exist at a time. */
import type { Cell } from '../../board/cell.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule, type Report, type Severity } from '../rule.ts'
import { fileName } from '../wording.ts'

export const nameDuplicate = defineRule({
  id: 'name-duplicate',
  resource: 'structure',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two cells of a board have the same name.',
    why:
      'Driver and hypervisor tell cells apart by their names: while one of the two exists, `cell create` of the ' +
      'other one fails with EEXIST. With the name of the root cell, which is always there, the cell can never be ' +
      'created: that is an error. So it is for two cells that `warden.json` declares concurrent.',
    legal:
      'Cells that share a CPU can never exist together anyway; some boards give them one name on purpose, which is ' +
      'information only.',
    bad: `
//- cell linux.c
.cell.name = "guest",
//- cell rtos.c
.cell.name = "guest",`,
    good: `
//- cell linux.c
.cell.name = "linux",
//- cell rtos.c
.cell.name = "rtos",`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_create'],
    catalogue: 'B C5; D 56, D.7',
  },
  check({ rootCell, cells, pairs }, report) {
    for (const cell of cells) if (haveOneName(rootCell, cell)) report(reportOn(cell, rootCell, 'error'))
    for (const pair of pairs) {
      const { first, second, alternative, declared } = pair
      if (!haveOneName(first, second)) continue
      const apart = alternative?.by === 'name' ? 'warning' : 'information'
      report(reportOn(second, first, declared ? severityOfPair(pair) : apart))
    }
  },
})

/** An empty name is a fault of its own. */
function haveOneName(a: Cell, b: Cell): boolean {
  const { name } = a.configuration.cell
  return name !== undefined && name !== '' && name === b.configuration.cell.name
}

function reportOn({ configuration }: Cell, other: Cell, severity: Severity): Report {
  const { name = '', namePlace } = configuration.cell
  const owner = other.isRoot ? 'the root cell' : `the cell in ${fileName(other.configuration)}`
  return {
    at: namePlace,
    configuration,
    severity,
    message: `${owner} is called "${name}", too`,
    why: other.isRoot
      ? '`cell create` always fails with EEXIST, since the root cell is there as long as the hypervisor is enabled'
      : 'while one of the two cells exists, `cell create` of the other one fails with EEXIST',
    help: 'give the cell a name of its own',
    related: [
      {
        at: other.configuration.cell.namePlace,
        message: `the name of ${owner}`,
        configuration: other.configuration,
      },
    ],
  }
}
