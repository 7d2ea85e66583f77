/** Virtual PCI devices, and no configuration space through which they could be found. */
import type { Cell } from '../../board/cell.ts'
import { machineOf } from '../../board/machine.ts'
import { isRead } from '../../config/reading.ts'
import { defineRule } from '../rule.ts'
import { bdfText, configurationText } from '../wording.ts'

export const mmconfigVirtualNoBase = defineRule({
  id: 'mmconfig-virtual-no-base',
  resource: 'system',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A root configuration for Arm has a virtual PCI host, or there are ivshmem devices on the board, but ' +
      '`pci_mmconfig_base` is zero or missing.',
    why:
      'On Arm the configuration space in memory is the only way to PCI devices. Without an address the hypervisor ' +
      'intercepts nothing, and no cell can find its virtual devices. If the host is virtual, the driver nevertheless ' +
      'announces one at address 0, and Linux in the root cell takes what is there for PCI devices: memory of something ' +
      'else, or nothing at all, which parks the CPU.',
    legal:
      'A board without PCI needs no address, and devices that the header does not count are not there. On x86 there ' +
      'are I/O ports for the configuration space as well.',
    bad: `
//- root
.header.platform_info.pci_mmconfig_base = 0,`,
    good: `
//- root
.header.platform_info.pci_mmconfig_base = 0xb0000000,`,
    references: ['hypervisor/pci.c: pci_init, pci_cell_init', 'driver/pci.c: create_vpci_of_overlay'],
    catalogue: 'A.1, C 94',
  },
  check({ root, rootCell, cells }, report) {
    const base = root.configuration.system.platform.mmconfigBase
    const machine = machineOf(rootCell)
    if ((machine !== 'arm' && machine !== 'arm64') || !base.known || base.value !== 0n) return
    const owner = [rootCell, ...cells].find(hasVirtualDevice)
    const device = owner?.ivshmem[0]
    if (root.pciIsVirtual !== true && !device) return
    report({
      at: base.place,
      message:
        root.pciIsVirtual === true
          ? 'the PCI host is virtual, but its configuration space has no address'
          : 'there are virtual PCI devices, but the configuration space has no address',
      why: `the hypervisor intercepts no configuration space, and no cell finds its virtual devices${root.pciIsVirtual === true ? '; Linux in the root cell looks for them at address 0' : ''}`,
      help: 'set `.pci_mmconfig_base` to a multiple of 1 MiB in an address range that nothing uses, with another 1 MiB behind it',
      related:
        owner && device
          ? [
              {
                at: device.device.place,
                message: `${configurationText(owner.configuration)} has the virtual device ${bdfText(device.bdf)}`,
                configuration: owner.configuration,
              },
            ]
          : [],
    })
  },
})

function hasVirtualDevice({ ivshmem, configuration }: Cell): boolean {
  return 0 < ivshmem.length && isRead(configuration.pciDevices) === true
}
