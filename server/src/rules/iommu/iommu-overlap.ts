/** IOMMU units whose registers are in the same place. */
import { overlapsAmong } from '../../board/sweep.ts'
import { defineRule } from '../rule.ts'
import { rangeText } from '../wording.ts'

export const iommuOverlap = defineRule({
  id: 'iommu-overlap',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The register windows of two IOMMU units, or the TLB windows of PVUs, overlap.',
    why:
      'Two units are never in one place, so one of the addresses or sizes is wrong. The hypervisor sets one unit up ' +
      'twice, and overwrites the tables and queues that it has given it. The other unit, if there is one, is never set ' +
      'up, and the devices behind it are not confined.',
    legal: 'Units behind the first one without a base are not used.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
},`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed91000, .size = 0x1000 },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: vtd_init',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_init',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_init',
    ],
    catalogue: 'A.10',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    for (const { earlier, later, shared } of overlapsAmong(root.iommuWindows, ({ range }) => range))
      report({
        at: later.place,
        message: `the ${later.what} of IOMMU unit ${later.unit} and the ${earlier.what} of unit ${earlier.unit} overlap at ${rangeText(shared)}`,
        why: 'the hypervisor sets up the same registers twice, and one unit not at all',
        help: 'correct the base or the size',
        related: [
          {
            at: earlier.place,
            message: `the ${earlier.what} of unit ${earlier.unit} at ${rangeText(earlier.range)}`,
          },
        ],
      })
  },
})
