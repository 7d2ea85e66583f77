/** I/O ports of devices that a PC has once. */
import { portRangesOf } from '../../board/ports.ts'
import { overlaps, type Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const pioLegacy = defineRule({
  id: 'pio-legacy',
  resource: 'pio',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell lists I/O ports of the interrupt controller, the timer, the clock or the system control of a PC.',
    why:
      'The machine has these devices once, and Linux in the root cell uses them: the ports are closed for it as soon as the ' +
      'cell is created, and its next access stops it. Through some of them a cell can stop or reset the machine for all. ' +
      'The devices are the PIC (0x20-0x21, 0xa0-0xa1, 0x4d0-0x4d1), the PIT (0x40-0x43, 0x61), the CMOS with the clock ' +
      '(0x70-0x71) and the system control port (0x92).',
    legal:
      'The root cell may list them. The registers of ACPI are such devices as well, but where they are is not in the ' +
      'configuration.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x70, 2) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0x2f8, 8) },`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access'],
    catalogue: 'A.10, C 46',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const { pio, ports } of portRangesOf(cell)) {
      const taken = devices.filter(({ ranges }) => ranges.some((own) => overlaps(own, ports)))
      if (taken.length === 0) continue
      report({
        at: pio.place,
        message: `the range takes in ports of ${listText(taken.map(({ name }) => name))}, which the machine has once`,
        why: 'Linux in the root cell uses them, and stops with its next access there; the cell can disturb all others through them',
        help: 'leave the ports out',
      })
    }
  },
})

interface Device {
  readonly name: string
  readonly ranges: readonly Range[]
}

const devices: readonly Device[] = [
  { name: 'the interrupt controller', ranges: [range(0x20n, 2n), range(0xa0n, 2n), range(0x4d0n, 2n)] },
  { name: 'the timer', ranges: [range(0x40n, 4n), range(0x61n, 1n)] },
  { name: 'the CMOS and its clock', ranges: [range(0x70n, 2n)] },
  { name: 'the system control', ranges: [range(0x92n, 1n)] },
]

function range(start: bigint, count: bigint): Range {
  return { start, end: start + count }
}
