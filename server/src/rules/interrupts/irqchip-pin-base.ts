/** A first interrupt that the hypervisor refuses. */
import { distributorEntries, ioApicsOf } from '../../board/irqchips.ts'
import { refusedCommand } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const irqchipPinBase = defineRule({
  id: 'irqchip-pin-base',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The `pin_base` of an interrupt controller is no multiple of 32 up to 896 on Arm, or not 0 on x86.',
    why:
      'On Arm the bitmaps of the entries are put word by word into a map of 1024 interrupts, so that an entry has to begin ' +
      'with a word of that map and end within it. On x86 the bitmap always begins with pin 0 of the I/O APIC. With ' +
      'another value `jailhouse enable` or `cell create` fails with EINVAL.',
    legal:
      'On Arm an entry with another address than that of the distributor is skipped, and its base with it. On x86 the ' +
      'pins of a second I/O APIC are counted from 0 as well, whatever their numbers in Linux.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 98, .pin_bitmap = { 1 } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 96, .pin_bitmap = { 1 << (98 - 96) } },
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init',
      'hypervisor/arch/x86/ioapic.c: ioapic_cell_init',
    ],
    catalogue: 'B H16, H17',
  },
  check(cell, report) {
    const why = `${refusedCommand(cell)} fails with EINVAL`
    for (const { pinBase, pinBitmap } of distributorEntries(cell)) {
      if (!pinBase.known || (pinBase.value % 32n === 0n && pinBase.value <= highestBase)) continue
      const isTooHigh = highestBase < pinBase.value
      report({
        at: pinBase.place,
        message: isTooHigh
          ? `the 128 interrupts from ${pinBase.value} on do not end below 1024`
          : `${pinBase.value} is no multiple of 32`,
        why,
        help: isTooHigh
          ? `write 896 or less, and put the bits into the words behind it`
          : `write ${pinBase.value - (pinBase.value % 32n)}, and set the bits from there on`,
        // Which interrupts the words stand for is not known now.
        spoils: pinBitmap.filter(({ written }) => written).map(({ place }) => place),
      })
    }
    for (const { pinBase } of ioApicsOf(cell)) {
      if (!pinBase.known || pinBase.value === 0n) continue
      report({
        at: pinBase.place,
        message: `the base of an I/O APIC is ${pinBase.value} instead of 0`,
        why,
        help: 'leave the field out, and count the pins of this I/O APIC from 0 on',
      })
    }
  },
})

/** The hypervisor has a bit for each of 1024 interrupts, and an entry has 128. */
const highestBase = 896n
