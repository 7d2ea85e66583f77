/** A trapped MSI-X table that is too small for the vectors. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import { pageSize } from '../../config/range.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted, hex, sizeText } from '../wording.ts'

export const pciMsixRegionSize = defineRule({
  id: 'pci-msix-region-size',
  resource: 'pci',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The MSI-X table of a PCI device has an address, but `msix_region_size` is zero or too small for its vectors.',
    why:
      'The hypervisor maps that many bytes of the table. With 0 there is nothing to map, and `jailhouse enable` or ' +
      '`cell create` fails with ENOMEM. A vector takes 16 bytes; where these lie behind the last mapped page, the ' +
      'hypervisor reads and writes whatever it has mapped there, or faults. Within a page the accesses of the cell to ' +
      'the last vectors are not trapped.',
    legal: 'The region may be larger than the table: mostly the pending bits are in the same page.',
    bad: `
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8,
    .num_msix_vectors = 4, .msix_address = 0xa0000000,
  },
},`,
    good: `
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8,
    .num_msix_vectors = 4, .msix_address = 0xa0000000, .msix_region_size = 0x1000,
  },
},`,
    references: ['hypervisor/pci.c: pci_add_physical_device, pci_save_msix, pci_msix_access_handler'],
    catalogue: 'B H37, C 73',
  },
  check(configuration, report) {
    for (const given of physicalFunctionsOf(configuration)) {
      const { numMsixVectors: vectors, msixAddress, msixRegionSize: size } = given.device
      if (!msixAddress.known || msixAddress.value === 0n || !size.known || !vectors.known) continue
      const needed = bytesPerVector * vectors.value
      if (size.value !== 0n && needed <= size.value) continue
      const wholePages = needed === 0n ? pageSize : (needed + pageSize - 1n) & ~(pageSize - 1n)
      report({
        at: size.place,
        message:
          size.value === 0n
            ? `the MSI-X table of the ${functionText(given)} has an address, but no size`
            : `${counted(vectors.value, 'MSI-X vector', 'MSI-X vectors')} of the ${functionText(given)} take ${sizeText(needed)}, and ${sizeText(size.value)} are mapped`,
        why:
          size.value === 0n
            ? '`jailhouse enable` or `cell create` fails with ENOMEM, since there is nothing to map'
            : 'the hypervisor works on the whole table, also where it is not mapped or not trapped',
        help:
          wholePages < wordEnd
            ? `write ${hex(wholePages)}, or more if the pending bits follow in further pages`
            : 'the size has 16 bits: so many vectors cannot be trapped',
      })
    }
  },
})

const bytesPerVector = 16n
const wordEnd = 0x10000n
