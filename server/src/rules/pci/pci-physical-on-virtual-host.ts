/** Physical PCI devices behind a host that does not exist. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const pciPhysicalOnVirtualHost = defineRule({
  id: 'pci-physical-on-virtual-host',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell has a physical PCI device, but the PCI host of the board is virtual.',
    why:
      'With `pci_is_virtual` set the hypervisor maps no configuration space, since there is nothing behind its ' +
      'address. An access of the cell to the registers of a physical device is passed on to it all the same, at an ' +
      'address near 0: the hypervisor faults, and the whole machine stands.',
    legal: 'ivshmem devices are emulated, and need no hardware.',
    bad: `
//- root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 1 << 3 },
},`,
    good: `
//- root
.header.platform_info.pci_is_virtual = 0,
.header.platform_info.pci_mmconfig_base = 0xb0000000,
.header.platform_info.pci_mmconfig_end_bus = 0,
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 1 << 3 },
},`,
    references: ['hypervisor/pci.c: pci_init, pci_mmconfig_access_handler'],
    catalogue: 'C 70, A.1',
  },
  check(cell, report) {
    const { root, configuration } = cell
    const [first, ...others] = physicalFunctionsOf(configuration)
    if (root?.pciIsVirtual !== true || !root.ecam || !first) return
    const more =
      others.length === 0
        ? ''
        : `, and so ${others.length === 1 ? 'is' : 'are'} ${counted(others.length, 'other', 'others')}`
    report({
      at: first.device.place,
      message: `the ${functionText(first)} is behind a virtual host${more}`,
      why: 'the first access to its configuration space that the hypervisor passes on makes the hypervisor fault, and the machine stands',
      help: 'remove the device, or, if the machine has a PCI host, describe it and set `.pci_is_virtual` to 0',
      related: [
        {
          at: root.configuration.system.platform.pciIsVirtual.place,
          message: 'the host is virtual',
          configuration: root.configuration,
        },
      ],
    })
  },
})
