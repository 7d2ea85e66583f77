/** A PCI configuration space that does not begin where one can begin. */
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

const sizeOfBus = 0x100000n

export const mmconfigAlign = defineRule({
  id: 'mmconfig-align',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The field `pci_mmconfig_base` of a root configuration is no multiple of 1 MiB.',
    why:
      'The configuration space of a PCI host (ECAM) takes 1 MiB for each bus, and begins at a multiple of that. At any ' +
      'other address a physical host has something else: the hypervisor reads and writes the registers of wrong ' +
      'devices, or of none. A virtual host is emulated at any address of a page. But the bus and device numbers are ' +
      'part of the address by definition, and software is free to put them together with a bitwise or; that is a ' +
      'warning.',
    legal: 'The address is that of bus 0, even where the firmware gives other buses to the host.',
    bad: `
//- x86 root
.header.platform_info.pci_mmconfig_base = 0xe0010000,`,
    good: `
//- x86 root
.header.platform_info.pci_mmconfig_base = 0xe0100000,`,
    references: [
      'hypervisor/pci.c: pci_init, pci_mmconfig_access_handler',
      'driver/pci.c: create_vpci_of_overlay',
    ],
    catalogue: 'A.1; there an error for virtual hosts too',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.pciIsVirtual === undefined) return
    const base = root.configuration.system.platform.mmconfigBase
    if (!base.known || base.value % sizeOfBus === 0n) return
    const isEmulated = root.pciIsVirtual && base.value % 0x1000n === 0n
    report({
      at: base.place,
      severity: isEmulated ? 'warning' : 'error',
      message: `the PCI configuration space is at ${hex(base.value)}, which is no multiple of 1 MiB`,
      why: isEmulated
        ? 'a guest that puts the bus and device numbers into the address with a bitwise or reaches wrong registers'
        : 'there is no configuration space at this address: accesses reach wrong registers',
      help: root.pciIsVirtual
        ? `choose an address range that nothing uses, at a multiple of 1 MiB such as ${hex(base.value - (base.value % sizeOfBus))}`
        : 'on x86 the address is in the ACPI table MCFG, on Arm in the device tree of the machine',
    })
  },
})
