/** A clock gate of the console that the cell cannot reach. */
import { consoleOfCell, hasDriver, isShown } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleClockRegNotMapped = defineRule({
  id: 'console-clock-reg-not-mapped',
  resource: 'console',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On Arm the `clock_reg` of a console of a cell is at an address that none of its memory regions shows.',
    why:
      'The library of the inmates switches the clock of the UART on before it uses it, by setting or clearing a bit of ' +
      'this register. Nothing is mapped there, so that the access is a violation, and the CPU is parked: the cell dies ' +
      'before it has printed anything.',
    legal:
      'The loader of `jailhouse cell linux` does not touch the clock, and it is information for such a cell. In the ' +
      'debug console the register is written by the driver. On x86 inmates do not look at it.',
    fix: 'Takes out `clock_reg` and `gate_nr`, for a clock that is on already.',
    bad: `
.cell.console = {
  .address = 0x90000000, .clock_reg = 0x90100040, .gate_nr = 3,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.cell.console = {
  .address = 0x90000000, .clock_reg = 0x90100040, .gate_nr = 3,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* clock of the UART */ {
    .phys_start = 0x90100040, .virt_start = 0x90100040, .size = 0x4,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['inmates/lib/arm-common/printk.c: arch_console_init', 'hypervisor/control.c: cell_start'],
    catalogue: 'C 117, D 59',
  },
  check(cell, report) {
    const used = cell.isRoot ? undefined : consoleOfCell(cell)
    if (!used || used.machine === 'x86' || !hasDriver(used)) return
    const { clockReg, gateNr, view } = used.console
    if (!clockReg.known || clockReg.value === 0n || isShown(cell, clockReg.value) !== false) return
    const isLinux = isLinuxCell(cell)
    report({
      at: clockReg.place,
      severity: isLinux ? 'information' : 'error',
      message: `the register for the clock of the console, ${hex(clockReg.value)}, is in no memory region of the cell`,
      why: isLinux
        ? 'an inmate that prints to this console is parked; Linux does not look at the field'
        : 'the inmate switches the clock on before it prints: the access is a violation, and the CPU is parked',
      help: 'add a region for the register, with JAILHOUSE_MEM_ROOTSHARED, or leave out `clock_reg` if the clock is on already',
      fixes: fix(
        'leave out the clock',
        'suggested',
        removingField(view, 'clock_reg'),
        gateNr.written ? removingField(view, 'gate_nr') : [],
      ),
    })
  },
})
