/** A name that leaves no room for its end. */
import { fieldOf } from '../../config/view.ts'
import { defineRule } from '../rule.ts'

export const nameTooLong = defineRule({
  id: 'name-too-long',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The name of the cell fills its field, so that no NUL follows it.',
    why:
      'The driver makes the last byte of the field a NUL before it passes the config on: the name loses its last ' +
      'character, and the cell is found under the shorter name only. The hypervisor prints the name up to a NUL.',
    legal:
      'A name of 31 characters fits. The name of the root cell is not cut. A longer one than the field is a fault of C: see the codes of the front end.',
    bad: '.cell.name = "motor-control-of-the-left-axis-a",',
    good: '.cell.name = "motor-control-left-a",',
    references: [
      'driver/cell.c: jailhouse_cmd_cell_create',
      'include/jailhouse/cell-config.h: JAILHOUSE_CELL_NAME_MAXLEN',
    ],
    catalogue: 'A.2',
  },
  check({ kind, cell, image }, report) {
    const name = fieldOf(cell.view, 'name')
    if (image || kind === 'system' || name?.node?.kind !== 'string' || name.type.kind !== 'array') return
    const { bytes, writtenLength } = name.node
    const room = name.type.length ?? 0
    if (writtenLength !== room) return
    const cut = new TextDecoder().decode(Uint8Array.from(bytes.slice(0, room - 1)))
    report({
      at: name.place,
      message: `the name has ${writtenLength} characters, and the field has room for ${room - 1} and a NUL`,
      why: `the driver cuts it to "${cut}"`,
      help: `choose a name of at most ${room - 1} characters`,
    })
  },
})
