/** More I/O APICs than a cell can have. */
import { machineOf } from '../../board/machine.ts'
import { refusedCommand } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const irqchipCountX86 = defineRule({
  id: 'irqchip-count-x86',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell on x86 lists more than 85 I/O APICs.',
    why:
      'The hypervisor has a page for the I/O APICs of a cell, in which 85 find room. With more `jailhouse enable` or `cell ' +
      'create` fails with ERANGE.',
    legal: 'On Arm there is no such limit.',
    bad: `
//- x86 cell
.irqchips = {
  [85] = { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
},`,
    good: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
},`,
    references: ['hypervisor/arch/x86/ioapic.c: IOAPIC_MAX_CHIPS, ioapic_cell_init'],
    catalogue: 'B H18',
  },
  check(cell, report) {
    const { count, place } = cell.configuration.irqchips
    if (machineOf(cell) !== 'x86' || !count.known || count.value <= mostChips) return
    report({
      at: count.written ? count.place : place,
      message: `${count.value} I/O APICs; a cell can have at most ${mostChips}`,
      why: `${refusedCommand(cell)} fails with ERANGE`,
      help: 'list those that the machine has, each once with all pins of the cell',
    })
  },
})

/** As many as find room in a page (upstream `IOAPIC_MAX_CHIPS`). */
const mostChips = 85n
