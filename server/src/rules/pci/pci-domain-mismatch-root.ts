/** A PCI device that is in another domain than in the root configuration. */
import { counterpartsOf, haveOneDomain } from '../../board/pci.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { kindText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { bdfText, hex } from '../wording.ts'

export const pciDomainMismatchRoot = defineRule({
  id: 'pci-domain-mismatch-root',
  resource: 'pci',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A physical PCI device of a cell has another domain than in the root configuration.',
    why:
      'The hypervisor hands the device over by its bdf alone. The driver looks for it in Linux by domain and bdf as ' +
      'the cell has them: with the wrong domain it does not find it, and Linux goes on using a device that it does not ' +
      'have any more. When the cell is destroyed, the hypervisor does compare the domains, and does not give the ' +
      'device back.',
    legal: 'The domain of ivshmem devices in other cells than root is not read.',
    fix: 'The domain is copied from the root configuration.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 1, .bdf = 0xd8 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0xd8 },
},`,
    references: [
      'driver/pci.c: jailhouse_pci_claim_release',
      'hypervisor/pci.c: pci_cell_init, pci_return_device_to_root_cell',
    ],
    catalogue: 'C 77',
  },
  check(cell, report) {
    for (const { own, roots } of counterpartsOf(cell)) {
      const [ours, theirs] = [own.device.domain, roots.device.domain]
      // An ivshmem device there is another fault, and its domain has no meaning here.
      if (roots.kind === 'ivshmem' || haveOneDomain(own, roots) || !ours.known || !theirs.known) continue
      report({
        at: ours.place,
        message: `the ${kindText(own.kind)} ${bdfText(own.bdf)} is in domain ${hex(ours.value)} here, and in domain ${hex(theirs.value)} in the root configuration`,
        why: 'Linux in the root cell is not told to let go of the device, or the device is not given back when the cell is destroyed',
        help: `write ${hex(theirs.value)}, if the root configuration is right`,
        related: [
          {
            at: theirs.place,
            message: 'the device of the root cell',
            ...(cell.root && { configuration: cell.root.configuration }),
          },
        ],
        fixes: fix(
          `set the domain to ${hex(theirs.value)}, as in the root configuration`,
          'suggested',
          settingField(own.device.view, 'domain', hex(theirs.value), 'type'),
        ),
      })
    }
  },
})
