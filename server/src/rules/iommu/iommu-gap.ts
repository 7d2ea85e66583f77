/** IOMMU units behind the end of their list. */
import { fix } from '../fix/fix.ts'
import { closingGaps } from '../fix/iommu-units.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const iommuGap = defineRule({
  id: 'iommu-gap',
  resource: 'iommu',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An IOMMU unit follows on an element whose base is zero.',
    why:
      'The list of units ends at the first element whose `base` is 0. What comes behind is not used: the devices ' +
      'behind such a unit are not confined, and reach the memory of all cells and of the hypervisor.',
    legal: 'Empty elements at the end of the list.',
    fix: 'Closes the gap, and lets PCI devices in all cells refer to the new numbers.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  [0] = { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  [2] = { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed91000, .size = 0x1000 },
},`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  [0] = { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
  [1] = { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed91000, .size = 0x1000 },
},`,
    references: ['hypervisor/arch/x86/iommu.c, hypervisor/arch/arm64/iommu.c: iommu_count_units'],
    catalogue: 'C 96, A.1',
  },
  check(board, report) {
    const { root } = board
    if (root.architecture !== 'x86' && root.architecture !== 'arm64') return
    const units = root.configuration.system.platform.iommuUnits
    const end = units.find(({ base }) => base.known && base.value === 0n)
    if (!end) return
    for (const { index, base, place } of units) {
      if (index <= end.index || !base.known || base.value === 0n) continue
      report({
        at: place,
        message: `IOMMU unit ${index} at ${hex(base.value)} is behind the end of the list: unit ${end.index} has no base`,
        why: 'the hypervisor does not use it, and the devices behind it reach all of the memory',
        help: `number the units without a gap: this one becomes unit ${end.index}, also in the field \`iommu\` of PCI devices`,
        ...(end.written && { related: [{ at: end.place, message: 'the list ends here' }] }),
        fixes: fix('number the units without a gap', 'suggested', closingGaps(board)),
      })
    }
  },
})
