/**
 * Memory regions with flags that only the headers in use know, as those by which a vendor spreads memory over the
 * colours of a cache. Such a region need not be at the physical addresses that it names: it may be made of single pages
 * that lie far apart, and have others between them that belong to somebody else.
 */
import { constantGroup } from '../abi/documentation.ts'
import { memoryRegion } from './elements.ts'
import type { ConfigInterface } from './interface.ts'
import { knownConstants } from './known-constants.ts'
import type { MemoryRegion } from './model.ts'
import type { View } from './view.ts'

/** An element of the array of memory regions; with a flag of a vendor, its physical address counts as unknown. */
export function regionOfArray(view: View, index: number, known: ConfigInterface): MemoryRegion {
  const region = memoryRegion(view, index)
  const { flags, physStart } = region
  const mark = flags.known ? vendorsFlagIn(flags.value, known) : undefined
  if (mark === undefined) return region
  const { place, written } = physStart
  return { ...region, physStart: { known: false, reason: `${mark} may put it elsewhere`, place, written } }
}

/** The name of the first such flag; undefined where there is none. */
function vendorsFlagIn(flags: bigint, known: ConfigInterface): string | undefined {
  const group = constantGroup('memory-flag')
  const constants = group ? knownConstants(group, known) : []
  return constants.find(({ meaning, value }) => meaning === undefined && (flags & value) !== 0n)?.name
}
