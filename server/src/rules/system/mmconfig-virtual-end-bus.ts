/** A virtual PCI host whose configuration space covers the window of its devices. */
import { isRead } from '../../config/reading.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { rangeText, sizeText } from '../wording.ts'

const sizeOfBus = 0x100000n

export const mmconfigVirtualEndBus = defineRule({
  id: 'mmconfig-virtual-end-bus',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A virtual PCI host on Arm has more than one bus: `pci_mmconfig_end_bus` is not zero.',
    why:
      'The driver announces the virtual host to Linux in the root cell with one bus, 1 MiB of configuration space, and ' +
      'puts the registers of the ivshmem devices directly behind it. The hypervisor intercepts 1 MiB for every bus up ' +
      'to the last one. With more than one, the registers of the devices lie in the configuration space of bus 1, and ' +
      'it is left to the search among overlapping ranges which of the two an access is taken for. Taken for ' +
      'configuration space, where bus 1 has no devices, reads give ones, and the first write parks the CPU of the root ' +
      'cell.',
    legal:
      'The last bus of a physical host is that of the machine, usually 255. While the root cell has no ivshmem device ' +
      'of its own, nothing is lost yet, which is a warning.',
    fix: 'Writes 0.',
    bad: `
//- root
.header.platform_info.pci_mmconfig_end_bus = 255,
.mem_regions = {
  { .phys_start = 0x7bf00000, .virt_start = 0x7bf00000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
  { 0 },
  { .phys_start = 0x7bf01000, .virt_start = 0x7bf01000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE },
  { .phys_start = 0x7bf02000, .virt_start = 0x7bf02000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 0, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.header.platform_info.pci_mmconfig_end_bus = 0,`,
    references: [
      'driver/pci.c: create_vpci_of_overlay',
      'hypervisor/pci.c: pci_init, pci_cell_init, pci_mmconfig_access_handler, pci_cfg_write_moderate',
      'hypervisor/mmio.c: mmio_handle_access',
    ],
    catalogue: 'A.1, C 93b',
  },
  check(cell, report) {
    const { isRoot, root } = cell
    if (!isRoot || (root?.architecture !== 'arm' && root?.architecture !== 'arm64')) return
    const { mmconfigEndBus } = root.configuration.system.platform
    if (root.pciIsVirtual !== true || !root.ecam || !mmconfigEndBus.known || mmconfigEndBus.value === 0n)
      return
    const { range, place } = root.ecam
    const hasDevices = 0 < cell.ivshmem.length && isRead(cell.configuration.pciDevices) === true
    const window = { start: range.start + sizeOfBus, end: range.end }
    report({
      at: mmconfigEndBus.place,
      severity: hasDevices ? 'error' : 'warning',
      message: `the virtual PCI host has ${mmconfigEndBus.value + 1n} buses, so that ${rangeText(window)} is intercepted as configuration space too`,
      why: hasDevices
        ? 'there the driver puts the registers of the ivshmem devices of the root cell: a write that is taken for one to configuration space parks the CPU'
        : 'there the driver puts the registers of ivshmem devices of the root cell, if it gets any',
      help: 'write 0: a virtual host has bus 0 only',
      fixes: fix('write 0', 'suggested', replacing(mmconfigEndBus.place, '0')),
      related: [
        {
          at: place,
          message: `the configuration space begins here, with ${sizeText(sizeOfBus)} for each bus`,
        },
      ],
    })
  },
})
