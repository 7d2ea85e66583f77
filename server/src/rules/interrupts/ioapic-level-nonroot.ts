/** Pins of an I/O APIC in a cell that most machines use for level-triggered interrupts. */
import { ioApicsOf, pinsByWord } from '../../board/irqchips.ts'
import { pinsOfEntry } from '../../config/interrupts.ts'
import { defineRule } from '../rule.ts'
import { pinsText } from '../wording.ts'

export const ioapicLevelNonroot = defineRule({
  id: 'ioapic-level-nonroot',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'information',
  preset: 'preview',
  since: '0.1.0',
  docs: {
    what: 'A cell on x86 has pins of an I/O APIC from 16 on.',
    why:
      'On most machines these pins are lines of the PCI bus, which are level-triggered: the interrupt is over only when it ' +
      'has been acknowledged at the I/O APIC. The hypervisor passes every acknowledgement of a cell that has any pin on to ' +
      'the chip, which goes by vectors and not by pins. So a cell can acknowledge the interrupts of others, and devices ' +
      'of several cells can share such a line.',
    legal:
      'How a pin is triggered is said by ACPI, not by the configuration. Pins from 16 on may be edge-triggered, and pins ' +
      'below level-triggered, as that of ACPI mostly is: the rule may be wrong about a machine. MSI and MSI-X need no pins.',
    bad: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 18 } },
},`,
    good: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 4 } },
},`,
    references: ['hypervisor/arch/x86/ioapic.c: ioapic_access_handler'],
    catalogue: 'C 60',
  },
  check(cell, report) {
    const chips = cell.isRoot ? [] : ioApicsOf(cell)
    const lines = chips.flatMap(pinsOfEntry).filter(({ number }) => firstPciPin <= number)
    for (const { first, numbers } of pinsByWord(lines))
      report({
        at: first.place,
        message: `${pinsText(numbers)} ${numbers.length === 1 ? 'is' : 'are'} level-triggered on most machines`,
        why: 'the cell can acknowledge interrupts of the whole I/O APIC, also those of other cells, and may share the line with them',
        help: 'let the device interrupt by MSI or MSI-X, which need no pin',
      })
  },
})

/** The pins below are those of the interrupts that PCs had before PCI. */
const firstPciPin = 16
