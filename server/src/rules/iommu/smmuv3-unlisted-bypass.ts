/** An SMMUv3, which lets pass what nobody lists. */
import { kindOfUnit, unitsInUse } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'

export const smmuv3UnlistedBypass = defineRule({
  id: 'smmuv3-unlisted-bypass',
  resource: 'iommu',
  scope: 'cell',
  severity: 'information',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what: 'The board has an SMMUv3.',
    why:
      'The hypervisor sets the stream table of an SMMUv3 up so that streams which no cell lists are not translated. A ' +
      'device whose stream was forgotten works as before, and reaches the memory of all cells and of the hypervisor. ' +
      'With large tables a listed stream brings its 255 neighbours into the table, which pass as well; the others fault.',
    legal:
      'That is so on every board with an SMMUv3, and no config can change it. An MMU-500 refuses unlisted streams.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { 0x870 } },`,
    references: [
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmu_init_bypass_stes, arm_smmu_init_strtab_linear, arm_smmu_init_l2_strtab',
    ],
    catalogue: 'C 98; with two levels streams far from all listed ones fault',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'arm64') return
    for (const unit of unitsInUse(root)) {
      if (kindOfUnit(unit, root.configuration.interface) !== 'SMMUv3') continue
      report({
        at: unit.place,
        message: `IOMMU unit ${unit.index}, an SMMUv3, lets streams pass that no cell lists`,
        why: 'a device whose stream was forgotten reaches all of the memory, and nobody notices',
        help: 'list the streams of all devices behind the unit, those of the root cell included',
      })
    }
  },
})
