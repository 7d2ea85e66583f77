/** IOMMU units of both vendors on one machine. */
import { kindOfUnit, unitsInUse } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'

export const iommuMixedX86 = defineRule({
  id: 'iommu-mixed-x86',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for x86 lists IOMMU units of Intel and of AMD.',
    why:
      'There is a hypervisor for processors of Intel and one for those of AMD. Either goes through all units, and for ' +
      'one of the other vendor `jailhouse enable` fails with EINVAL.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed91000, .size = 0x1000 },
},`,
    references: ['hypervisor/arch/x86/vtd.c: vtd_init', 'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init'],
    catalogue: 'B H22',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    const units = unitsInUse(root).flatMap((unit) => {
      const kind = kindOfUnit(unit, root.configuration.interface)
      return kind === 'AMD' || kind === 'Intel' ? [{ unit, kind }] : []
    })
    const [first] = units
    const other = units.find(({ kind }) => kind !== first?.kind)
    if (!first || !other) return
    report({
      at: other.unit.type.place,
      message: `IOMMU unit ${other.unit.index} is of ${other.kind}, and unit ${first.unit.index} of ${first.kind}`,
      why: 'whichever the processor is, `jailhouse enable` fails with EINVAL at a unit of the other vendor',
      help: 'list the units of the machine only',
      related: [{ at: first.unit.type.place, message: `a unit of ${first.kind}` }],
    })
  },
})
