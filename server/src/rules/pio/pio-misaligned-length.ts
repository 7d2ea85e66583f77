/** A range of I/O ports that lacks the last port of a device. */
import { portRangesOf } from '../../board/ports.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const pioMisalignedLength = defineRule({
  id: 'pio-misaligned-length',
  resource: 'pio',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A range of I/O ports of a cell has a length that is one less than a power of two, from a multiple of that power on.',
    why:
      'Devices have as many ports as a power of two says, from a multiple of it on. The length of a range counts its ports: ' +
      'where the offset of the last one was written instead, this last port is missing. The first access to it, or one ' +
      'of several bytes that reaches it, is fatal for the cell.',
    legal:
      'Ranges of fewer than seven ports, and those of the root cell, which mostly are not single devices.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xc000, 0x3f) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xc000, 0x40) },`,
    references: ['hypervisor/arch/x86/vcpu.c: pio_allow_access, vcpu_handle_io_access'],
    catalogue: 'A.10',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const { pio, ports } of portRangesOf(cell)) {
      const length = ports.end - ports.start
      const whole = length + 1n
      const lacksLast = 7n <= length && (length & whole) === 0n && ports.start % whole === 0n
      if (!lacksLast) continue
      report({
        at: pio.length.place,
        message: `the length ${hex(length)} leaves out port ${hex(ports.end)}, the last one of ${hex(whole)}`,
        why: 'the length counts the ports; an access to the one that is missing is fatal for the cell',
        help: `write ${hex(whole)}, if the device has as many`,
      })
    }
  },
})
