/** An x86 machine without an IOMMU unit. */
import { defineRule } from '../rule.ts'

export const iommuIntelMissing = defineRule({
  id: 'iommu-intel-missing',
  resource: 'iommu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for x86 lists no IOMMU unit.',
    why:
      'On a machine with processors of Intel `jailhouse enable` fails with EINVAL then: it needs VT-d. On one of AMD ' +
      'it goes on, and devices are not confined. A config does not say which of the two it is for, so this is ' +
      'information.',
    legal: 'Machines of AMD without an IOMMU, as small boards have them.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = { { 0 } },`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 },
},`,
    references: ['hypervisor/arch/x86/vtd.c: vtd_init', 'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init'],
    catalogue: 'B H22',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    const { iommuUnits, place } = root.configuration.system.platform
    // A unit behind an empty element is another fault.
    if (iommuUnits.length === 0 || !iommuUnits.every(({ base }) => base.known && base.value === 0n)) return
    report({
      at: place,
      message: 'no IOMMU unit is listed',
      why: 'with processors of Intel `jailhouse enable` fails with EINVAL; with those of AMD devices are not confined',
      help: 'on a machine of Intel switch VT-d on in the firmware, and let `jailhouse config create` list the units: where they are only the machine itself can tell',
    })
  },
})
