/** An interrupt that no GIC has. */
import { distributorEntries, pinsByWord } from '../../board/irqchips.ts'
import { lastSpiId, pinsOfEntry } from '../../config/interrupts.ts'
import { defineRule } from '../rule.ts'
import { numbersText } from '../wording.ts'

export const irqchipPinBeyond = defineRule({
  id: 'irqchip-pin-beyond',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'On Arm, a cell lists an interrupt with an id from 1020 to 1023.',
    why:
      'The last shared interrupt of a GIC has the id 1019. The hypervisor takes the bits as they are, and nothing ever ' +
      'comes of them.',
    legal:
      'The root cell may list everything. Most machines have fewer interrupts than a GIC can have, which the ' +
      'configuration does not tell.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 896, .pin_bitmap = { 0, 0, 0, 1 << (1021 - 992) } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 896, .pin_bitmap = { 0, 0, 0, 1 << (1019 - 992) } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init'],
    catalogue: 'C 57, D 26',
  },
  check(cell, report) {
    if (cell.isRoot) return
    const beyond = distributorEntries(cell)
      .flatMap(pinsOfEntry)
      .filter(({ number }) => lastSpiId < number && number < 1024)
    for (const { first, numbers } of pinsByWord(beyond))
      report({
        at: first.place,
        message: `no GIC has interrupts with the ${numbers.length === 1 ? 'id' : 'ids'} ${numbersText(numbers)}`,
        why: 'the ids of shared interrupts end at 1019; these bits have no effect',
        help: 'drop the bits, or set those of the interrupts that are meant',
      })
  },
})
