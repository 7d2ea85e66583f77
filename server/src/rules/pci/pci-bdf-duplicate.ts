/** Two PCI devices of one cell at the same place. */
import { haveOneDomain, type PciFunction, pciFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { bdfText } from '../wording.ts'

export const pciBdfDuplicate = defineRule({
  id: 'pci-bdf-duplicate',
  resource: 'pci',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'Two PCI devices of one cell have the same bus, device and function.',
    why:
      'Whenever the cell accesses the configuration space, the hypervisor looks for the first element with that ' +
      '`bdf` and takes it, whatever its type. The domain is not compared. The second device is set up, but the cell ' +
      'never finds it, and nothing is reported.',
    legal:
      'The same bdf in several cells: of ivshmem devices it is the link between them, and a physical device of the ' +
      'root cell is handed over.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0x100 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 1, .bdf = 0x100 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0x100 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0x200 },
},`,
    references: ['hypervisor/pci.c: pci_get_assigned_device, pci_cell_init'],
    catalogue: 'C 69, A.8',
  },
  check(configuration, report) {
    const firsts = new Map<bigint, PciFunction>()
    for (const later of pciFunctionsOf(configuration)) {
      const first = firsts.get(later.bdf)
      if (!first) {
        firsts.set(later.bdf, later)
        continue
      }
      const inOther = haveOneDomain(first, later) ? '' : ', in another domain'
      report({
        at: later.device.bdf.place,
        message: `${bdfText(later.bdf)} is PCI device ${first.device.index} already${inOther}`,
        why: `the cell never finds PCI device ${later.device.index}: the hypervisor takes the first one with that bdf, and compares no domains`,
        help: 'give the devices different places, or remove one of them',
        related: [{ at: first.device.bdf.place, message: `the ${functionText(first)}, which is found` }],
      })
    }
  },
})
