/**
 * What a memory region amounts to: which addresses it shows to the cell, which it takes them from, and whether the
 * hypervisor maps it or emulates it (catalogue, vocabulary and A.4).
 */
import { hasFlag } from './interface.ts'
import type { Configuration, MemoryRegion } from './model.ts'
import { type Range, rangeOf } from './range.ts'
import { remembered } from './remembered.ts'
import type { Place } from './view.ts'

/**
 * A region that does something: all its values are known and its size is not zero. Regions with unknown values
 * are no such regions, so whatever is concluded from these is certain.
 */
export interface LiveRegion {
  readonly index: number
  readonly place: Place
  readonly region: MemoryRegion
  readonly configuration: Configuration
  /** Guest-physical addresses: what the cell sees. */
  readonly guest: Range
  /** Host-physical addresses; undefined for the communication region, whose page the hypervisor provides. */
  readonly physical: Range | undefined
  readonly flags: bigint
  /** Mapped through page tables. Otherwise it is a sub-page region: every access traps and is emulated. */
  readonly isPageMapped: boolean
  /** Whether it has a flag, named as in the header. */
  readonly has: (flag: MemoryFlag) => boolean
}

export type MemoryFlag = `JAILHOUSE_MEM_${
  | 'READ'
  | 'WRITE'
  | 'EXECUTE'
  | 'DMA'
  | 'IO'
  | 'COMM_REGION'
  | 'LOADABLE'
  | 'ROOTSHARED'
  | 'NO_HUGEPAGES'
  | 'IO_UNALIGNED'
  | 'IO_8'
  | 'IO_16'
  | 'IO_32'
  | 'IO_64'}`

/** The live regions of a configuration, in array order: the order in which the hypervisor maps them. */
export const liveRegionsOf = remembered((configuration: Configuration): readonly LiveRegion[] => {
  return configuration.memory.items.flatMap((region) => liveRegion(region, configuration) ?? [])
})

function liveRegion(region: MemoryRegion, configuration: Configuration): LiveRegion | undefined {
  const { physStart, virtStart, size, flags } = region
  if (!physStart.known || !virtStart.known || !size.known || !flags.known) return undefined
  const guest = rangeOf(virtStart.value, size.value)
  if (!guest) return undefined
  const has = (flag: MemoryFlag): boolean => hasFlag(flags, flag, configuration.interface)
  return {
    index: region.index,
    place: region.place,
    region,
    configuration,
    guest,
    physical: has('JAILHOUSE_MEM_COMM_REGION') ? undefined : rangeOf(physStart.value, size.value),
    flags: flags.value,
    isPageMapped: ((virtStart.value | size.value) & 0xfffn) === 0n,
    has,
  }
}
