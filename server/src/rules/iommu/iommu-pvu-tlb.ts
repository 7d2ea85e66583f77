/** A PVU without room for its TLBs. */
import { kindOfUnit, unitsInUse } from '../../board/iommu.ts'
import { bytesPerTlb, highestPvuId } from '../../board/pvu.ts'
import { defineRule } from '../rule.ts'
import { sizeText } from '../wording.ts'

export const iommuPvuTlb = defineRule({
  id: 'iommu-pvu-tlb',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The TLB window of a PVU has no address, or its size is no multiple of 4 KiB, or there is room for fewer than 8 ' +
      'TLBs of 4 KiB each.',
    why:
      'The hypervisor maps the window, asks the unit how many TLBs it has, and switches all of them off. If they are ' +
      'not mapped it faults, and the machine stands. A unit with fewer than 8 of them, one for each virtual id, is ' +
      'refused: `jailhouse enable` fails with EINVAL.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x4000 },
  },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0xa0800000, .size = 0x1000,
    .tipvu = { .tlb_base = 0xa0a00000, .tlb_size = 0x40000 },
  },
},`,
    references: ['hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_init, pvu_init_device, MAX_VIRTID'],
    catalogue: 'B H34, A.10',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    for (const unit of unitsInUse(root)) {
      if (kindOfUnit(unit, root.configuration.interface) !== 'PVU') continue
      const { tlbBase: base, tlbSize: size, index } = unit
      const why =
        'the hypervisor switches all TLBs of the unit off, and faults where they are not mapped: the machine stands'
      const help =
        'write the window of the TLBs as the manual of the chip has it: 4 KiB for each, 64 of them mostly'
      if (base.known && base.value === 0n)
        report({ at: base.place, message: `the TLB window of IOMMU unit ${index} has no address`, why, help })
      else if (size.known && (size.value % bytesPerTlb !== 0n || size.value < leastSize))
        report({
          at: size.place,
          message: `the TLB window of IOMMU unit ${index} has ${sizeText(size.value)}; at least 8 TLBs of 4 KiB each are expected`,
          why,
          help,
        })
    }
  },
})

const leastSize = (highestPvuId + 1n) * bytesPerTlb
