/**
 * Who may use which interrupt pin: interrupt ids of the GIC on Arm (upstream `irqchip.c: irqchip_cell_init`,
 * `irqchip_cell_exit`), pins of I/O APICs on x86 (`ioapic.c`).
 *
 * A cell gets what it lists, whether root has it or not, and root loses it. What root has after the cell is destroyed
 * is more peculiar on Arm: it gets all pins of the cell, and then every entry of its own list is laid over its bitmap
 * once more as a mask, one after the other. So entries that cover the same ids keep only what both list, while ids
 * that no entry covers stay with root although it never had them.
 */
import { firstSpiId } from '../../config/interrupts.ts'
import type { Irqchip } from '../../config/model.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { type History, possibleCommands } from './history.ts'

/** A controller's pins: the address of the controller, and the ids or pins on it. */
export interface HeldPins {
  readonly cell: Cell
  readonly controller: bigint
  /** Rising. On Arm only those from 32 on: PPIs and SGIs are open to every cell. */
  readonly pins: readonly number[]
}

/** For root and each cell that exists in the end; entries that have no effect are left out. */
export function heldPins(rootCell: Cell, root: Root, history: History): readonly HeldPins[] {
  const book = root.architecture === 'x86' ? ioApicBook : root.architecture && gicBook(root)
  if (!book) return []
  const held = new Map<Cell, Bitmaps>([[rootCell, book.listed(rootCell)]])
  const ours = held.get(rootCell) ?? new Map<bigint, bigint>()
  for (const { does, cell } of possibleCommands(history)) {
    const theirs = book.listed(cell)
    if (does === 'create') {
      held.set(cell, theirs)
      for (const [controller, bits] of theirs) {
        const had = ours.get(controller)
        if (had !== undefined) ours.set(controller, had & ~bits)
      }
    } else if (does === 'destroy') {
      held.delete(cell)
      book.giveBack(theirs, ours, rootCell)
    }
  }
  return [...held].flatMap(([cell, bitmaps]) =>
    [...bitmaps].map(([controller, bits]) => ({ cell, controller, pins: pinsIn(bits, book.firstPin) })),
  )
}

/** By controller: bit n stands for pin n. */
type Bitmaps = Map<bigint, bigint>

interface Book {
  readonly firstPin: number
  readonly listed: (cell: Cell) => Bitmaps
  readonly giveBack: (theirs: Bitmaps, ours: Bitmaps, rootCell: Cell) => void
}

function gicBook({ configuration }: Root): Book | undefined {
  const { gicdBase } = configuration.system.platform.arm
  if (!gicdBase.known) return undefined
  const distributor = gicdBase.value
  const entries = (cell: Cell): readonly Irqchip[] =>
    cell.configuration.irqchips.items.filter(({ address }) => address.known && address.value === distributor)
  return {
    firstPin: firstSpiId,
    listed: (cell) => new Map([[distributor, entries(cell).reduce((all, chip) => all | bitsOf(chip), 0n)]]),
    giveBack: (theirs, ours, rootCell) => {
      let bits = (ours.get(distributor) ?? 0n) | (theirs.get(distributor) ?? 0n)
      for (const chip of entries(rootCell)) bits &= bitsOf(chip) | ~coverOf(chip)
      ours.set(distributor, bits)
    },
  }
}

/** Of several entries for one controller the first is the one that is found. */
const ioApicBook: Book = {
  firstPin: 0,
  listed: ({ configuration }) => {
    const bitmaps: Bitmaps = new Map()
    for (const chip of configuration.irqchips.items)
      if (chip.address.known && chip.address.value !== 0n && !bitmaps.has(chip.address.value))
        bitmaps.set(chip.address.value, bitsOf(chip))
    return bitmaps
  },
  giveBack: (theirs, ours, rootCell) => {
    const listed = ioApicBook.listed(rootCell)
    for (const [controller, bits] of theirs) {
      const had = ours.get(controller)
      if (had !== undefined) ours.set(controller, had | (bits & (listed.get(controller) ?? 0n)))
    }
  },
}

/**
 * The bits that an entry sets; words that are not known set none. An entry that reaches beyond the last id is refused
 * as a whole (catalogue H16).
 */
function bitsOf({ pinBase, pinBitmap }: Irqchip): bigint {
  if (!pinBase.known || mostIds < pinBase.value + BigInt(32 * pinBitmap.length)) return 0n
  let bits = 0n
  for (const [index, word] of pinBitmap.entries())
    if (word.known) bits |= BigInt.asUintN(32, word.value) << BigInt(32 * index)
  return bits << pinBase.value
}

/** The bits that an entry says something about. */
function coverOf({ pinBase, pinBitmap }: Irqchip): bigint {
  return pinBase.known && pinBase.value <= mostIds
    ? ((1n << BigInt(32 * pinBitmap.length)) - 1n) << pinBase.value
    : 0n
}

function pinsIn(bits: bigint, first: number): readonly number[] {
  const pins: number[] = []
  const last = bits.toString(2).length
  for (let pin = first; pin < last; pin++) if ((bits >> BigInt(pin)) & 1n) pins.push(pin)
  return pins
}

/** Bits of the hypervisor's bitmap. */
const mostIds = 1024n
