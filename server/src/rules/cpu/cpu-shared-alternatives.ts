/** Two cells that take the same CPU, so that only one of them can exist at a time. */
import { defineRule } from '../rule.ts'
import { configurationText, cpusText } from '../wording.ts'

export const cpuSharedAlternatives = defineRule({
  id: 'cpu-shared-alternatives',
  resource: 'cpu',
  scope: 'board',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'Two cells of a board take the same CPU.',
    why:
      'A cell takes its CPUs away from the root cell, and only what the root cell still has can be taken. While ' +
      'one of the two cells exists, `cell create` of the other one fails with EBUSY. That is no fault as long as ' +
      'it is meant so: such cells are alternatives, and whatever else they have in common is no conflict.',
    legal:
      'Most boards have cells that take turns, which is why this is only a hint. What the root cell and a cell ' +
      'have in common is always handed over and is never reported. Cells that `warden.json` declares concurrent ' +
      'cannot take turns: of these it is an error (cpu-deployment-exhausted).',
    bad: `
//- cell linux.c
.cpus = { 0b1100 },
//- cell rtos.c
.cpus = { 0b0100 },`,
    good: `
//- cell linux.c
.cpus = { 0b1100 },
//- cell rtos.c
.cpus = { 0b0010 },`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_create'],
    catalogue: 'D 52, D.7',
  },
  check(board, report) {
    for (const { first, second, alternative, declared } of board.pairs) {
      if (alternative?.by !== 'cpu' || declared) continue
      const other = configurationText(first.configuration)
      report({
        at: second.configuration.cpus.place,
        configuration: second.configuration,
        message: `${cpusText(alternative.cpus)} can also be taken by ${other}`,
        why: 'while one of the two cells exists, `cell create` of the other one fails with EBUSY',
        help: 'if the two are to run together, give each of them CPUs of its own',
        related: [
          {
            at: first.configuration.cpus.place,
            message: `${other} takes ${cpusText(first.cpus ?? [])}`,
            configuration: first.configuration,
          },
        ],
      })
    }
  },
})
