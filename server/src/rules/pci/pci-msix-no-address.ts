/** MSI-X vectors without the address of their table. */
import { interruptCapability } from '../../board/pci-capabilities.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const pciMsixNoAddress = defineRule({
  id: 'pci-msix-no-address',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A physical PCI device has MSI-X vectors, but no `msix_address`.',
    why:
      'The table of the vectors is mapped, and accesses to it are trapped, only if its address is known. With an ' +
      'MSI-X capability among those of the device, the hypervisor reads the table when it adds the device, now at ' +
      'address 0: it faults. It has room for 16 vectors of a device; more get their memory together with the table, ' +
      'and without one the hypervisor overwrites what follows. Both are errors. With neither it is a warning: the ' +
      'vectors have no effect.',
    legal: 'The vectors of ivshmem devices are emulated, and have no table.',
    bad: `
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000,
  },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000, .msix_address = 0xa0000000,
  },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: [
      'hypervisor/pci.c: pci_add_physical_device, pci_save_msix, pci_reset_device',
      'hypervisor/include/jailhouse/pci.h: PCI_EMBEDDED_MSIX_VECTS',
    ],
    catalogue: 'C 71, C 72',
  },
  check(configuration, report) {
    for (const given of physicalFunctionsOf(configuration)) {
      const { numMsixVectors: vectors, msixAddress } = given.device
      if (!vectors.known || vectors.value === 0n || !msixAddress.known || msixAddress.value !== 0n) continue
      const overruns = embeddedVectors < vectors.value
      const capability = interruptCapability('msix', given, configuration)
      report({
        at: msixAddress.written ? msixAddress.place : vectors.place,
        severity: overruns || capability ? 'error' : 'warning',
        message: `the ${functionText(given)} has ${counted(vectors.value, 'MSI-X vector', 'MSI-X vectors')}, but its table has no address`,
        why: capability
          ? 'the hypervisor reads the table at address 0 when it adds the device, and faults'
          : overruns
            ? `without a table the hypervisor has room for ${embeddedVectors} vectors, and overwrites what lies behind`
            : 'nothing is trapped, and the vectors have no effect',
        help: 'write the physical address of the table as `msix_address`, or no vectors',
        ...(capability && {
          related: [{ at: capability.capability.place, message: 'the MSI-X capability' }],
        }),
      })
    }
  },
})

/** Upstream `PCI_EMBEDDED_MSIX_VECTS`. */
const embeddedVectors = 16n
