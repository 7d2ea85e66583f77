/** A virtual PCI host in the domain where a real one is likely. */
import { defineRule } from '../rule.ts'

export const pciDomainValue = defineRule({
  id: 'pci-domain-value',
  resource: 'system',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'On Arm the virtual PCI host has the domain 0: `pci_domain` is zero or missing.',
    why:
      'The driver announces the virtual host to Linux in the root cell with this domain. Linux gives the first real PCI ' +
      'host domain 0 as well, unless the device tree says otherwise. Two hosts cannot have one domain: the virtual one ' +
      'is not added then, with a message in the kernel log, and ivshmem devices do not appear.',
    legal: 'On a board without a real PCI host the domain is free. With 0xffff Linux chooses one itself.',
    bad: `
//- root
.header.platform_info.pci_domain = 0,`,
    good: `
//- root
.header.platform_info.pci_domain = 1,`,
    references: ['driver/pci.c: create_vpci_of_overlay, jailhouse_pci_virtual_root_devices_add'],
    catalogue: 'A.1, B E12',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || (root?.architecture !== 'arm' && root?.architecture !== 'arm64')) return
    const { pciDomain, pciIsVirtual } = root.configuration.system.platform
    if (root.pciIsVirtual !== true || !root.ecam || !pciDomain.known || pciDomain.value !== 0n) return
    report({
      at: pciDomain.written ? pciDomain.place : pciIsVirtual.place,
      message: pciDomain.written
        ? 'the virtual PCI host is in domain 0'
        : '`pci_domain` is missing, so that the virtual PCI host is in domain 0',
      why: 'if the board has a real PCI host, that has domain 0 as a rule, and the virtual one is not added',
      help: 'write a number that no real host has, such as 1, or 0xffff to let Linux choose',
    })
  },
})
