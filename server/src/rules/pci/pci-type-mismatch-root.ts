/** A physical PCI device that is something else in the root configuration. */
import { counterpartsOf } from '../../board/pci.ts'
import { functionText, kindText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciTypeMismatchRoot = defineRule({
  id: 'pci-type-mismatch-root',
  resource: 'pci',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A physical PCI device of a cell has another type in the root configuration.',
    why:
      'A piece of hardware is a bridge or an endpoint: one of the two is wrong, or the bdf is. Bridges and endpoints have ' +
      'different registers that the hypervisor guards, and the driver makes Linux let go of endpoints only. An ivshmem ' +
      'device of the root cell at that place is taken away from it as if it were hardware, and never given back.',
    legal: 'An ivshmem device of the cell where the root cell has a physical device is reported as such.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_BRIDGE, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},`,
    references: [
      'hypervisor/pci.c: pci_cell_init, pci_cfg_write_moderate, pci_return_device_to_root_cell',
      'driver/pci.c: jailhouse_pci_do_all_devices',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    for (const { own, roots } of counterpartsOf(cell)) {
      if (own.kind === roots.kind) continue
      report({
        at: own.device.type.place,
        message: `the ${functionText(own)} is ${roots.kind === 'ivshmem' ? 'an' : 'a'} ${kindText(roots.kind)} in the root configuration`,
        why:
          roots.kind === 'ivshmem'
            ? 'the hypervisor takes the ivshmem device away from the root cell as if it were hardware, and does not give it back'
            : 'the registers of one are guarded as if it were the other',
        help: 'compare the bdf and the type with the root configuration',
        related: [
          {
            at: roots.device.type.place,
            message: 'the type in the root configuration',
            ...(cell.root && { configuration: cell.root.configuration }),
          },
        ],
      })
    }
  },
})
