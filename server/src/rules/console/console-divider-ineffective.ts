/** A divider for a UART whose baud rate nobody sets. */
import { consoleOfCell, hasDriver, largestDivider } from '../../board/consoles.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleDividerIneffective = defineRule({
  id: 'console-divider-ineffective',
  resource: 'console',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A console has a `divider`, but the driver for its type does not look at it.',
    why:
      'The drivers for XUARTPS, MVEBU, IMX, IMX_LPUART and SCIF leave the UART as firmware or Linux have set it up, and ' +
      'so does that for the frame buffer. The baud rate does not become what the divider says. For an inmate the divider ' +
      'has one effect all the same: it does not wait until the hypervisor has finished its lines.',
    legal: 'Drivers for 8250, PL011, HSCIF and SCIFA use the divider.',
    fix: 'Takes out the divider.',
    bad: `
.cell.console = {
  .address = 0x90010000, .divider = 0x1b,
  .type = JAILHOUSE_CON_TYPE_IMX, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
.cell.console = {
  .address = 0x90010000,
  .type = JAILHOUSE_CON_TYPE_IMX, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'hypervisor/arch/arm-common/uart-imx.c, uart-imx-lpuart.c, uart-mvebu.c, uart-scif.c, uart-xuartps.c: uart_init',
      'inmates/lib/printk.c: console_init',
    ],
    catalogue: 'A.9',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    if (!used || !hasDriver(used) || largestDivider(used) !== undefined) return
    const { divider, view } = used.console
    if (!divider.known || divider.value === 0n) return
    report({
      at: divider.place,
      message: `the driver for JAILHOUSE_CON_TYPE_${used.type} ignores the divider ${hex(divider.value)}`,
      why: 'the baud rate stays as firmware or Linux have set it',
      help: 'leave out the divider',
      fixes: fix('take out the divider', 'suggested', removingField(view, 'divider')),
    })
  },
})
