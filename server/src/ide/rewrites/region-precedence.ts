/**
 * Which memory regions of a configuration may not change places, since somebody takes the first one, or the last one,
 * of several that would do.
 */
import { isLinuxRam } from '../../board/linux-cell.ts'
import { mostOverlaps, overlapsAmong } from '../../board/sweep.ts'
import { type LiveRegion, liveRegionsOf } from '../../config/memory.ts'
import type { Configuration, MemoryRegion } from '../../config/model.ts'
import { pagesOf, type Range } from '../../config/range.ts'
import { remembered } from '../../config/remembered.ts'

/** Of two regions the first one has to stay in front. */
export type Precedence = readonly [MemoryRegion, MemoryRegion]

/**
 * All pairs of regions that have to keep their order. Undefined where there are too many to know them all.
 *
 * - Where regions overlap in the cell, the later one wins, and an image is loaded into the first one (upstream
 *   `control.c: cell_create`, `driver/cell.c: load_image`).
 * - Where they overlap in physical memory, they are taken from root, and given back to it, one by one.
 * - Of several communication regions the first one is looked for (upstream `test-device.c: testdev_get_mmio_base`).
 * - `jailhouse cell linux` puts its images into the first region of RAM that is large enough.
 */
export const precedences = remembered((configuration: Configuration): readonly Precedence[] | undefined => {
  const live = liveRegionsOf(configuration)
  const overlaps = [overlapsAmong(live, ({ guest }) => guest), overlapsAmong(live, touchedMemory)]
  if (overlaps.some(({ length }) => mostOverlaps <= length)) return undefined
  return [
    ...overlaps.flat().map(({ earlier, later }) => [earlier.region, later.region] as const),
    ...chainOf(live.filter(({ has }) => has('JAILHOUSE_MEM_COMM_REGION'))),
    ...chainOf(configuration.kind === 'cell' ? live.filter(isLinuxRam) : []),
  ]
})

function chainOf(regions: readonly LiveRegion[]): readonly Precedence[] {
  return regions.slice(1).flatMap(({ region }, at) => {
    const previous = regions[at]
    return previous ? [[previous.region, region]] : []
  })
}

/** Whole pages where page tables are filled: they drop the low bits of an address. */
function touchedMemory({ physical, isPageMapped }: LiveRegion): Range | undefined {
  return physical && isPageMapped ? pagesOf(physical) : physical
}
