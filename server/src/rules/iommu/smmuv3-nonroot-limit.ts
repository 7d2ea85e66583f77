/** Streams of an SMMUv3 in a cell other than root. */
import { unitKindsOf, unitsInUse, kindOfUnit } from '../../board/iommu.ts'
import { highestPvuId } from '../../board/pvu.ts'
import { streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'

export const smmuv3NonrootLimit = defineRule({
  id: 'smmuv3-nonroot-limit',
  resource: 'iommu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell other than root lists streams, and the board has an SMMUv3.',
    why:
      'In the Jailhouse that the source is at hand of, the entry of such a stream gets the page tables of the cell that ' +
      'asks for it. When a cell is created, that is the root cell: the device sees the memory of the root cell, not that ' +
      'of its own. After the cell is destroyed the stream is not translated at all. This was read in the source and has ' +
      'not been tried on a machine.',
    legal: 'Beside an SMMUv3, a PVU uses the ids up to 7; a cell that lists only such ids is not reported.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
//- cell cell.c
.stream_ids = { { 0x100 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { 0x100 } },`,
    references: [
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmu_write_strtab_ent, arm_smmuv3_cell_init, arm_smmuv3_cell_exit',
    ],
    catalogue: 'C 99',
  },
  check({ configuration, isRoot, root }, report) {
    if (isRoot || root?.architecture !== 'arm64') return
    const unit = unitsInUse(root).find((one) => kindOfUnit(one, root.configuration.interface) === 'SMMUv3')
    const hasPvu = unitKindsOf(root).has('PVU')
    const streams = streamsOf(configuration).filter(({ word }) => !hasPvu || highestPvuId < word)
    if (!unit || streams.length === 0) return
    report({
      at: configuration.streamIds.place,
      message: 'streams of an SMMUv3 in a cell other than root',
      why: 'the unit gets the page tables of the root cell for them, so that the devices reach the memory of the root cell',
      help: 'have a look at `arm_smmu_write_strtab_ent` in your Jailhouse, and try what a device of the cell reaches',
      related: [
        {
          at: unit.place,
          message: `IOMMU unit ${unit.index}, an SMMUv3`,
          configuration: root.configuration,
        },
      ],
    })
  },
})
