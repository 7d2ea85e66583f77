/** The I/O ports of the PM timer in the list of a cell, which takes them from the root cell. */
import { pmTimerPorts, portRangesOf } from '../../board/ports.ts'
import { encloses, intersection } from '../../config/range.ts'
import { uncovered } from '../../board/uncovered.ts'
import { fix } from '../fix/fix.ts'
import { replacingPorts } from '../fix/ports.ts'
import { defineRule } from '../rule.ts'
import { portsText } from '../wording.ts'

export const pioPmTimer = defineRule({
  id: 'pio-pm-timer',
  resource: 'pio',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell on x86 lists I/O ports of the PM timer.',
    why:
      'The hypervisor opens the four ports from `pm_timer_address` on for every cell, whether it lists them or not. Ports ' +
      'that a cell lists are closed for the root cell, these ones too: when Linux reads the timer the next time, which it ' +
      'does to check its clock, that is an access violation, and the root cell stops. After `cell destroy` it gets them ' +
      'back only if its own list has them.',
    legal: 'The root cell may list them. Where `pm_timer_address` is 0, the hypervisor opens nothing.',
    fix: 'Leaves the ports out.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8), PIO_RANGE(0x1808, 4) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8) },`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_cell_exit'],
    catalogue: 'C 47, D 38',
  },
  check(cell, report) {
    const timer = cell.root && pmTimerPorts(cell.root)
    if (cell.isRoot || !timer || !cell.root) return
    for (const { pio, ports } of portRangesOf(cell)) {
      const taken = intersection(ports, timer.range)
      if (!taken) continue
      report({
        at: pio.place,
        message: `I/O ports ${portsText(taken)} belong to the PM timer, which is open to every cell anyway`,
        why: 'what a cell lists is closed for the root cell: the next time that Linux reads the timer, the root cell stops',
        help: 'leave the ports out',
        related: [
          {
            at: timer.place,
            message: `the PM timer is at ${portsText(timer.range)}`,
            configuration: cell.root.configuration,
          },
        ],
        fixes: fix(
          'leave out the ports of the PM timer',
          encloses(timer.range, ports) ? 'safe' : 'suggested',
          replacingPorts(cell.configuration, pio, uncovered(ports, [timer.range])),
        ),
      })
    }
  },
})
