/** Interrupts of single CPUs in a bitmap of those that are given to cells. */
import type { Cell } from '../../board/cell.ts'
import { gicVersionOf } from '../../board/gic.ts'
import { distributorEntries } from '../../board/irqchips.ts'
import { firstSpiId, pinsOfEntry } from '../../config/interrupts.ts'
import type { Irqchip } from '../../config/model.ts'
import { defineRule, type Report } from '../rule.ts'
import { counted } from '../wording.ts'

export const irqchipPinBaseLow = defineRule({
  id: 'irqchip-pin-base-low',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On Arm, an entry in `irqchips` lists interrupts below id 32: SGIs and PPIs, which every CPU has for itself.',
    why:
      'Every cell has all SGIs and PPIs but those of the hypervisor; the first word of its bitmap is overwritten. In a cell ' +
      'the listed ones are taken away from the root cell all the same, which on a GICv2 cannot enable or mask them any ' +
      'more from `cell create` on: an error. On a GICv3 these interrupts do not go through the distributor, and nothing ' +
      'happens; most often `pin_base = 32` was forgotten, and all bits stand for other interrupts than was meant: a warning. ' +
      'The root cell has it the other way round: whenever a cell is destroyed, it keeps of the interrupts of an entry only ' +
      'those that are listed. On a GICv2 an entry from 0 on that does not list all SGIs and PPIs is a warning.',
    legal:
      'Timers and other PPIs need not be listed anywhere. An entry from 0 on whose first word is empty grants what the ' +
      'other words say.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 0, .pin_bitmap = { 1 << 27 /* timer */ } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << (59 - 32) } },
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_cell_exit, restrict_bitmask_access',
    ],
    catalogue: 'C 50, D 31; the source is milder than F.6 about GICv3, and harsher about the root cell',
  },
  check(cell, report) {
    for (const irqchip of distributorEntries(cell)) {
      if (!irqchip.pinBase.known || irqchip.pinBase.value !== 0n) continue
      const found = cell.isRoot ? faultOfRoot(irqchip, cell) : faultOfCell(irqchip, cell)
      if (found) report(found)
    }
  },
})

function faultOfCell(irqchip: Irqchip, cell: Cell): Report | undefined {
  const [word] = irqchip.pinBitmap
  if (!word?.known || word.value === 0n || !cell.root) return undefined
  const count = pinsOfEntry(irqchip).filter(({ number }) => number < firstSpiId).length
  const isFiltered = gicVersionOf(cell.root) === 2
  return {
    at: word.place,
    severity: isFiltered ? 'error' : 'warning',
    message: `${counted(count, 'bit stands', 'bits stand')} for SGIs and PPIs, which cannot be given to a cell`,
    why: isFiltered
      ? 'the cell has them anyhow, and the root cell can neither enable nor mask them any more once the cell is created'
      : 'the cell has them anyhow: these bits have no effect',
    help: 'if SPIs are meant, write `.pin_base = 32`; otherwise drop the bits',
    related: irqchip.pinBase.written ? [{ at: irqchip.pinBase.place, message: 'the words begin here' }] : [],
  }
}

function faultOfRoot(irqchip: Irqchip, { root }: Cell): Report | undefined {
  const [word] = irqchip.pinBitmap
  if (!word?.known || word.value === allBits || !root || gicVersionOf(root) !== 2) return undefined
  return {
    at: irqchip.pinBase.place,
    severity: 'warning',
    message: `the entry begins with the SGIs and PPIs, and lists ${word.value === 0n ? 'none' : 'not all'} of them`,
    why: 'when a cell is destroyed, the root cell keeps of the interrupts of an entry only those that are listed: it can no longer enable or mask the others',
    help: 'begin with the first SPI, id 32: SGIs and PPIs need not be listed',
  }
}

const allBits = 0xffff_ffffn
