/**
 * The interrupt controllers that a cell lists, as the hypervisor goes through them (upstream
 * `arch/arm-common/irqchip.c: irqchip_cell_init` and `arch/x86/ioapic.c: ioapic_cell_init`; catalogue A.7).
 *
 * On Arm an entry counts if it has the address of the distributor, and all that count make one bitmap; on x86 every
 * entry is an I/O APIC. This file describes; it does not judge.
 */
import type { Pin } from '../config/interrupts.ts'
import type { Configuration, Irqchip } from '../config/model.ts'
import type { Traced } from '../config/view.ts'
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'

/** The entries that are read and that somebody wrote; none where the count is not known. */
export function countedIrqchips({ irqchips: { items, count } }: Configuration): readonly Irqchip[] {
  return count.known ? items.filter(({ index, written }) => written && BigInt(index) < count.value) : []
}

/** The address of the distributor on Arm; undefined where there is none, and where it is not known. */
export function distributorOf(cell: Cell): Traced | undefined {
  const base = isOnArm(cell) ? cell.root?.configuration.system.platform.arm.gicdBase : undefined
  return base?.known && base.value !== 0n ? base : undefined
}

/** The entries of a cell on Arm that have the address of the distributor. */
export function distributorEntries(cell: Cell): readonly Irqchip[] {
  const distributor = distributorOf(cell)
  return countedIrqchips(cell.configuration).filter(
    ({ address }) => distributor && address.known && address.value === distributor.value,
  )
}

/** The entries of a cell on x86; none on other machines. */
export function ioApicsOf(cell: Cell): readonly Irqchip[] {
  return machineOf(cell) === 'x86' ? countedIrqchips(cell.configuration) : []
}

/** Whether the machine has a GIC. */
export function isOnArm(cell: Cell): boolean {
  const machine = machineOf(cell)
  return machine === 'arm' || machine === 'arm64'
}

/** Whether it is known that no bit of the bitmap is set. */
export function isEmpty({ pinBitmap }: Irqchip): boolean {
  return pinBitmap.every((word) => word.known && word.value === 0n)
}

/** The pins of each word of a bitmap that has any, with the pins in rising order. */
export interface PinsOfWord {
  readonly first: Pin
  readonly numbers: readonly number[]
}

/** Pins drawn together by the word that they are written in. */
export function pinsByWord(pins: readonly Pin[]): readonly PinsOfWord[] {
  const words = new Map<Pin['place'], { readonly first: Pin; readonly numbers: number[] }>()
  for (const pin of pins) {
    const word = words.get(pin.place) ?? { first: pin, numbers: [] }
    word.numbers.push(pin.number)
    words.set(pin.place, word)
  }
  return [...words.values()]
}
