/** A divider that does not fit into the register of the UART. */
import { consoleOfCell, hasDriver, largestDivider } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleDividerRange = defineRule({
  id: 'console-divider-range',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The `divider` of a console is larger than what its driver writes to the UART.',
    why:
      'The rest is cut off, and the baud rate is another one: the lines are garbage. The hypervisor writes 16 bits to an ' +
      '8250 and to a PL011, and 8 bits to HSCIF and SCIFA. The inmates do the same, except for the 8250: its upper 8 bits ' +
      'are always set to zero.',
    legal:
      'Drivers of other types ignore the divider, and there is another rule for that. The loader of `jailhouse cell ' +
      'linux` does not touch the UART, so that it is information for such cells.',
    bad: `
.cell.console = {
  .address = 0x90010000, .divider = 0x145,
  .type = JAILHOUSE_CON_TYPE_8250, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
},`,
    good: `
.cell.console = {
  .address = 0x90010000, .divider = 0x1b,
  .type = JAILHOUSE_CON_TYPE_8250, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
},`,
    references: [
      'inmates/lib/uart-8250.c: uart_8250_init',
      'hypervisor/uart-8250.c: uart_init',
      'hypervisor/arch/arm-common/uart-pl011.c, uart-hscif.c, uart-scifa.c: uart_init',
    ],
    catalogue: 'A.9',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    if (!used || !hasDriver(used)) return
    const { divider } = used.console
    const largest = largestDivider(used)
    if (largest === undefined || !divider.known || divider.value <= largest) return
    report({
      at: divider.place,
      severity: isLinuxCell(cell) ? 'information' : 'warning',
      message: `the divider ${hex(divider.value)} does not fit: ${used.user === 'inmate' ? 'inmates write' : 'the hypervisor writes'} ${largest === 0xffn ? 8 : 16} bits of it to this UART`,
      why: `the divider becomes ${hex(divider.value & largest)}, and what is printed is garbage`,
      help: `choose a divider of at most ${hex(largest)}, or leave it out if the UART is set up already`,
    })
  },
})
