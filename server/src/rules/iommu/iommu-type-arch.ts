/** IOMMU units of a kind that the architecture does not have. */
import { kindOfUnit, unitsInUse, type IommuKind } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const iommuTypeArch = defineRule({
  id: 'iommu-type-arch',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An IOMMU unit is of a type that the hypervisor for this architecture has no driver for, or of none.',
    why:
      'On x86 the driver of the processor’s vendor goes through all units, and for one of another type `jailhouse ' +
      'enable` fails with EINVAL. On arm64 each driver picks the units of its type, and nobody takes notice of the ' +
      'others: the devices behind them are not confined.',
    legal: 'Units behind the first one without a base are not looked at, nor are units on 32-bit Arm.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xa0800000, .size = 0x20000 },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: vtd_init',
      'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_init',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_init',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_init',
    ],
    catalogue: 'B H22, C 97, A.10',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root?.architecture) return
    const isX86 = root.architecture === 'x86'
    for (const unit of unitsInUse(root)) {
      const kind = kindOfUnit(unit, root.configuration.interface)
      if (!unit.type.known || (kind !== undefined && isOfX86(kind) === isX86)) continue
      report({
        at: unit.type.place,
        message: `IOMMU unit ${unit.index} ${typeText(kind, unit.type.value)}, ${kind === undefined ? 'which no driver knows' : `which ${root.architecture} does not have`}`,
        why: isX86
          ? '`jailhouse enable` fails with EINVAL'
          : 'the hypervisor skips it, and the devices behind it are not confined',
        help: isX86
          ? 'write JAILHOUSE_IOMMU_INTEL or JAILHOUSE_IOMMU_AMD'
          : 'write JAILHOUSE_IOMMU_SMMUV3, JAILHOUSE_IOMMU_ARM_MMU500 or JAILHOUSE_IOMMU_PVU',
      })
    }
  },
})

function isOfX86(kind: IommuKind): boolean {
  return kind === 'AMD' || kind === 'Intel'
}

function typeText(kind: IommuKind | undefined, value: bigint): string {
  if (kind === 'AMD' || kind === 'Intel') return `is of the type of ${kind}`
  return `is of the type ${kind ?? hex(value)}`
}
