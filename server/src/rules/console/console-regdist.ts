/** A register distance for a UART that has none to choose. */
import { consoleOfCell, hasDriver } from '../../board/consoles.ts'
import { fix } from '../fix/fix.ts'
import { removingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'

export const consoleRegdist = defineRule({
  id: 'console-regdist',
  resource: 'console',
  scope: 'cell',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what: 'The flag JAILHOUSE_CON_REGDIST_4 is set for a console in I/O ports, or for one that is no 8250.',
    why:
      'An 8250 in memory has its registers either side by side, or 4 bytes apart and 32 bits wide; the flag says the ' +
      'latter. I/O ports are always side by side, and other UARTs have their registers where their drivers know them to ' +
      'be, so that nobody looks at the flag.',
    legal:
      'An 8250 in memory works with one of both, and which one it is only the manual of the chip says: this rule says ' +
      'nothing about it. Many configs have the flag on every UART, which is why the rule belongs to the strict ones.',
    fix: 'Takes out the flag.',
    bad: `
.cell.console = {
  .address = 0x90010000, .type = JAILHOUSE_CON_TYPE_PL011,
  .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
},`,
    good: `
.cell.console = {
  .address = 0x90010000, .type = JAILHOUSE_CON_TYPE_PL011,
  .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'hypervisor/uart-8250.c: uart_init',
      'hypervisor/arch/x86/dbg-write.c: arch_dbg_write_init',
      'inmates/lib/arm-common/printk.c, inmates/lib/x86/printk.c: arch_console_init',
    ],
    catalogue: 'A.9; that the flag is missing cannot be seen: upstream has 8250 on Arm with either distance',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    if (!used || !hasDriver(used) || !used.has('JAILHOUSE_CON_REGDIST_4')) return
    const { type, isInMemory, machine, console } = used
    const isInPorts = !isInMemory && machine === 'x86'
    if (type === '8250' && !isInPorts) return
    report({
      at: console.flags.place,
      message: `JAILHOUSE_CON_REGDIST_4 has no effect ${type === '8250' ? 'on I/O ports' : `with JAILHOUSE_CON_TYPE_${type}`}`,
      why: 'only the driver for an 8250 in memory looks at the register distance',
      help: 'remove the flag',
      fixes: fix(
        'remove `JAILHOUSE_CON_REGDIST_4`',
        'safe',
        removingFlag(console.view, 'flags', 'JAILHOUSE_CON_REGDIST_4'),
      ),
    })
  },
})
