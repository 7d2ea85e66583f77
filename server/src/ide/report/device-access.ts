/**
 * What devices reach by themselves that no single region explains: everything, where the board has no IOMMU, and what
 * the root cell reaches, behind an SMMUv3. Ways of devices that follow a region are told with the region.
 */
import type { Cell } from '../../board/cell.ts'
import { historyOf } from '../../board/partition/history.ts'
import { rangeSetOf } from '../../board/range-set.ts'
import { counted, listText } from '../../rules/wording.ts'
import type { SharedResource } from './report.ts'
import { cellHolder, everything, isLent, type ReportContext, runningHistory } from './report-context.ts'

export function deviceAccess(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { iommus } = context.partition
  if (iommus.size === 0) return unrestricted(cells, context)
  return [
    ...lentToDevices(cells, context),
    ...(iommus.has('SMMUv3') || iommus.has('PVU') ? unlisted(context) : []),
  ]
}

/** Neither an SMMUv3 nor a PVU stops what it was told nothing about (catalogue C 98, C 106). */
function unlisted(context: ReportContext): readonly SharedResource[] {
  return [
    {
      kind: 'devices',
      what: 'all physical memory, by devices with streams that no configuration lists',
      ranges: [],
      classification: 'open',
      ground: 'the IOMMUs of this board let pass what they know nothing about',
      holders: [cellHolder(context.board.rootCell, 'by devices', undefined, context)],
    },
  ]
}

/** A device that one cell programs reads and writes whatever it is told to (catalogue C 108). */
function unrestricted(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  return [
    {
      kind: 'devices',
      what: 'all physical memory, by devices',
      ranges: [],
      classification: 'open',
      ground:
        'the board has no IOMMU; whoever programs a device that accesses memory by itself reaches everything with it',
      holders: [context.board.rootCell, ...cells].map((cell) =>
        cellHolder(cell, 'by devices', undefined, context),
      ),
    },
  ]
}

/**
 * The entry of a stream is made of the tables of the cell that runs while it is written, and that is the root cell
 * (upstream `smmu-v3.c: arm_smmu_write_strtab_ent`; catalogue C 99).
 */
function lentToDevices(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const ways = context.partition.reachOf(everything, runningHistory(cells)).filter(isLent)
  const users = cells.filter((cell) => ways.some((way) => way.cell === cell))
  if (users.length === 0) return []
  const ranges = rangeSetOf(ways.map(({ physical }) => physical))
  const names = users.map(context.nameOf)
  return [
    {
      kind: 'devices',
      what: `${counted(ranges.length, 'range', 'ranges')} of the root cell's memory, by devices behind the SMMUv3`,
      ranges,
      classification: 'violation',
      ground: `streams of ${listText(names)} are led by the root cell's table; this was read in the source of the hypervisor and not tried on a machine`,
      holders: [
        cellHolder(context.board.rootCell, 'by its own table', undefined, context),
        ...users.map((cell) =>
          cellHolder(
            cell,
            "by devices, by the root cell's table",
            cell.configuration.streamIds.place,
            context,
            'stream ids',
          ),
        ),
      ],
    },
  ]
}

/** Whether anything of a cell's could be lent to its devices on this board. */
export function hasLentWays({ board, partition }: ReportContext): boolean {
  return board.cells.some((cell) => partition.reachOf(everything, historyOf('created', [cell])).some(isLent))
}
