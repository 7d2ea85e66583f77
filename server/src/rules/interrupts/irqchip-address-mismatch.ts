/** An entry for an interrupt controller that the hypervisor skips, since it has not the address of the distributor. */
import type { Cell } from '../../board/cell.ts'
import { countedIrqchips, distributorOf, isEmpty } from '../../board/irqchips.ts'
import { missingVirtualInterrupts } from '../../board/virtual-interrupts.ts'
import { pinsOfEntry } from '../../config/interrupts.ts'
import type { Irqchip } from '../../config/model.ts'
import { removingItem } from '../fix/elements.ts'
import { settingField } from '../fix/fields.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { counted, hex } from '../wording.ts'

export const irqchipAddressMismatch = defineRule({
  id: 'irqchip-address-mismatch',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On Arm, the address of an entry in `irqchips` is not that of the distributor, `gicd_base` of the root configuration.',
    why:
      'The hypervisor knows one distributor. It skips entries with another address without a word, on `jailhouse ' +
      'enable` as on `cell create`: the cell gets none of the interrupts in the bitmap, its attempts to enable them are ' +
      'ignored, and its devices never interrupt. An entry whose bitmap is empty grants nothing either way, which is a hint.',
    legal:
      'Elements that are declared and not written are reported by `partial-initializer`. On x86 every address is that of ' +
      'an I/O APIC.',
    fix: 'Writes the address of the distributor; an entry with an empty bitmap is removed.',
    bad: `
.irqchips = {
  { .address = 0xa0001000, .pin_base = 32, .pin_bitmap = { 0, 0, 1 << (98 - 96) } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 1 << (98 - 96) } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_cell_exit'],
    catalogue: 'C 49, D 27',
  },
  check(cell, report) {
    const distributor = distributorOf(cell)
    if (!distributor || !cell.root) return
    for (const irqchip of countedIrqchips(cell.configuration)) {
      const { address } = irqchip
      if (!address.known || address.value === distributor.value) continue
      report({
        at: address.place,
        severity: isEmpty(irqchip) ? 'hint' : 'error',
        message: `the entry has no effect: the distributor is at ${hex(distributor.value)}, not at ${hex(address.value)}`,
        why: isEmpty(irqchip)
          ? 'the hypervisor skips entries with another address; this one lists no interrupts either'
          : `the hypervisor skips entries with another address without a word: the cell gets ${lostBy(irqchip)}`,
        help: isEmpty(irqchip) ? 'leave the entry out' : 'write the address of the distributor',
        related: [
          {
            at: distributor.place,
            message: 'the address of the distributor',
            configuration: cell.root.configuration,
          },
        ],
        fixes: fixesFor(irqchip, cell, distributor.value),
        spoils: grantsVirtualInterrupt(irqchip, cell) ? [cell.configuration.cell.vpciIrqBase.place] : [],
      })
    }
  },
})

function lostBy(irqchip: Irqchip): string {
  return `none of the ${counted(pinsOfEntry(irqchip).length, 'interrupt', 'interrupts')} that are listed`
}

function fixesFor(irqchip: Irqchip, { configuration }: Cell, distributor: bigint): readonly Fix[] {
  if (isEmpty(irqchip)) return fix('remove the entry', 'safe', removingItem(configuration.irqchips, irqchip))
  const change = settingField(irqchip.view, 'address', hex(distributor))
  return fix(`write ${hex(distributor)}`, 'suggested', change)
}

/** That the virtual devices lack their interrupts, too, follows from this. */
function grantsVirtualInterrupt(irqchip: Irqchip, cell: Cell): boolean {
  if (!cell.configuration.cell.vpciIrqBase.written) return false
  const listed = new Set(pinsOfEntry(irqchip).map(({ number }) => number))
  return missingVirtualInterrupts(cell).some(({ id }) => listed.has(id))
}
