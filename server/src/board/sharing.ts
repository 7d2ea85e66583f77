/**
 * What two cells share when they run together, drawn together from regions, bitmaps and lists: what they take from
 * each other, and what they have in common on purpose. For outputs that show whole boards; rules go by the single
 * regions (`conflicts.ts`).
 */
import type { Range } from '../config/range.ts'
import type { Cell } from './cell.ts'
import {
  commonLinks,
  deviceConflicts,
  memoryConflicts,
  pinConflicts,
  portConflicts,
  sharedMemory,
} from './conflicts.ts'
import { rangeSetOf } from './range-set.ts'

export interface Sharing {
  /** What only one of the two should have. */
  readonly conflicts: {
    /** Physical addresses, sorted. */
    readonly memory: readonly Range[]
    readonly interrupts: readonly SharedPin[]
    readonly ports: readonly Range[]
    /** Bdfs of physical PCI devices. */
    readonly devices: readonly bigint[]
  }
  /** What is meant to be shared. */
  readonly onPurpose: {
    /** Physical addresses that both flag as shared, sorted. */
    readonly memory: readonly Range[]
    /** Bdfs of ivshmem links with both cells on them. */
    readonly links: readonly bigint[]
  }
}

export interface SharedPin {
  /** The address of the controller. */
  readonly controller: bigint
  /** Interrupt id of the GIC, or pin of the I/O APIC. */
  readonly number: number
}

/** What two non-root cells of a board share. Cells that never run together share nothing, and need not be asked about. */
export function sharingOf(a: Cell, b: Cell): Sharing {
  return {
    conflicts: {
      memory: rangeSetOf(memoryConflicts(a, b).map(({ shared }) => shared)),
      interrupts: sharedPins(a, b),
      ports: a.architecture === 'x86' ? rangeSetOf(portConflicts(a, b).map(({ shared }) => shared)) : [],
      devices: deviceConflicts(a, b),
    },
    onPurpose: {
      memory: rangeSetOf(sharedMemory(a, b).map(({ shared }) => shared)),
      links: commonLinks(a, b),
    },
  }
}

/** Each once, though an entry may list it twice. */
function sharedPins(a: Cell, b: Cell): readonly SharedPin[] {
  const pins = pinConflicts(a, b).map(({ left: { controller, number } }) => ({ controller, number }))
  return pins.filter(
    (pin, index) =>
      pins.findIndex((other) => other.controller === pin.controller && other.number === pin.number) === index,
  )
}
