/** Stream ids that a PVU has no tables for. */
import { areUnitsKnown, unitKindsOf } from '../../board/iommu.ts'
import { highestPvuId } from '../../board/pvu.ts'
import { streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'

export const streamIdPvuRange = defineRule({
  id: 'stream-id-pvu-range',
  resource: 'iommu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A stream id is above 7, and all IOMMU units of the board are PVUs.',
    why:
      'A PVU has virtual ids from 0 to 7 as Jailhouse sets it up, and ignores all others in the list. The entry has no ' +
      'effect, and whatever the device has the id of is not confined.',
    legal: 'Beside an SMMUv3, larger ids are meant for that one.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x40000 },
  },
},
.stream_ids = { { 2 }, { 0x100 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x40000 },
  },
},
.stream_ids = { { 2 } },`,
    references: ['hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_cell_init, pvu_iommu_config_commit, MAX_VIRTID'],
    catalogue: 'C 106',
  },
  check({ configuration, root }, report) {
    if (!root || !areUnitsKnown(root)) return
    const kinds = unitKindsOf(root)
    if (kinds.size !== 1 || !kinds.has('PVU')) return
    for (const { word, element } of streamsOf(configuration)) {
      if (word <= highestPvuId) continue
      report({
        at: element.place,
        message: `stream id ${word} is no virtual id of a PVU; these are 0-${highestPvuId}`,
        why: 'the PVU ignores it, and the device is not confined',
        help: 'write the virtual id that the device has in the device tree, or list the SMMU that the id is for',
      })
    }
  },
})
