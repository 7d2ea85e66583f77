/** I/O ports that a cell lists twice. */
import { portRangesOf } from '../../board/ports.ts'
import { overlapsAmong } from '../../board/sweep.ts'
import type { PortRange } from '../../config/ports.ts'
import type { Configuration } from '../../config/model.ts'
import { encloses } from '../../config/range.ts'
import { removingItem } from '../fix/elements.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { replacingPorts } from '../fix/ports.ts'
import { defineRule } from '../rule.ts'
import { portsText } from '../wording.ts'

export const pioOverlapInCell = defineRule({
  id: 'pio-overlap-in-cell',
  resource: 'pio',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'Two ranges of one cell have I/O ports in common.',
    why:
      'The ports are opened one by one, and a port that is open stays open: the second time does nothing. It may be that ' +
      'one of the ranges was meant for another device.',
    legal: 'Ranges may touch each other.',
    fix: 'Draws both ranges together, or removes the one that lies in the other.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xe000, 0x10), PIO_RANGE(0xe008, 0x10) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xe000, 0x8), PIO_RANGE(0xe008, 0x10) },`,
    references: ['hypervisor/arch/x86/vcpu.c: pio_allow_access, vcpu_cell_init'],
    catalogue: 'A.10',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of overlapsAmong(portRangesOf(cell), ({ ports }) => ports))
      report({
        at: later.pio.place,
        message: `I/O ports ${portsText(shared)} are in another range as well`,
        why: 'a port is open or closed, so that listing it twice does nothing',
        help: 'list every port once',
        related: [{ at: earlier.pio.place, message: `I/O ports ${portsText(earlier.ports)}` }],
        fixes: mergeOf(earlier, later, cell.configuration),
      })
  },
})

function mergeOf(earlier: PortRange, later: PortRange, configuration: Configuration): readonly Fix[] {
  const { pio } = configuration
  if (encloses(earlier.ports, later.ports))
    return fix('remove the range', 'safe', removingItem(pio, later.pio))
  if (encloses(later.ports, earlier.ports))
    return fix('remove the other range', 'safe', removingItem(pio, earlier.pio))
  const [first, last] = earlier.ports.start < later.ports.start ? [earlier, later] : [later, earlier]
  const whole = { start: first.ports.start, end: last.ports.end }
  return fix(
    'draw both ranges together',
    'safe',
    replacingPorts(configuration, earlier.pio, [whole]),
    removingItem(pio, later.pio),
  )
}
