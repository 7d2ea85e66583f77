/**
 * The memory that more than one cell reaches while a set of cells runs, by range, with the rights of each and the
 * ground that it is shared on. Who reaches what is the partition's answer; nothing is deduced from overlaps of regions.
 */
import type { Cell } from '../../board/cell.ts'
import type { Reach } from '../../board/partition/reach.ts'
import { sharingGround } from './grounds.ts'
import { extentText } from './range-wording.ts'
import type { SharedResource } from './report.ts'
import { everything, holderOfWay, type ReportContext, rightsOf, waysTo } from './report-context.ts'
import { stretchesOf } from './stretches.ts'

export interface SharedMemory {
  /** By rising address. */
  readonly resources: readonly SharedResource[]
  readonly isComplete: boolean
}

/**
 * Ways that no region opens, those of the hypervisor's units, are left out: they lead to the hypervisor's own
 * (`hypervisor-owned.ts`).
 */
export function sharedMemoryOf(cells: readonly Cell[], context: ReportContext): SharedMemory {
  const ways = waysTo(everything, cells, context).filter(
    (way) => way.via !== undefined && 0 < rightsOf(way, context).length,
  )
  const { all, isComplete } = stretchesOf(
    ways,
    ({ physical }) => physical,
    (way) => keyOfWay(way, context),
  )
  const resources = all.flatMap(({ range, items }): readonly SharedResource[] => {
    if (new Set(items.map(({ cell }) => cell)).size < 2) return []
    return [
      {
        kind: 'memory',
        what: extentText(range),
        ranges: [range],
        ...sharingGround(items, context),
        holders: items.map((way) => holderOfWay(way, range, context)),
      },
    ]
  })
  return { resources, isComplete }
}

/** The same text for ways that are one way, apart from where they begin and end. */
function keyOfWay(way: Reach, context: ReportContext): string {
  const { cell, guest, physical, trapped, via } = way
  const shift = guest.start - physical.start
  return [context.nameOf(cell), via?.index, shift, trapped, rightsOf(way, context).join()].join(' ')
}
