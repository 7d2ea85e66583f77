/** The limit for VT-d on a machine of AMD. */
import { unitKindsOf } from '../../board/iommu.ts'
import { fieldOf } from '../../config/view.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const vtdLimitAmd = defineRule({
  id: 'vtd-limit-amd',
  resource: 'iommu',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A root configuration with IOMMU units of AMD sets `vtd_interrupt_limit`.',
    why: 'The field is read where VT-d remaps interrupts, on machines of Intel only. It has no effect here.',
    fix: 'The field is removed.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},
.header.platform_info.x86.vtd_interrupt_limit = 256,`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},
.header.platform_info.x86.vtd_interrupt_limit = 0,`,
    references: ['hypervisor/arch/x86/vtd.c: vtd_init', 'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init'],
    catalogue: 'A.1',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86' || !unitKindsOf(root).has('AMD')) return
    const { vtdInterruptLimit: limit } = root.configuration.system.platform.x86
    if (!limit.known || limit.value === 0n) return
    const platform = fieldOf(root.configuration.system.view, 'platform_info')
    const x86 = platform && fieldOf(platform, 'x86')
    report({
      at: limit.place,
      message: '`vtd_interrupt_limit` has no effect with an IOMMU of AMD',
      why: 'interrupts are remapped by VT-d only',
      help: 'leave the field out',
      fixes: x86
        ? fix('remove `vtd_interrupt_limit`', 'safe', removingField(x86, 'vtd_interrupt_limit'))
        : [],
    })
  },
})
