/** Interrupts that the root cell loses when a cell is destroyed, since two of its entries disagree about them. */
import { distributorEntries } from '../../board/irqchips.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import type { Irqchip } from '../../config/model.ts'
import { defineRule } from '../rule.ts'
import { spisText } from '../wording.ts'

export const irqchipRootOverlap = defineRule({
  id: 'irqchip-root-overlap',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'On Arm, two entries in `irqchips` of the root cell cover the same interrupts, and one lists some that the other does not.',
    why:
      'On `jailhouse enable` the root cell gets all interrupts that any entry lists. Whenever a cell is destroyed, the ' +
      'hypervisor takes those away that did not belong to the root cell, entry by entry: it keeps of the 128 interrupts of ' +
      'an entry only those that this entry lists. Where two entries overlap, only what both list is left. The root cell ' +
      'then cannot enable, mask or route the others any more, and no message says so.',
    legal:
      'In other cells entries are only put together, so that they may overlap. Entries of the root cell whose common words ' +
      'are equal do no harm.',
    bad: `
//- root
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0xffffffff, 0xffffffff } },
  { .address = 0xa0000000, .pin_base = 96, .pin_bitmap = { 0xffffffff, 0xffffffff } },
},`,
    good: `
//- root
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff } },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_cell_exit'],
    catalogue: 'not in F.6; D 25 is about other cells than root',
  },
  check(cell, report) {
    const covered = new Map<number, CoveredWord>()
    for (const entry of cell.isRoot ? distributorEntries(cell) : []) {
      const words = wordsOf(entry)
      const disputed = words.flatMap((word) => {
        const earlier = covered.get(word.first)
        return earlier && earlier.bits !== word.bits ? [{ earlier, ids: differingIds(earlier, word) }] : []
      })
      for (const word of words) if (!covered.has(word.first)) covered.set(word.first, word)
      const [first] = disputed
      if (!first) continue
      report({
        at: entry.place,
        message: `the root cell loses ${spisText(disputed.flatMap(({ ids }) => ids))} when a cell is destroyed`,
        why: 'the hypervisor then keeps of the interrupts of each entry only those that it lists, and another entry covers these as well',
        help: 'let each entry begin behind the 128 interrupts of the one before it, or list the same interrupts in both',
        related: [{ at: first.earlier.entry.place, message: 'covers the same interrupts' }],
      })
    }
  },
})

/** A word of an entry, and the shared interrupts that it stands for. */
interface CoveredWord {
  readonly entry: Irqchip
  /** The id of its first bit. */
  readonly first: number
  readonly bits: bigint
}

function wordsOf(entry: Irqchip): readonly CoveredWord[] {
  const { pinBase, pinBitmap } = entry
  if (!pinBase.known) return []
  const base = Number(pinBase.value)
  return pinBitmap.flatMap((word, index) => {
    const first = base + 32 * index
    return word.known && firstSpiId <= first ? [{ entry, first, bits: word.value }] : []
  })
}

function differingIds(a: CoveredWord, b: CoveredWord): readonly number[] {
  const differing = a.bits ^ b.bits
  return Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => ((differing >> BigInt(bit)) & 1n) === 1n)
    .map((bit) => a.first + bit)
}
