/** Two cells of a board with the same name. */
import type { Cell } from '../../board/cell.ts'
import { defineRule } from '../rule.ts'
import { configurationText } from '../wording.ts'

export const nameDuplicate = defineRule({
  id: 'name-duplicate',
  resource: 'structure',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two cells of a board, or a cell and the root cell, have the same name.',
    why:
      'The driver looks for the name before it creates a cell, and refuses a second one with EEXIST. So a cell with the ' +
      'name of the root cell can never be created, and of two cells with one name only one exists at a time.',
    legal:
      'Cells that share a CPU can never exist together anyway. For them it is information only: whoever looks at the list ' +
      'of cells cannot tell which of them is running.',
    bad: `
.cell.name = "axis",
//- cell second.c
.cell.name = "axis",`,
    good: `
.cell.name = "axis-left",
//- cell second.c
.cell.name = "axis-right",`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create, find_cell'],
    catalogue: 'A.2, B C5, D.7',
  },
  check({ rootCell, cells, pairs }, report) {
    for (const cell of cells) {
      if (!haveSameName(cell, rootCell)) continue
      report({
        at: cell.configuration.cell.namePlace,
        configuration: cell.configuration,
        severity: 'error',
        message: `the cell has the name of the root cell, "${cell.configuration.cell.name}"`,
        why: 'the driver looks for the name first: `jailhouse cell create` fails with EEXIST',
        help: 'choose another name',
        related: [related(rootCell, 'the name of the root cell')],
      })
    }
    for (const { first, second, alternative, declared } of pairs) {
      if (!haveSameName(first, second) || haveSameName(first, rootCell)) continue
      const areAlternatives = !declared && (alternative?.by === 'cpu' || alternative?.by === 'doubt')
      report({
        at: second.configuration.cell.namePlace,
        configuration: second.configuration,
        severity: declared ? 'error' : areAlternatives ? 'information' : 'warning',
        message: `${configurationText(first.configuration)} has the name "${second.configuration.cell.name}", too`,
        why: 'while one of the two exists, `jailhouse cell create` of the other one fails with EEXIST',
        help: areAlternatives
          ? 'another name would tell which of the two is running'
          : 'choose another name, if the two are to run together',
        related: [related(first, 'the same name')],
      })
    }
  },
})

function haveSameName(a: Cell, b: Cell): boolean {
  const { name } = a.configuration.cell
  return name !== undefined && name !== '' && name === b.configuration.cell.name
}

function related({ configuration }: Cell, message: string) {
  return { at: configuration.cell.namePlace, message, configuration }
}
