/**
 * The peripheral virtualisation unit of TI's SoCs, as far as configurations decide about it: which stream ids are
 * its virtual ids, and into how many entries of its tables a memory region falls (upstream `ti-pvu.c`; catalogue
 * H 33, C 106a).
 */
import type { LiveRegion } from '../config/memory.ts'
import type { Range } from '../config/range.ts'
import type { Cell } from './cell.ts'
import type { Root } from './root.ts'

/** Stream ids up to this one are virtual ids of the PVU; it ignores higher ones (upstream `MAX_VIRTID`). */
export const highestPvuId = 7n

/** How many entries a cell can have: its list of them is one page (upstream `MAX_PVU_ENTRIES`). */
export const mostPvuEntries = 128

/** How many entries a TLB has; a virtual id with more needs further TLBs, chained to its own. */
export const entriesPerTlb = 8

/** A region that goes through the PVU when it is mapped. */
export type TranslatedRegion = LiveRegion & { readonly physical: Range }

/** Page-mapped regions with the DMA flag, in the order of mapping. Sub-page regions never get there. */
export function translatedRegions(regions: readonly LiveRegion[]): readonly TranslatedRegion[] {
  return regions.filter(
    (region): region is TranslatedRegion =>
      region.isPageMapped && region.physical !== undefined && region.has('JAILHOUSE_MEM_DMA'),
  )
}

/**
 * How many entries a region takes: each is the largest page that fits what is left of it, at both addresses.
 * Undefined where it cannot be cut into pages; the count ends above `mostPvuEntries`.
 */
export function pvuEntriesOf({
  guest,
  physical,
}: Pick<TranslatedRegion, 'guest' | 'physical'>): number | undefined {
  let count = 0
  let { start } = guest
  const offset = physical.start - guest.start
  while (start < guest.end && count <= mostPvuEntries) {
    const page = pageSizes.find(
      (size) => (start | (start + offset)) % size === 0n && size <= guest.end - start,
    )
    if (page === undefined) return undefined
    start += page
    count++
  }
  return count
}

/** The virtual ids of a cell, each once. */
export function pvuIdsOf({ configuration }: Cell): readonly bigint[] {
  const ids = configuration.streamIds.items.flatMap(({ id }) =>
    id.known && id.value <= highestPvuId ? [id.value] : [],
  )
  return [...new Set(ids)]
}

/** How many TLBs besides those of the virtual ids the first PVU has; undefined when that is not known. */
export function chainableTlbs({ iommuWindows }: Root): number | undefined {
  const window = iommuWindows.find(({ what }) => what === 'TLB window')?.range
  if (!window) return undefined
  const tlbs = Number((window.end - window.start) / bytesPerTlb)
  return Math.max(tlbs - Number(highestPvuId) - 1, 0)
}

/** Of the window in which the TLBs are set up. */
export const bytesPerTlb = 0x1000n

/** Largest first (upstream `pvu_page_size_bytes`). */
const pageSizes: readonly bigint[] = [
  16n << 30n,
  1n << 30n,
  512n << 20n,
  32n << 20n,
  2n << 20n,
  64n << 10n,
  16n << 10n,
  4n << 10n,
]
