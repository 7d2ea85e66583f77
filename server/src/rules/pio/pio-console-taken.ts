/** The serial port that the hypervisor prints to, in the list of a cell. */
import { debugConsolePorts, portRangesOf, rootPorts } from '../../board/ports.ts'
import { intersection, overlaps } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { portsText } from '../wording.ts'

export const pioConsoleTaken = defineRule({
  id: 'pio-console-taken',
  resource: 'pio',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A cell on x86 lists I/O ports of the debug console.',
    why:
      'The hypervisor itself goes on printing there, and its lines and those of the cell are mixed. Ports that a cell lists ' +
      'are closed for the root cell: where its own list has them, Linux may have its console there, and its next line is an ' +
      'access violation that stops it. That is a warning.',
    legal:
      'Where the root cell does not list the ports, nobody loses anything: demos share the only serial port like that.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x3f8, 8) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8) },`,
    references: [
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access',
      'hypervisor/arch/x86/dbg-write.c: arch_dbg_write_init',
    ],
    catalogue: 'C 46, D 36',
  },
  check(cell, report) {
    const { root } = cell
    const console = root && debugConsolePorts(root)
    if (cell.isRoot || !root || !console) return
    for (const { pio, ports } of portRangesOf(cell)) {
      const taken = intersection(ports, console.range)
      if (!taken) continue
      const isRoots = rootPorts(root)?.some((range) => overlaps(range, taken))
      report({
        at: pio.place,
        severity: isRoots ? 'warning' : 'hint',
        message: `I/O ports ${portsText(taken)} are those of the debug console`,
        why: isRoots
          ? 'the root cell lists them, too, and loses them with `cell create`: if Linux has its console there, its next line stops it'
          : "the hypervisor goes on printing there, between the cell's own lines",
        help: isRoots
          ? 'give the cell another serial port, or keep Linux from using this one'
          : 'if the lines must not be mixed, give the cell another serial port',
        related: [{ at: console.place, message: 'the debug console', configuration: root.configuration }],
      })
    }
  },
})
