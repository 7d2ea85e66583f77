/** An entry for the interrupt controller that lists no interrupt. */
import { countedIrqchips, distributorOf, isEmpty, isOnArm } from '../../board/irqchips.ts'
import { removingItem } from '../fix/elements.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const irqchipEmpty = defineRule({
  id: 'irqchip-empty',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'On Arm, an entry in `irqchips` lists no interrupt.',
    why: 'Such an entry grants nothing. It takes 32 bytes of the configuration.',
    legal:
      'On x86 a cell whose entry has no pins can still read the registers of the I/O APIC. Elements that are declared and ' +
      'not written, and entries with another address than that of the distributor, are reported by rules of their own.',
    fix: 'Removes the entry.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 1 << (98 - 96) } },
  { .address = 0xa0000000, .pin_base = 160, .pin_bitmap = { 0, 0, 0, 0 } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 1 << (98 - 96) } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init'],
    catalogue: 'D 28',
  },
  check(cell, report) {
    const { configuration } = cell
    const distributor = distributorOf(cell)
    if (!isOnArm(cell)) return
    for (const irqchip of countedIrqchips(configuration)) {
      const { address, place } = irqchip
      const isSkipped = !address.known || (distributor && address.value !== distributor.value)
      if (isSkipped || !isEmpty(irqchip)) continue
      report({
        at: place,
        message: 'the entry lists no interrupt',
        why: 'all bits of its bitmap are zero, so that it grants nothing',
        help: 'leave the entry out',
        fixes: fix('remove the entry', 'safe', removingItem(configuration.irqchips, irqchip)),
      })
    }
  },
})
