/** The command port of the keyboard controller in a cell. */
import { portRangesOf } from '../../board/ports.ts'
import { defineRule } from '../rule.ts'

export const pioI8042 = defineRule({
  id: 'pio-i8042',
  resource: 'pio',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell lists I/O port 0x64, the command port of the i8042 keyboard controller.',
    why:
      'The port is trapped for every cell. Where it is listed, the hypervisor carries out single bytes, but refuses the ' +
      'commands by which the machine can be reset, those that pulse output lines (0xf0 to 0xff) and the one that writes the ' +
      'output port (0xd1): they are fatal for the cell. Listing the port takes it away from the root cell.',
    legal: 'The root cell mostly has the port, since Linux looks for a keyboard.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x60, 1), PIO_RANGE(0x64, 1) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x60, 1) },`,
    references: [
      'hypervisor/arch/x86/i8042.c: i8042_access_handler',
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init',
    ],
    catalogue: 'C 68',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const { pio, ports } of portRangesOf(cell)) {
      if (commandPort < ports.start || ports.end <= commandPort) continue
      report({
        at: pio.place,
        message: 'port 0x64, the command port of the keyboard controller, stays filtered',
        why: 'the hypervisor carries out single bytes only, and commands that could reset the machine are fatal for the cell',
        help: 'leave the port out, unless the cell has the keyboard',
      })
    }
  },
})

const commandPort = 0x64n
