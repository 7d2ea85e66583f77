/** I/O ports of a cell that the root configuration does not list. */
import { pmTimerPorts, portRangesOf, rootPorts } from '../../board/ports.ts'
import { rangeSetOf } from '../../board/range-set.ts'
import { overlapsBetween } from '../../board/sweep.ts'
import { uncovered } from '../../board/uncovered.ts'
import type { PortRange } from '../../config/ports.ts'
import type { Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { listText, portsText } from '../wording.ts'

export const pioNotInRoot = defineRule({
  id: 'pio-not-in-root',
  resource: 'pio',
  scope: 'cell',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what: 'A cell lists I/O ports that the root configuration does not list.',
    why:
      'The hypervisor opens them without looking at the root cell, which cannot use them before and does not get them when ' +
      'the cell is destroyed. So it can be meant: what only one cell uses need not be open to Linux. It can be a wrong ' +
      'number as well.',
    legal:
      'Many configs have such ports, which is why the rule belongs to the strict ones. The ports of the PM timer are open ' +
      'to everybody.',
    bad: `
//- x86 root
.pio_regions = { PIO_RANGE(0x2f8, 8) },
//- x86 cell
.pio_regions = { PIO_RANGE(0xe010, 8) },`,
    good: `
//- x86 root
.pio_regions = { PIO_RANGE(0x2f8, 8) },
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8) },`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_cell_exit'],
    catalogue: 'D 35, D 38',
  },
  check(cell, report) {
    const { root } = cell
    const listed = root && rootPorts(root)
    if (cell.isRoot || !root || !listed) return
    const timer = pmTimerPorts(root)
    const open = rangeSetOf(timer ? [...listed, timer.range] : listed)
    const found = new Map<PortRange, Range[]>()
    for (const { left, right } of overlapsBetween(open, portRangesOf(cell), itself, portsIn))
      found.set(right, [...(found.get(right) ?? []), left])
    for (const range of portRangesOf(cell)) {
      const { pio, ports } = range
      const missing = uncovered(ports, found.get(range) ?? [])
      if (missing.length === 0) continue
      report({
        at: pio.place,
        message: `the root configuration does not list I/O ports ${listText(missing.map(portsText))}`,
        why: 'the cell gets them all the same; the root cell neither had them nor gets them when the cell is destroyed',
        help: 'check the numbers; if Linux is to use the device without the cell, list the ports in the root configuration',
        related: [
          {
            at: root.configuration.pio.place,
            message: 'what the root cell has',
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})

function itself(range: Range): Range {
  return range
}

function portsIn({ ports }: PortRange): Range {
  return ports
}
