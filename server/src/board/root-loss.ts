/**
 * What the root cell loses of one of its memory regions to a region of another cell (upstream `control.c:
 * unmap_from_root_cell`, `mmio.c: mmio_region_unregister`; catalogue C 36 to C 39).
 *
 * Whole pages of a page-mapped region are unmapped. Anything else only removes a handler for trapped accesses: there
 * is none for what the root cell has mapped, and where there is one, all of its region goes with it.
 */
import type { LiveRegion } from '../config/memory.ts'
import { pageSize, type Range } from '../config/range.ts'
import { remembered } from '../config/remembered.ts'
import type { Cell } from './cell.ts'
import { overlapsBetween } from './sweep.ts'
import { uncovered } from './uncovered.ts'

export type RootLoss =
  /** Both have it. */
  | 'shared'
  /** The root cell has no access while the cell exists. */
  | 'taken'
  /** Both have it, although nobody said so. */
  | 'kept'
  /** The root cell loses all of its region, not only what the cell has of it. */
  | 'taken whole'

/** For two regions over the same physical memory. */
export function rootLoss(theirs: LiveRegion, root: LiveRegion): RootLoss {
  const { physical } = theirs
  if (theirs.has('JAILHOUSE_MEM_ROOTSHARED') || !physical) return 'shared'
  const isWholePages = ((physical.start | physical.end) & (pageSize - 1n)) === 0n
  if (isWholePages) return root.isPageMapped ? 'taken' : 'kept'
  const handled = root.isPageMapped ? undefined : root.physical
  return handled && handled.start <= physical.start && physical.start < handled.end ? 'taken whole' : 'kept'
}

/** A region of a non-root cell and one of the root cell over the same physical memory. */
export interface Claim {
  readonly region: LiveRegion
  readonly root: LiveRegion
  readonly shared: Range
  readonly loss: RootLoss
  /** What the root cell loses with it although the cell claims it nowhere. */
  readonly stripped: readonly Range[]
}

/** Everything of the root cell's that a cell claims, shared or not; nothing for the root cell, or without a root. */
export const claimsOn = remembered((cell: Cell): readonly Claim[] => {
  if (cell.isRoot || !cell.root) return []
  const own = cell.regions.flatMap((region) =>
    isPrivate(region) && region.physical ? [region.physical] : [],
  )
  const unclaimed = new Map<LiveRegion, readonly Range[]>()
  const unclaimedOf = (root: LiveRegion): readonly Range[] => {
    const known = unclaimed.get(root) ?? uncovered(root.guest, own)
    unclaimed.set(root, known)
    return known
  }
  return overlapsBetween(cell.root.regions, cell.regions, physicalOf, physicalOf).map(
    ({ left: root, right: region, shared }) => {
      const loss = rootLoss(region, root)
      return { region, root, shared, loss, stripped: loss === 'taken whole' ? unclaimedOf(root) : [] }
    },
  )
})

/**
 * Whether the cell wants the region for itself: `cell create` then takes it from the root cell, and `cell destroy`
 * gives it back (upstream `control.c: cell_create, cell_destroy_internal`).
 */
export function isPrivate(region: LiveRegion): boolean {
  return region.physical !== undefined && !region.has('JAILHOUSE_MEM_ROOTSHARED')
}

function physicalOf({ physical }: LiveRegion): Range | undefined {
  return physical
}
