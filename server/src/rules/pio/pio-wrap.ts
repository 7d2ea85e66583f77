/** A range of I/O ports that ends behind the last port. */
import { defineRule } from '../rule.ts'
import { hex, portsText } from '../wording.ts'

/** I/O ports have 16-bit numbers. */
const portCount = 0x10000n

export const pioWrap = defineRule({
  id: 'pio-wrap',
  resource: 'pio',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A range of I/O ports reaches beyond port 0xffff, the last one there is.',
    why:
      'The hypervisor keeps one bit for each port and changes the bits of a range one by one, without comparing ' +
      'with the end. On Intel the bitmap ends with the last port, so a range that is too long changes bits in ' +
      'the memory behind it, which belongs to the hypervisor: on `enable` for a range of the root cell, on `cell ' +
      'create` and `cell destroy` for one of another cell. Nothing is refused and nothing is logged. On AMD the ' +
      'bitmap has a third page that takes the stray bits.',
    legal: 'A range may end with port 0xffff. On Arm port ranges have no effect.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xff80, 0x100) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xff80, 0x80) },`,
    references: [
      'hypervisor/arch/x86/vcpu.c: pio_allow_access, vcpu_cell_init',
      'hypervisor/arch/x86/vmx.c: PIO_BITMAP_PAGES',
    ],
    catalogue: 'C 65',
  },
  check(cell, report) {
    if (cell.architecture !== 'x86') return
    for (const { pio, ports } of cell.ports) {
      if (ports.end <= portCount) continue
      report({
        at: pio.place,
        message: `I/O ports ${portsText(ports)} reach beyond the last port, 0xffff`,
        why: 'the hypervisor does not compare with the end: on Intel it changes bits in memory of its own, behind the I/O bitmap',
        help: `end the range with port 0xffff: a length of ${hex(portCount - ports.start)}`,
      })
    }
  },
})
