/** A virtual id of a PVU that the root cell has as well. */
import { unitKindsOf } from '../../board/iommu.ts'
import { highestPvuId, translatedRegions } from '../../board/pvu.ts'
import { streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'

export const streamIdPvuInRoot = defineRule({
  id: 'stream-id-pvu-in-root',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On a board with a PVU, a cell lists a virtual id, 0 to 7, that the root cell lists, too.',
    why:
      'The tables of a virtual id are filled for one cell and never handed over. If those of the root cell are in use, ' +
      '`cell create` fails with EINVAL, without a line in the log.',
    legal:
      'Ids above 7 are no virtual ids. As long as no region of the root cell has JAILHOUSE_MEM_DMA, its tables are empty, ' +
      'and the id is still free. With an SMMU it is usual that both list the same streams.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x40000 },
  },
},
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7c000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
  },
},
.stream_ids = { { 2 }, { 3 } },
//- cell cell.c
.stream_ids = { { 3 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x40000 },
  },
},
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7c000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
  },
},
.stream_ids = { { 2 } },
//- cell cell.c
.stream_ids = { { 3 } },`,
    references: [
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_cell_init, pvu_iommu_program_entries, pvu_iommu_unmap_memory',
    ],
    catalogue: 'B X13',
  },
  check({ configuration, isRoot, root }, report) {
    if (isRoot || !root || !unitKindsOf(root).has('PVU')) return
    if (translatedRegions(root.regions).length === 0) return
    const ofRoot = streamsOf(root.configuration)
    for (const { word, element } of streamsOf(configuration)) {
      const same = word <= highestPvuId ? ofRoot.find((other) => other.word === word) : undefined
      if (!same) continue
      report({
        at: element.place,
        message: `the virtual id ${word} belongs to the root cell`,
        why: '`cell create` fails with EINVAL: a virtual id cannot be taken from the root cell',
        help: 'leave the id out in the root configuration, or give the devices another one in the device tree',
        related: [
          { at: same.element.place, message: `the virtual id ${word}`, configuration: root.configuration },
        ],
      })
    }
  },
})
