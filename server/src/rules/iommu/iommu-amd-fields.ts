/** Units of AMD whose PCI function is not described. */
import { kindOfUnit, unitsInUse } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const iommuAmdFields = defineRule({
  id: 'iommu-amd-fields',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The field `bdf`, `base_cap` or `msi_cap` of an IOMMU unit of AMD is zero or missing.',
    why:
      'A unit of AMD is a PCI function as well. The hypervisor looks for its address in the capability at `base_cap`, ' +
      'and points its interrupts to itself with the one at `msi_cap`. With zeros it reads and writes the header of some ' +
      'device, mostly of the host bridge 00:00.0: `jailhouse enable` fails with EIO or EPERM, or faults of the unit are ' +
      'never reported.',
    legal: 'The field `features` may be zero: the hypervisor reads them from the unit then.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000, .amd.bdf = 2 },
},`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},`,
    references: [
      'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init_pci, amd_iommu_init_fault_nmi',
      'pyjailhouse/sysfs_parser.py: parse_ivrs',
    ],
    catalogue: 'B H23, A.10; upstream itself has features without bit 0, and no reader asks for that bit',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    for (const unit of unitsInUse(root)) {
      if (kindOfUnit(unit, root.configuration.interface) !== 'AMD') continue
      const { bdf, baseCap, msiCap } = unit.amd
      const fields = [
        { name: 'bdf', field: bdf },
        { name: 'base_cap', field: baseCap },
        { name: 'msi_cap', field: msiCap },
      ].filter(({ field }) => field.known && field.value === 0n)
      const [first] = fields
      if (!first) continue
      report({
        at: first.field.place,
        message: `${listText(fields.map(({ name }) => `\`${name}\``))} of IOMMU unit ${unit.index} ${fields.length === 1 ? 'is' : 'are'} 0`,
        why: 'the hypervisor takes the header of some PCI device for the capabilities of the unit, and `jailhouse enable` fails, or faults are not reported',
        help: 'write the PCI function of the unit, and where its capabilities for the IOMMU and for MSI begin',
      })
    }
  },
})
