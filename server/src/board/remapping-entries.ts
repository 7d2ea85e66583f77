/**
 * How many entries for interrupt remapping a machine with VT-d needs (upstream `vtd.c: vtd_reserve_int_remap_region` and
 * its callers; catalogue B H25, H.3): for the pins of I/O APICs, and for the vectors of physical PCI devices.
 */
import type { Configuration } from '../config/model.ts'
import { physicalFunctionsOf } from './pci.ts'

export interface RemappingNeed {
  /** For PCI devices: of each the larger one of the numbers of MSI and MSI-X vectors. */
  readonly vectors: number
  readonly controllers: number
  /** How many pins these have at least; how many it is, is known on the machine only. */
  readonly pins: number
  /** What is needed in any case. */
  readonly least: number
  /** With the most pins that an I/O APIC can have. */
  readonly most: number
}

export function remappingNeedOf(configuration: Configuration): RemappingNeed {
  const vectors = vectorsOf(configuration)
  const pinsOfEach = pinsOfControllers(configuration)
  const pins = sum(pinsOfEach)
  const controllers = pinsOfEach.length
  return { vectors, controllers, pins, least: vectors + pins, most: vectors + mostPins * controllers }
}

/** Upstream `IOAPIC_MAX_PINS`. */
export const mostPins = 120

/** Entries are reserved for each bdf once. */
function vectorsOf(configuration: Configuration): number {
  const needs = new Map<bigint, number>()
  for (const { bdf, device } of physicalFunctionsOf(configuration)) {
    const [msi, msix] = [device.numMsiVectors, device.numMsixVectors]
    const need = Math.max(msi.known ? Number(msi.value) : 0, msix.known ? Number(msix.value) : 0)
    needs.set(bdf, Math.max(needs.get(bdf) ?? 0, need))
  }
  return sum([...needs.values()])
}

/** How many pins each I/O APIC has at least; one that is listed twice has one id, and its entries once. */
function pinsOfControllers({ irqchips: { items, count } }: Configuration): readonly number[] {
  const pins = new Map<bigint, number>()
  for (const { index, id, pinBitmap } of items) {
    if (!count.known || count.value <= BigInt(index) || !id.known) continue
    const key = id.value & 0xffffn
    const listed = pinBitmap.map((word, number) =>
      word.known && word.value !== 0n ? 32 * number + word.value.toString(2).length : 0,
    )
    pins.set(key, Math.max(pins.get(key) ?? 0, ...listed))
  }
  return [...pins.values()]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
