/** A root cell on x86 without any I/O ports. */
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

export const pioNoWhitelistRoot = defineRule({
  id: 'pio-no-whitelist-root',
  resource: 'pio',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The root configuration on x86 lists no I/O ports.',
    why:
      'All ports are closed that are not listed, also for the root cell; only those of the PM timer are open, and PCI ' +
      'configuration space is emulated. When Linux accesses another port after `jailhouse enable`, its timer, its clock or ' +
      'a serial port, that is an access violation, and the root cell stops.',
    legal:
      'Before revision 11 of the format there was a bitmap of ports instead. Other cells often have none.',
    bad: `
//- x86 root
.cell.num_pio_regions = 0,`,
    good: `
//- x86 root
.pio_regions = { PIO_RANGE(0, 0xcf8), PIO_RANGE(0xd00, 0xf300) },`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access'],
    catalogue: 'A.10',
  },
  check(cell, report) {
    const { count, member, place } = cell.configuration.pio
    if (!cell.isRoot || machineOf(cell) !== 'x86' || !count.known || count.value !== 0n) return
    report({
      at: member && count.written ? count.place : place,
      message: 'the root cell has no I/O ports',
      why: 'ports that are not listed are closed: the first access of Linux to its timer, its clock or a serial port stops it',
      help: 'list the ports that Linux uses; `jailhouse config create` finds them in /proc/ioports',
    })
  },
})
