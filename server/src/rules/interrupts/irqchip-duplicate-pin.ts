/** An interrupt that a cell lists twice. */
import { distributorEntries, pinsByWord } from '../../board/irqchips.ts'
import { firstSpiId, type Pin, pinsOfEntry } from '../../config/interrupts.ts'
import type { Place } from '../../config/view.ts'
import { defineRule } from '../rule.ts'
import { spisText } from '../wording.ts'

export const irqchipDuplicatePin = defineRule({
  id: 'irqchip-duplicate-pin',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'On Arm, two entries in `irqchips` of one cell list the same interrupt.',
    why:
      'The entries are put together in one bitmap, in which a bit is set or not: the second one does nothing. It may be ' +
      'that another interrupt was meant.',
    legal: 'Entries whose ranges overlap are usual, as long as each lists bits of its own.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 1 << (70 - 64) } },
  { .address = 0xa0000000, .pin_base = 64, .pin_bitmap = { 1 << (70 - 64) } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 1 << (70 - 64) } },
  { .address = 0xa0000000, .pin_base = 64, .pin_bitmap = { 1 << (71 - 64) } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init'],
    catalogue: 'A.7, D 25',
  },
  check(cell, report) {
    const listed = new Map<number, Place>()
    const repeated: Pin[] = []
    for (const pin of distributorEntries(cell).flatMap(pinsOfEntry)) {
      if (pin.number < firstSpiId) continue
      if (listed.has(pin.number)) repeated.push(pin)
      else listed.set(pin.number, pin.place)
    }
    for (const { first, numbers } of pinsByWord(repeated)) {
      const earlier = new Set(numbers.flatMap((number) => listed.get(number) ?? []))
      report({
        at: first.place,
        message: `${spisText(numbers)} ${numbers.length === 1 ? 'is' : 'are'} listed above already`,
        why: 'all entries make one bitmap, so that a second bit for the same interrupt does nothing',
        help: 'drop the bit, or set that of the interrupt that is meant',
        related: [...earlier].map((at) => ({ at, message: 'listed here' })),
      })
    }
  },
})
