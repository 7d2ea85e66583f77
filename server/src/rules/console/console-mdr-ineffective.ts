/** A flag for the mode register of a TI UART that nobody acts upon. */
import { consoleOfCell, type UsedConsole } from '../../board/consoles.ts'
import { fix } from '../fix/fix.ts'
import { removingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'

export const consoleMdrIneffective = defineRule({
  id: 'console-mdr-ineffective',
  resource: 'console',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what:
      'The flag JAILHOUSE_CON_MDR_QUIRK is set for the debug console, for a console without a divider, or for one that ' +
      'is no 8250.',
    why:
      'UARTs of TI are 8250 with a mode register of their own, MDR1, which has to be written before they send. Only ' +
      'inmates do so, in the driver for the 8250, and only when they have set the divider. The hypervisor does not know ' +
      'the register: it takes the UART as Linux has set it up.',
    legal: 'An inmate with such a UART of its own needs both the flag and a divider.',
    fix: 'Takes out the flag.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .type = JAILHOUSE_CON_TYPE_8250,
  .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_MDR_QUIRK | JAILHOUSE_CON_REGDIST_4,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .type = JAILHOUSE_CON_TYPE_8250,
  .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
},`,
    references: ['inmates/lib/uart-8250.c: uart_8250_init', 'hypervisor/uart-8250.c: uart_init'],
    catalogue: 'A.9',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    const reason = used?.has('JAILHOUSE_CON_MDR_QUIRK') ? reasonOf(used) : undefined
    if (!used || reason === undefined) return
    const { flags, view } = used.console
    report({
      at: flags.place,
      message: `JAILHOUSE_CON_MDR_QUIRK has no effect ${reason}`,
      why: 'only inmates write the register, in the driver for the 8250, when they set a divider',
      help: 'remove the flag',
      fixes: fix(
        'remove `JAILHOUSE_CON_MDR_QUIRK`',
        'safe',
        removingFlag(view, 'flags', 'JAILHOUSE_CON_MDR_QUIRK'),
      ),
    })
  },
})

function reasonOf({ user, type, console: { divider } }: UsedConsole): string | undefined {
  if (user === 'hypervisor') return 'in the debug console'
  if (type !== '8250') return 'on a UART that is no 8250'
  return divider.known && divider.value === 0n ? 'without a divider' : undefined
}
