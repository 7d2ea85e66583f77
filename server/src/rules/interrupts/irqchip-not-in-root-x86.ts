/** An I/O APIC that the root configuration does not know. */
import { countedIrqchips, ioApicsOf } from '../../board/irqchips.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const irqchipNotInRootX86 = defineRule({
  id: 'irqchip-not-in-root-x86',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell on x86 lists an I/O APIC at an address that the root configuration lists none at.',
    why:
      'The hypervisor maps the page at that address and reads how many pins there are. If that is more than 120, as it is ' +
      'where nothing answers, `cell create` fails with EIO; other registers are taken for an I/O APIC. If there is one, the ' +
      'root cell is not kept from its pins: no entry of its own is changed.',
    legal: 'Two cells may list the same I/O APIC with different pins.',
    bad: `
//- x86 cell
.irqchips = {
  { .address = 0xfec01000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
},`,
    good: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
},`,
    references: ['hypervisor/arch/x86/ioapic.c: ioapic_get_or_add_phys, ioapic_cell_init'],
    catalogue: 'C 59, B H19',
  },
  check(cell, report) {
    if (cell.isRoot || !cell.root) return
    const { configuration } = cell.root
    const { count, items, place } = configuration.irqchips
    if (!count.known || items.some(({ address }) => !address.known)) return
    const known = new Set(countedIrqchips(configuration).map(({ address }) => address.known && address.value))
    for (const { address } of ioApicsOf(cell)) {
      if (!address.known || known.has(address.value)) continue
      report({
        at: address.place,
        message: `the root configuration lists no I/O APIC at ${hex(address.value)}`,
        why: 'the hypervisor reads its registers blindly, refuses the cell with EIO if nothing answers, and does not keep the root cell from its pins',
        help: 'write the address of an I/O APIC in the root configuration, or list this one there as well',
        related: [{ at: place, message: 'what the root cell has', configuration }],
      })
    }
  },
})
