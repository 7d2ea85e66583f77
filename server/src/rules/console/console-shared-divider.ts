/** A cell that sets the baud rate of a UART that is not its own. */
import {
  consoleOfCell,
  debugConsoleOf,
  hasDriver,
  haveOneAddress,
  largestDivider,
} from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleSharedDivider = defineRule({
  id: 'console-shared-divider',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The console of a cell is that of the hypervisor, and has a `divider`.',
    why:
      'With a divider the inmate sets the UART up anew: baud rate, line settings, and whether it sends. The hypervisor ' +
      'and Linux, which print there as well, do not expect that: characters are lost, or turn to garbage for all. ' +
      'Without one the inmate leaves the UART as it is, and waits until the hypervisor has finished its lines.',
    legal:
      'A UART of its own may need a divider. Drivers of some types ignore it. The loader of `jailhouse cell linux` does ' +
      'not touch the UART, so that it is information for such cells.',
    fix: 'Writes a divider of 0.',
    bad: `
.cell.console = {
  .address = 0x90000000, .divider = 13,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
.cell.console = {
  .address = 0x90000000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'inmates/lib/printk.c: console_init',
      'inmates/lib/uart-8250.c: uart_8250_init',
      'inmates/lib/arm-common/uart-pl011.c: uart_pl011_init',
    ],
    catalogue: 'C 119',
  },
  check(cell, report) {
    const own = cell.isRoot ? undefined : consoleOfCell(cell)
    const debug = cell.root && debugConsoleOf(cell.root)
    if (!own || !debug || !hasDriver(own) || debug.type === 'NONE') return
    const { divider, view } = own.console
    if (largestDivider(own) === undefined || !divider.known || divider.value === 0n) return
    if (!haveOneAddress(own, debug)) return
    report({
      at: divider.place,
      severity: isLinuxCell(cell) ? 'information' : 'warning',
      message: `the cell sets a divider of ${hex(divider.value)} on the UART that the hypervisor prints to`,
      why: 'the inmate sets the UART up anew while the hypervisor and Linux use it: characters get lost, or turn to garbage',
      help: 'leave out the divider: the UART is set up already',
      fixes: fix('write a divider of 0', 'suggested', settingField(view, 'divider', '0')),
      related: [
        {
          at: debug.console.address.place,
          message: 'the debug console of the hypervisor',
          configuration: debug.configuration,
        },
      ],
    })
  },
})
