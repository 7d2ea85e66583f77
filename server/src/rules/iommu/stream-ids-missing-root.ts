/** An MMU-500 that lets no device of the root cell through. */
import { kindOfUnit, unitsInUse } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'

export const streamIdsMissingRoot = defineRule({
  id: 'stream-ids-missing-root',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A root configuration with an MMU-500 lists no stream ids.',
    why:
      'Once Jailhouse is enabled, an MMU-500 refuses the streams that no cell lists. Whatever of the root cell ' +
      'transfers data through it faults from then on: its disks and network cards stand, and mostly the root file ' +
      'system with them. Nothing is refused at `jailhouse enable`.',
    legal: 'An SMMUv3 lets unlisted streams pass. A PVU has virtual ids, which the root cell may do without.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0xf } },
},`,
    references: ['hypervisor/arch/arm64/smmu.c: arm_smmu_cell_init, arm_smmu_config_commit'],
    catalogue: 'C 101',
  },
  check({ configuration, isRoot, root }, report) {
    const { count } = configuration.streamIds
    if (!isRoot || !root || !count.known || count.value !== 0n) return
    const unit = unitsInUse(root).find((one) => kindOfUnit(one, root.configuration.interface) === 'MMU-500')
    if (!unit) return
    report({
      at: configuration.cell.place,
      message: 'the root cell lists no stream ids, and there is an MMU-500',
      why: 'the MMU-500 refuses streams that no cell lists, so that every device of the root cell behind it faults',
      help: 'list the streams of all devices behind it as `stream_ids`, as the `iommus` properties of the device tree have them',
      related: [{ at: unit.place, message: `IOMMU unit ${unit.index}, an MMU-500` }],
    })
  },
})
