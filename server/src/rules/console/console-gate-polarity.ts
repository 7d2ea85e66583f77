/** Two consoles that switch clocks of one register the other way round. */
import { consoleOfCell, debugConsoleOf, hasDriver } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleGatePolarity = defineRule({
  id: 'console-gate-polarity',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'On Arm the console of a cell and the debug console have the same `clock_reg`, but only one of them has the flag ' +
      'JAILHOUSE_CON_INVERTED_GATE.',
    why:
      'The flag says that a clock runs while its bit is clear. The bits of one register mean the same, so that one of the ' +
      'two switches its clock off instead of on. The UART then does nothing any more: an inmate waits for it for ever, ' +
      'and the debug console falls silent.',
    legal:
      'The gates may be different ones, and so may the registers. The loader of `jailhouse cell linux` does not touch ' +
      'the clock; for such a cell it is information.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .clock_reg = 0x90100040, .gate_nr = 2,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_INVERTED_GATE,
},
//- cell
.cell.console = {
  .address = 0x90010000, .clock_reg = 0x90100040, .gate_nr = 3,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .clock_reg = 0x90100040, .gate_nr = 2,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_INVERTED_GATE,
},
//- cell
.cell.console = {
  .address = 0x90010000, .clock_reg = 0x90100040, .gate_nr = 3,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_INVERTED_GATE,
},`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'inmates/lib/arm-common/printk.c: arch_console_init'],
    catalogue: 'C 118',
  },
  check(cell, report) {
    const own = cell.isRoot ? undefined : consoleOfCell(cell)
    const debug = cell.root && debugConsoleOf(cell.root)
    if (!own || !debug || own.machine === 'x86' || !hasDriver(own)) return
    const [ours, theirs] = [own.console.clockReg, debug.console.clockReg]
    if (!ours.known || !theirs.known || ours.value === 0n || ours.value !== theirs.value) return
    const isInverted = own.has('JAILHOUSE_CON_INVERTED_GATE')
    if (isInverted === debug.has('JAILHOUSE_CON_INVERTED_GATE')) return
    report({
      at: own.console.flags.place,
      severity: isLinuxCell(cell) ? 'information' : 'warning',
      message: `the clock is switched on by ${isInverted ? 'clearing' : 'setting'} a bit of ${hex(ours.value)}, that of the debug console by ${isInverted ? 'setting' : 'clearing'} one`,
      why: 'one of the two switches its clock off: its UART does nothing any more, and whoever prints there waits for ever',
      help: `${isInverted ? 'remove JAILHOUSE_CON_INVERTED_GATE here, or add it' : 'add JAILHOUSE_CON_INVERTED_GATE here, or remove it'} in the debug console`,
      related: [
        {
          at: debug.console.flags.place,
          message: `the debug console ${isInverted ? 'lacks' : 'has'} JAILHOUSE_CON_INVERTED_GATE`,
          configuration: debug.configuration,
        },
      ],
    })
  },
})
