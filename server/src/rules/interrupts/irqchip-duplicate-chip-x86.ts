/** An I/O APIC that a cell lists twice. */
import { ioApicsOf } from '../../board/irqchips.ts'
import type { Configuration, Irqchip } from '../../config/model.ts'
import { removingItem } from '../fix/elements.ts'
import { settingField } from '../fix/fields.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const irqchipDuplicateChipX86 = defineRule({
  id: 'irqchip-duplicate-chip-x86',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'Two entries in `irqchips` of a cell on x86 have the same address.',
    why:
      'The hypervisor puts a handler for each entry over the registers of the I/O APIC, and finds one of the two at every ' +
      'access. The pins of the other entry are ignored: reading them gives 0, and what is written to them is dropped, ' +
      'although they are taken away from the root cell.',
    legal: 'On Arm all entries have the address of the distributor, and their interrupts are put together.',
    fix: 'Puts all pins into the first entry and removes the second one.',
    bad: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 4 } },
},`,
    good: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { (1 << 3) | (1 << 4) } },
},`,
    references: [
      'hypervisor/arch/x86/ioapic.c: ioapic_cell_init, ioapic_access_handler',
      'hypervisor/mmio.c: mmio_region_register, find_region',
    ],
    catalogue: 'C 58',
  },
  check(cell, report) {
    const listed = new Map<bigint, Irqchip>()
    for (const chip of ioApicsOf(cell)) {
      const { address } = chip
      if (!address.known) continue
      const earlier = listed.get(address.value)
      listed.set(address.value, earlier ?? chip)
      if (!earlier) continue
      report({
        at: chip.place,
        message: `the I/O APIC at ${hex(address.value)} is listed twice`,
        why: 'at each access the hypervisor finds one of the two entries, and the pins of the other one do not work',
        help: 'list all pins of the I/O APIC in one entry',
        related: [{ at: earlier.place, message: 'the same I/O APIC' }],
        fixes: mergeOf(earlier, chip, cell.configuration),
      })
    }
  },
})

function mergeOf(earlier: Irqchip, later: Irqchip, { irqchips }: Configuration): readonly Fix[] {
  const words = earlier.pinBitmap.map((word, index) => {
    const other = later.pinBitmap[index]
    return word.known && other?.known ? word.value | other.value : undefined
  })
  const last = words.findLastIndex((word) => word !== 0n)
  const texts = words.slice(0, last + 1).flatMap((word) => (word === undefined ? [] : [hex(word)]))
  if (texts.length !== last + 1 || texts.length === 0) return []
  return fix(
    'list all pins in the first entry',
    'suggested',
    settingField(earlier.view, 'pin_bitmap', `{ ${texts.join(', ')} }`),
    removingItem(irqchips, later),
  )
}
