/** A trapped MSI-X table that does not begin or end with a page. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { overlaps, pageSize, pagesOf, type Range } from '../../config/range.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText } from '../wording.ts'

export const pciMsixUnaligned = defineRule({
  id: 'pci-msix-unaligned',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: '`msix_address` or `msix_region_size` of a physical PCI device is no multiple of 4 KiB.',
    why:
      'The hypervisor maps whole pages and takes the beginning of the first one for the table. If the table begins ' +
      'further back, it reads and writes other registers of the device instead. A size that is no multiple of a page ' +
      'is a warning: the rest of the last page is neither trapped nor mapped, and a cell that accesses it, the pending ' +
      'bits for instance, is stopped.',
    legal:
      'The rest of the last page may be given to the cell as a sub-page region; then nothing is said about the size. A ' +
      'table that does not begin with a page of its own cannot be described at all.',
    bad: `
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8,
    .num_msix_vectors = 4, .msix_address = 0xa0000800, .msix_region_size = 0x1000,
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
    references: ['hypervisor/pci.c: pci_add_physical_device', 'hypervisor/paging.c: paging_map_device'],
    catalogue: 'C 73; the source is milder than F.8 about the size',
  },
  check(cell, report) {
    for (const given of physicalFunctionsOf(cell.configuration)) {
      const { msixAddress: address, msixRegionSize: size, numMsixVectors: vectors } = given.device
      if (!address.known || address.value === 0n) continue
      if (address.value % pageSize !== 0n) {
        report({
          at: address.place,
          message: `the MSI-X table of the ${functionText(given)} begins at ${hex(address.value)}, within a page`,
          why: `the hypervisor takes ${hex(address.value - (address.value % pageSize))} for the beginning of the table, and writes to other registers`,
          help: 'write the address of the page that the table begins with; a table elsewhere in its page cannot be trapped',
        })
        continue
      }
      if (!size.known || size.value % pageSize === 0n) continue
      // A region that is too small for the vectors is another fault of the same field.
      if (vectors.known && size.value < 16n * vectors.value) continue
      const table = { start: address.value, end: address.value + size.value }
      const rest = { start: table.end, end: pagesOf(table).end }
      if (isGranted(rest, cell.regions)) continue
      report({
        at: size.place,
        severity: 'warning',
        message: `the MSI-X region of the ${functionText(given)} ends within a page, at ${hex(rest.start)}`,
        why: `${rangeText(rest)} is neither trapped nor mapped, and a cell that accesses it is stopped`,
        help: `write ${hex(rest.end - table.start)}, so that the whole page is trapped`,
      })
    }
  },
})

function isGranted(rest: Range, regions: readonly LiveRegion[]): boolean {
  return regions.some(({ guest }) => overlaps(guest, rest))
}
