/** A bitmap that begins with interrupts which cannot be given to a cell. */
import { distributorEntries } from '../../board/irqchips.ts'
import { pinsOfEntry } from '../../config/interrupts.ts'
import { defineRule } from '../rule.ts'
import { spisText } from '../wording.ts'

export const irqchipPinBaseZeroStyle = defineRule({
  id: 'irqchip-pin-base-zero-style',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'On Arm, an entry of a cell has the `pin_base` 0, its first word is empty, and others are not.',
    why:
      'That is legal: the first word stands for SGIs and PPIs, the second one for SPI 0 to 31. Nearly all configs begin ' +
      'with 32 instead, so that a field that was forgotten looks the same, and then the cell has interrupts 32 below those ' +
      'that are meant.',
    legal: 'Where the first word is not empty, that is a fault by itself. The root cell is not looked at.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_bitmap = { 0, 1 << 4 } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init'],
    catalogue: 'A.7',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const irqchip of distributorEntries(cell)) {
      const { pinBase, pinBitmap } = irqchip
      const [first] = pinBitmap
      if (!pinBase.known || pinBase.value !== 0n || !first?.known || first.value !== 0n) continue
      const ids = pinsOfEntry(irqchip).map(({ number }) => number)
      if (ids.length === 0) continue
      report({
        at: pinBase.place,
        message: `with the base 0 the bits stand for ${spisText(ids)}`,
        why: 'the first word is that of SGIs and PPIs, and the second one begins with SPI 0; with the usual base all ids would be higher by 32',
        help: 'if that is meant, write `.pin_base = 32` and drop the first word; otherwise write `.pin_base = 32`',
      })
    }
  },
})
