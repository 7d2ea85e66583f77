/** A region that the PVU cannot map. */
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import { pvuEntriesOf, translatedRegions } from '../../board/pvu.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const pvuAlignment = defineRule({
  id: 'pvu-alignment',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'On a board with a PVU, a page-mapped memory region with JAILHOUSE_MEM_DMA begins at a physical address that is ' +
      'no multiple of 4 KiB.',
    why:
      'The PVU maps pages from 4 KiB on. The hypervisor cuts every region with the flag into such pages, whether the ' +
      'cell has a virtual id of the PVU or not, and finds none that fits: `jailhouse cell create` is refused with ' +
      'EINVAL, or `jailhouse enable` for a region of the root cell.',
    legal:
      'Without JAILHOUSE_MEM_DMA the PVU does not see the region. Sub-page regions are not mapped at all. On boards ' +
      'without a PVU such a region is accepted; what happens then is another matter.',
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
    .phys_start = 0x40000800, .virt_start = 0, .size = 0x100000,
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
    references: ['hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_map_memory, pvu_entrylist_create'],
    catalogue: 'H 33',
  },
  check(cell, report) {
    if (!cell.root || dmaTranslationOf(cell.root) !== 'PVU') return
    const command = cell.isRoot ? 'enable' : 'cell create'
    for (const region of translatedRegions(cell.regions)) {
      if (pvuEntriesOf(region) !== undefined) continue
      report({
        at: region.region.physStart.place,
        message: `the PVU cannot map ${regionText(region)}: its physical address ${hex(region.physical.start)} is no multiple of 4 KiB`,
        why: `\`jailhouse ${command}\` is refused with EINVAL: the PVU maps whole pages only`,
        help: 'begin the region on a page border',
        spoils: [region.region.physStart.place],
      })
    }
  },
})
