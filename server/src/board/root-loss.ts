/**
 * What the root cell loses of one of its memory regions to a region of another cell (upstream `control.c:
 * unmap_from_root_cell`, `mmio.c: mmio_region_unregister`; catalogue C 36 to C 39).
 *
 * Whole pages of a page-mapped region are unmapped. Anything else only removes a handler for trapped accesses: there
 * is none for what the root cell has mapped, and where there is one, all of its region goes with it.
 */
import type { LiveRegion } from '../config/memory.ts'
import { pageSize } from '../config/range.ts'

export type RootLoss =
  /** Both have it. */
  | 'shared'
  /** The root cell has no access while the cell exists. */
  | 'taken'
  /** Both have it, although nobody said so. */
  | 'kept'
  /** The root cell loses all of its region, not only what the cell has of it. */
  | 'taken whole'

export function rootLoss(theirs: LiveRegion, root: LiveRegion): RootLoss {
  const { physical } = theirs
  if (theirs.has('JAILHOUSE_MEM_ROOTSHARED') || !physical) return 'shared'
  const isWholePages = ((physical.start | physical.end) & (pageSize - 1n)) === 0n
  if (isWholePages) return root.isPageMapped ? 'taken' : 'kept'
  const handled = root.isPageMapped ? undefined : root.physical
  return handled && handled.start <= physical.start && physical.start < handled.end ? 'taken whole' : 'kept'
}
