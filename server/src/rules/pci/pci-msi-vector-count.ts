/** A number of MSI vectors that the capability cannot have. */
import { unitKindsOf } from '../../board/iommu.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciMsiVectorCount = defineRule({
  id: 'pci-msi-vector-count',
  resource: 'pci',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The number of MSI vectors of a physical PCI device is none of 0, 1, 2, 4, 8, 16 and 32.',
    why:
      'A device is told how many vectors it has as a power of two. With VT-d the hypervisor reserves as many ' +
      'entries for remapping as the config says; if the cell switches on the next power of two, the entries do not ' +
      'suffice, and its write stops it, or for the root cell the machine. That is an error. Without VT-d the number is ' +
      'not used.',
    legal: 'MSI-X vectors can be of any number.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 3 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 10, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 4 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 10, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: [
      'hypervisor/pci.c: pci_enabled_msi_vectors',
      'hypervisor/arch/x86/vtd.c: iommu_add_pci_device, iommu_map_interrupt',
    ],
    catalogue: 'A.8',
  },
  check({ configuration, root }, report) {
    const isRemapped = root !== undefined && unitKindsOf(root).has('Intel')
    for (const given of physicalFunctionsOf(configuration)) {
      const { numMsiVectors: vectors } = given.device
      if (!vectors.known || vectors.value === 0n || isPowerUpTo32(vectors.value)) continue
      report({
        at: vectors.place,
        severity: isRemapped ? 'error' : 'warning',
        message: `${vectors.value} MSI vectors of the ${functionText(given)}; a device can have 1, 2, 4, 8, 16 or 32`,
        why: isRemapped
          ? 'VT-d gets that many entries, and a device that uses the next power of two finds too few: the write that switches them on is refused'
          : 'no device can be told so, and the number has no effect without VT-d',
        help: 'write the number that the control register of the capability offers',
      })
    }
  },
})

function isPowerUpTo32(count: bigint): boolean {
  return (count & (count - 1n)) === 0n && count <= 32n
}
