/** A name that looks like an id. */
import { defineRule } from '../rule.ts'

/** What `strtoll` of any base takes whole: decimal, octal and hexadecimal. */
const looksLikeId = /^\s*\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/

export const nameNumeric = defineRule({
  id: 'name-numeric',
  resource: 'structure',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The name of the cell is a number, as C writes them.',
    why:
      'The `jailhouse` tool takes a number on its command line for the id of a cell: it addresses another cell, or none. ' +
      'Only with `--name` it looks for the name.',
    legal: 'A name that merely contains digits is no number, and neither is a negative one to the tool.',
    bad: '.cell.name = "2",',
    good: '.cell.name = "axis-2",',
    references: ['tools/jailhouse.c: parse_cell_id'],
    catalogue: 'A.2',
  },
  check({ cell }, report) {
    if (cell.name === undefined || !looksLikeId.test(cell.name)) return
    report({
      at: cell.namePlace,
      message: `the name "${cell.name}" is a number`,
      why: `\`jailhouse cell start ${cell.name}\` looks for the cell with the id ${cell.name}, not for this one`,
      help: `choose a name with a letter in it, or address the cell with \`--name ${cell.name}\``,
    })
  },
})
