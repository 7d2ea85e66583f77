/** A region over shared memory of an ivshmem device that has nothing to do with it. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { canMeet, endsOf, type LinkEnd, type Section, soundSections } from '../../board/links.ts'
import { overlapsBetween } from '../../board/sweep.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { encloses, type Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { cellText, deviceText, sectionText } from '../section-wording.ts'
import { listText, rangesText, rangeText, regionText } from '../wording.ts'

export const overlapIvshmemForeign = defineRule({
  id: 'overlap-ivshmem-foreign',
  resource: 'memory',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A memory region of a cell lies over a section of an ivshmem device in the root cell or another cell, without ' +
      'being a section of a device of its own.',
    why:
      'Nothing is refused, and both cells use the memory: what one takes for RAM, the others take for messages and ' +
      'states. If the region is not shared with the root cell, that loses its section when the cell is created, and ' +
      'a CPU of it that looks into the section is stopped.',
    legal:
      'Sections that a cell lists by hand beside its device are all right if they are shared and have the very ' +
      'address and size of the section. RAM of the root cell around its sections is overlap in one cell, which is ' +
      'looked at elsewhere. Devices that the header does not count do not exist.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x7bf00000, 0),
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell
.mem_regions = {
  /* more RAM, a bit too far */ {
    .phys_start = 0x7bef0000, .virt_start = 0x10000000, .size = 0x20000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x7bf00000, 0),
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell
.mem_regions = {
  /* more RAM */ {
    .phys_start = 0x7bee0000, .virt_start = 0x10000000, .size = 0x20000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_init', 'hypervisor/control.c: cell_create'],
    catalogue: 'C 83, D 8',
  },
  check(board, report) {
    const holdings = holdingsOf(board)
    for (const cell of board.cells)
      for (const [region, hits] of intrusionsOf(cell, holdings)) {
        const [{ holding }] = hits
        const names = listText([...new Set(hits.map(({ holding: { section } }) => sectionText(section)))])
        const device = `${deviceText(holding.end)} in ${cellText(holding.end)}`
        report({
          at: region.place,
          configuration: cell.configuration,
          severity: holding.end.cell.isRoot ? 'error' : 'information',
          message: `${regionText(region)} lies over ${rangesText(hits.map(({ shared }) => shared))}, the ${names} of ${device}`,
          why: `it is no section of a device of this cell, and nothing is refused: ${effectOf(region, holding)}`,
          help: 'move the region, or make it the same section: shared, with the same address and size',
          related: hits.map(({ holding: { section, end, live } }) => ({
            at: section.region.place,
            message: `the ${sectionText(section)} is ${rangeText(live)}`,
            configuration: end.cell.configuration,
          })),
        })
      }
  },
})

/** A section with the end of a link that it belongs to. */
interface Holding {
  readonly end: LinkEnd
  readonly section: Section
  readonly region: LiveRegion
  readonly live: Range
}

interface Hit {
  readonly holding: Holding
  readonly shared: Range
}

/** The root cell's sections come first. */
function holdingsOf(board: Board): readonly Holding[] {
  return [board.rootCell, ...board.cells].flatMap(endsOf).flatMap((end) =>
    soundSections(end).flatMap((section) => {
      const { live } = section
      return live?.physical ? [{ end, section, region: live, live: live.physical }] : []
    }),
  )
}

/** The regions of a cell over sections that are not its own, each with the sections of one device. */
function intrusionsOf(
  cell: Cell,
  holdings: readonly Holding[],
): ReadonlyMap<LiveRegion, readonly [Hit, ...Hit[]]> {
  const own = new Set(endsOf(cell).flatMap(({ device }) => device.sections))
  const strangers = cell.regions.filter(({ region }) => !own.has(region))
  const foreign = holdings.filter(({ end }) => end.cell !== cell && canMeet(end.cell, cell))
  const intrusions = new Map<LiveRegion, [Hit, ...Hit[]]>()
  const overlaps = overlapsBetween(
    foreign,
    strangers,
    ({ live }) => live,
    ({ physical }) => physical,
  )
  for (const { left: holding, right: region, shared } of overlaps) {
    if (isSameByHand(region, holding) || isReportedOtherwise(region, holding)) continue
    const known = intrusions.get(region)
    if (!known) intrusions.set(region, [{ holding, shared }])
    else if (known[0].holding.end === holding.end) known.push({ holding, shared })
  }
  return intrusions
}

function isSameByHand(region: LiveRegion, { live }: Holding): boolean {
  const { physical } = region
  const isSame = physical !== undefined && encloses(physical, live) && encloses(live, physical)
  return isSame && region.has('JAILHOUSE_MEM_ROOTSHARED')
}

/** Unless both regions are shared, `overlap-other-cell` reports those of two non-root cells. */
function isReportedOtherwise(region: LiveRegion, { end, region: section }: Holding): boolean {
  const areShared = [region, section].every((each) => each.has('JAILHOUSE_MEM_ROOTSHARED'))
  return !end.cell.isRoot && !areShared
}

function effectOf(region: LiveRegion, { end }: Holding): string {
  if (end.cell.isRoot && !region.has('JAILHOUSE_MEM_ROOTSHARED'))
    return 'the root cell loses the section when the cell is created'
  return region.has('JAILHOUSE_MEM_WRITE')
    ? 'the cell can overwrite what the peers have there'
    : 'the cell can read what the peers have there'
}
