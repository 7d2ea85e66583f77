/** A range of I/O ports without ports. */
import { machineOf } from '../../board/machine.ts'
import { removingItem } from '../fix/elements.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const pioZeroLength = defineRule({
  id: 'pio-zero-length',
  resource: 'pio',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A range of I/O ports has the length 0.',
    why: 'The hypervisor goes through the ports of a range one by one, and there are none: the cell gets no port by it.',
    legal:
      'Elements that are declared and not written are reported by `partial-initializer`. A single port has the length 1.',
    fix: 'Removes the range.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 0), PIO_RANGE(0xe010, 8) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8), PIO_RANGE(0xe010, 8) },`,
    references: ['hypervisor/arch/x86/vcpu.c: pio_allow_access'],
    catalogue: 'A.10',
  },
  check(cell, report) {
    const { pio } = cell.configuration
    if (machineOf(cell) !== 'x86') return
    for (const range of pio.items) {
      const { base, length, written, place } = range
      if (!written || !length.known || length.value !== 0n) continue
      report({
        at: place,
        message: base.known ? `no ports from ${hex(base.value)} on` : 'no ports',
        why: 'the length is 0, so that the range has no effect',
        help: 'write how many ports the device has, or remove the range',
        fixes: fix('remove the range', 'safe', removingItem(pio, range)),
      })
    }
  },
})
