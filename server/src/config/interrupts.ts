/**
 * The interrupts of a cell, out of the pin bitmaps of its interrupt controllers (catalogue A.7).
 *
 * On Arm a pin is a GIC interrupt id, and only shared peripheral interrupts (SPIs, ids 32 to 1019) can be given to
 * a cell; an entry whose address is not that of the distributor has no effect. On x86 a pin belongs to the I/O APIC
 * at the entry's address.
 */
import type { Configuration, Irqchip } from './model.ts'
import type { Place } from './view.ts'

export interface Pin {
  /** The address of the controller. */
  readonly controller: bigint
  /** GIC interrupt id, or pin of the I/O APIC. */
  readonly number: number
  readonly irqchip: Irqchip
  /** The word of the bitmap. */
  readonly place: Place
}

/** Ids of shared peripheral interrupts: SPI n has the id n + 32. */
export const firstSpiId = 32
/** The highest id that a GIC has for them; a machine may have fewer. */
export const lastSpiId = 1019

/** Every pin that the configuration lists, controllers and words with unknown values left out. */
export function pinsOf(configuration: Configuration): readonly Pin[] {
  return configuration.irqchips.items.flatMap(pinsOfEntry)
}

/** Whether the pin is an SPI of the GIC whose distributor is at `distributor`. */
export function isSpiOf(pin: Pin, distributor: bigint): boolean {
  return pin.controller === distributor && firstSpiId <= pin.number && pin.number <= lastSpiId
}

/** The pins that one entry lists; none where its address or its base is not known. */
export function pinsOfEntry(irqchip: Irqchip): readonly Pin[] {
  const { address, pinBase, pinBitmap } = irqchip
  if (!address.known || !pinBase.known) return []
  const pins: Pin[] = []
  for (const [index, word] of pinBitmap.entries()) {
    if (!word.known || word.value === 0n) continue
    const bits = Number(BigInt.asIntN(32, word.value))
    for (let bit = 0; bit < 32; bit++) {
      if (((bits >> bit) & 1) === 0) continue
      const number = Number(pinBase.value) + 32 * index + bit
      pins.push({ controller: address.value, number, irqchip, place: word.place })
    }
  }
  return pins
}
