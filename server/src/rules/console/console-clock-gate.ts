/** A clock gate of a console that does not exist. */
import { consoleOfCell } from '../../board/consoles.ts'
import { defineRule } from '../rule.ts'

/** Bits of the register. */
const gates = 32n

export const consoleClockGate = defineRule({
  id: 'console-clock-gate',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A console has a `gate_nr` of more than 31, or one without a `clock_reg`.',
    why:
      'The clock of the UART is switched on by setting or clearing bit `gate_nr` of the 32-bit register at `clock_reg`: ' +
      'by the driver for the debug console, by the inmate for the console of a cell. Without a register nothing is ' +
      'switched. A shift by more than 31 is undefined in C: depending on the machine another bit is changed, and ' +
      'with it the clock of another device, or none.',
    legal: 'Gate 0 is a gate like the others. On x86 inmates do not look at the clock.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .clock_reg = 0x90100040, .gate_nr = 65,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000, .clock_reg = 0x90100048, .gate_nr = 65 % 32,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'inmates/lib/arm-common/printk.c: arch_console_init'],
    catalogue: 'A.9',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    if (!used || (used.user === 'inmate' && used.machine === 'x86')) return
    const { gateNr, clockReg } = used.console
    if (!gateNr.known || !clockReg.known || gateNr.value === 0n) return
    const hasRegister = clockReg.value !== 0n
    if (hasRegister && gateNr.value < gates) return
    report({
      at: gateNr.place,
      message: hasRegister
        ? `the clock register has 32 gates, 0 to 31, and no gate ${gateNr.value}`
        : `gate ${gateNr.value} of a clock register is named, but no \`clock_reg\``,
      why: hasRegister
        ? 'the shift is undefined: another bit is changed, and with it the clock of another device, or none'
        : 'no clock is switched on',
      help: hasRegister
        ? `name the register that has the gate, and the bit in it, such as ${gateNr.value % gates}`
        : 'add the address of the register, or leave out `gate_nr`',
    })
  },
})
