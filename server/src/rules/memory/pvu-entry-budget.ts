/** Memory in more pieces than the PVU has entries for. */
import type { Cell } from '../../board/cell.ts'
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import {
  chainableTlbs,
  entriesPerTlb,
  mostPvuEntries,
  pvuEntriesOf,
  pvuIdsOf,
  translatedRegions,
} from '../../board/pvu.ts'
import { defineRule, type ReportFinding } from '../rule.ts'
import { counted, regionText } from '../wording.ts'

export const pvuEntryBudget = defineRule({
  id: 'pvu-entry-budget',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'On a board with a PVU, the memory regions of a cell with JAILHOUSE_MEM_DMA fall into more than 128 pages of ' +
      'the PVU, or its virtual ids need more TLBs than there are.',
    why:
      'The PVU has pages of 4, 16 and 64 KiB, 2, 32 and 512 MiB, 1 and 16 GiB, and the hypervisor takes the largest ' +
      'one that fits size and alignment of both addresses. A cell can have 128 of them; with more, `jailhouse cell ' +
      'create`, or `jailhouse enable` for the root cell, is refused with EINVAL or ENOMEM. Every virtual id of the ' +
      'cell holds all these entries, eight in a TLB. The hypervisor checks that there are enough TLBs for one id ' +
      'only: with several ids it can run out of them while it fills in the tables, and stops as a whole.',
    legal:
      'Large regions take few entries if both addresses are multiples of 2 MiB or more. Stream ids above 7 are not ' +
      "the PVU's.",
    bad: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0x30f80000, .size = 0x1000,
    .tipvu.tlb_base = 0x36000000, .tipvu.tlb_size = 0x40000,
  },
},
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40001000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
  },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0x30f80000, .size = 0x1000,
    .tipvu.tlb_base = 0x36000000, .tipvu.tlb_size = 0x40000,
  },
},
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
  },
},`,
    references: [
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_map_memory, pvu_entrylist_create, pvu_iommu_program_entries, pvu_tlb_alloc',
    ],
    catalogue: 'H 33, C 106a',
  },
  check(cell, report) {
    if (!cell.root || dmaTranslationOf(cell.root) !== 'PVU') return
    const entries = fillEntries(cell, report)
    if (entries === undefined) return
    const ids = pvuIdsOf(cell)
    const needed = ids.length * chainedTlbs(entries)
    const free = chainableTlbs(cell.root)
    if (free === undefined || needed <= free) return
    report({
      at: cell.configuration.streamIds.place,
      severity: ids.length === 1 ? 'error' : 'warning',
      message: `${counted(entries, 'PVU entry', 'PVU entries')} for ${counted(ids.length, 'virtual id', 'virtual ids')} need ${needed} chained TLBs, and the PVU has ${free}`,
      why:
        ids.length === 1
          ? `\`jailhouse ${commandFor(cell)}\` is refused with EINVAL`
          : 'the hypervisor checks the TLBs for a single id, runs out of them for the others, and stops as a whole',
      help: 'begin the regions with JAILHOUSE_MEM_DMA at multiples of 2 MiB or more, or use fewer ids',
    })
  },
})

/** The number of entries that the cell takes; undefined when it cannot have them, which is reported. */
function fillEntries(cell: Cell, report: ReportFinding): number | undefined {
  let taken = 0
  for (const region of translatedRegions(cell.regions)) {
    const entries = pvuEntriesOf(region)
    if (entries === undefined) return undefined
    if (mostPvuEntries < taken + entries) {
      report({
        at: region.place,
        message: `${regionText(region)} needs more PVU entries than are left: ${taken} of ${mostPvuEntries} are taken by the regions before it`,
        why: `\`jailhouse ${commandFor(cell)}\` is refused: the PVU maps the region in pieces, as large as size and alignment of both addresses permit`,
        help: 'begin the regions with JAILHOUSE_MEM_DMA at multiples of 2 MiB or more, in both addresses',
      })
      return undefined
    }
    taken += entries
  }
  return taken
}

/** The TLBs that a virtual id needs besides its own (upstream `pvu_iommu_program_entries`). */
function chainedTlbs(entries: number): number {
  return entries === 0 ? 0 : Math.floor((entries - 1) / entriesPerTlb)
}

function commandFor({ isRoot }: Cell): string {
  return isRoot ? 'enable' : 'cell create'
}
