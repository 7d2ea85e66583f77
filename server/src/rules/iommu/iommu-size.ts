/** Register windows of IOMMU units that are too small, too large, or odd. */
import { kindOfUnit, unitsInUse, type IommuKind } from '../../board/iommu.ts'
import { pageSize } from '../../config/range.ts'
import { defineRule, type Severity } from '../rule.ts'
import { hex, sizeText } from '../wording.ts'

export const iommuSize = defineRule({
  id: 'iommu-size',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The register window of an IOMMU unit has a size that does not fit its type, or does not begin with a page.',
    why:
      'The hypervisor maps as many bytes as the config says. With 0 nothing is mapped: it faults at the first register ' +
      'of a VT-d unit, an SMMUv3 or a PVU, and `jailhouse enable` fails with ENOMEM for the others. A VT-d unit has ' +
      'room for 16 KiB, and a larger one covers what is mapped behind. The size of a unit of AMD has to be a power of ' +
      'two, or `jailhouse enable` fails with EINVAL. An SMMUv3 has registers of its event queue up to 0x100af, and the ' +
      'hypervisor faults where they are not mapped. Of an MMU-500 the second half of the window is taken for the ' +
      'context banks; with an odd size the wrong registers are written, and a line in the log is all. That is a ' +
      'warning. A base within a page is rounded down, so that all registers are missed.',
    legal: 'Units behind the first one without a base are not used.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x10000 },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: vtd_init, DMAR_MMIO_SIZE',
      'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init_pci',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_init, ARM_SMMU_EVTQ_CONS',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_init, arm_smmu_device_cfg_probe',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_init',
      'hypervisor/paging.c: paging_map_device',
    ],
    catalogue: 'A.10, B H23',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    for (const unit of unitsInUse(root)) {
      const kind = kindOfUnit(unit, root.configuration.interface)
      if (unit.base.known && unit.base.value % pageSize !== 0n)
        report({
          at: unit.base.place,
          message: `IOMMU unit ${unit.index} begins at ${hex(unit.base.value)}, within a page`,
          why: 'the hypervisor rounds the address down, and misses all registers',
          help: 'write the address of the first register',
        })
      const fault = kind && unit.size.known ? sizeFault(kind, unit.size.value) : undefined
      if (!kind || !unit.size.known || !fault) continue
      report({
        at: unit.size.place,
        severity: fault.severity ?? 'error',
        message: `the register window of IOMMU unit ${unit.index} (${kind}) has ${sizeText(unit.size.value)}${fault.expected}`,
        why: fault.why,
        help: 'write the size of the registers as the firmware or the manual of the machine has it',
      })
    }
  },
})

interface SizeFault {
  readonly expected: string
  readonly why: string
  readonly severity?: Severity
}

function sizeFault(kind: IommuKind, size: bigint): SizeFault | undefined {
  if (size === 0n)
    return {
      expected: '',
      why:
        kind === 'AMD' || kind === 'MMU-500'
          ? '`jailhouse enable` fails with ENOMEM, since there is nothing to map'
          : 'the hypervisor faults at the first register, and the machine stands',
    }
  switch (kind) {
    case 'Intel':
      if (size <= mostOfVtd) return undefined
      return {
        expected: `; at most ${sizeText(mostOfVtd)} are expected`,
        why: 'the mapping covers what the hypervisor has mapped behind',
      }
    case 'AMD':
      if (isPowerOfTwo(size)) return undefined
      return { expected: '; a power of two is expected', why: '`jailhouse enable` fails with EINVAL' }
    case 'SMMUv3':
      if (beforeEventQueue < size) return undefined
      return {
        expected: `; more than ${sizeText(beforeEventQueue)} are expected`,
        why: 'the registers of the event queue are not mapped: the hypervisor faults there, and the machine stands',
      }
    case 'MMU-500':
      if (leastOfMmu500 <= size && isPowerOfTwo(size)) return undefined
      return {
        expected: `; a power of two from ${sizeText(leastOfMmu500)} on is expected`,
        why: 'the hypervisor takes the second half for the context banks and writes to the wrong registers, with a line in its log',
        severity: 'warning',
      }
    case 'PVU':
    case 'SMMUv2':
      return undefined
  }
}

function isPowerOfTwo(size: bigint): boolean {
  return (size & (size - 1n)) === 0n
}

/** Upstream `DMAR_MMIO_SIZE`. */
const mostOfVtd = 0x4000n
/** The registers of the event queue are in the page behind (upstream `ARM_SMMU_EVTQ_CONS`); whole pages are mapped. */
const beforeEventQueue = 0x10000n
/** One page each of 4 KiB for global registers and context banks would do, but no such unit is that small. */
const leastOfMmu500 = 0x20000n
