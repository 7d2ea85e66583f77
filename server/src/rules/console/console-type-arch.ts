/** A console of a type that nobody can drive on this machine. */
import { consoleOfCell, hasDriver } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { defineRule } from '../rule.ts'

export const consoleTypeArch = defineRule({
  id: 'console-type-arch',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The type of a console is one that the hypervisor, or for the console of a cell the library of the inmates, has no ' +
      'driver for on this architecture.',
    why:
      'On x86 the hypervisor prints to an 8250 or to the frame buffer of the firmware (EFIFB), and inmates print to an ' +
      '8250. On Arm there are drivers for all UARTs, and none for a frame buffer. With another type nothing is printed, ' +
      'and nothing is reported either.',
    legal:
      'JAILHOUSE_CON_TYPE_NONE, or no type, is a console that is not wanted. Types that only the headers of a vendor have ' +
      'are left alone. The loader of `jailhouse cell linux` does not print, so that it is information for such cells.',
    bad: `
.cell.console = {
  .address = 0x90000000, .type = JAILHOUSE_CON_TYPE_EFIFB, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.cell.console = {
  .address = 0x90000000, .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/dbg-write.c, hypervisor/arch/x86/dbg-write.c: arch_dbg_write_init',
      'inmates/lib/printk.c: console_init',
      'inmates/lib/arm-common/Makefile.lib, inmates/lib/x86/Makefile',
    ],
    catalogue: 'A.9, C 121',
  },
  check(cell, report) {
    const used = consoleOfCell(cell)
    if (!used || used.type === 'NONE' || hasDriver(used)) return
    const { user, machine, console, type } = used
    const who = user === 'hypervisor' ? 'the hypervisor has' : 'inmates have'
    report({
      at: console.type.place,
      severity: isLinuxCell(cell) ? 'information' : 'warning',
      message: `${who} no driver for JAILHOUSE_CON_TYPE_${type} on ${machine}`,
      why: 'nothing is printed, and nobody says so',
      help:
        machine === 'x86'
          ? `use JAILHOUSE_CON_TYPE_8250${user === 'hypervisor' ? ', or JAILHOUSE_CON_TYPE_EFIFB for the frame buffer' : ''}`
          : 'name the type of the UART that the board has',
    })
  },
})
