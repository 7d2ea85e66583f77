/** The PCI function of an IOMMU among the devices of a cell. */
import { unitFunctions } from '../../board/iommu.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { defineRule } from '../rule.ts'
import { bdfText, configurationText } from '../wording.ts'

export const iommuDeviceListed = defineRule({
  id: 'iommu-device-listed',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The PCI function that an IOMMU of AMD is appears among the PCI devices of a cell.',
    why:
      'The hypervisor sets the unit up through this function, its address and its interrupts. A cell that has the ' +
      'device as well can redirect the interrupts or switch decoding off, as far as capabilities are writable; a cell ' +
      'other than root has it reset when it is created. `jailhouse config create` leaves the function out.',
    legal: 'VT-d units are no PCI functions.',
    bad: `
//- x86 root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 2 },
},`,
    good: `
//- x86 root
.header.platform_info.iommu_units = {
  {
    .type = JAILHOUSE_IOMMU_AMD, .base = 0xfeb80000, .size = 0x4000,
    .amd.bdf = 2, .amd.base_cap = 0x40, .amd.msi_cap = 0x54,
  },
},
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 },
},`,
    references: [
      'hypervisor/arch/x86/amd_iommu.c: amd_iommu_init_pci, amd_iommu_init_fault_nmi',
      'pyjailhouse/sysfs_parser.py: parse_ivrs',
    ],
    catalogue: 'A.10',
  },
  check({ configuration, root }, report) {
    if (root?.architecture !== 'x86') return
    const units = unitFunctions(root)
    for (const { bdf, device } of physicalFunctionsOf(configuration)) {
      const unit = units.find((one) => one.bdf === bdf)?.unit
      if (!unit) continue
      report({
        at: device.place,
        message: `${bdfText(bdf)} is IOMMU unit ${unit.index} itself`,
        why: `${configurationText(configuration)} can write to the unit that confines the devices, and to its interrupts`,
        help: 'remove the device: the IOMMU belongs to the hypervisor',
        related: [
          {
            at: unit.amd.bdf.place,
            message: `the PCI function of unit ${unit.index}`,
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})
