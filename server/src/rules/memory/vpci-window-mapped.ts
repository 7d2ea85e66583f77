/** A region over the place where Linux puts the registers of its ivshmem devices. */
import { openedBarWindow } from '../../board/opened-devices.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const vpciWindowMapped = defineRule({
  id: 'vpci-window-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'On Arm, with a virtual PCI host, a memory region of the root cell covers the window for the registers of ivshmem ' +
      'devices: 8 KiB for each device, from 1 MiB behind pci_mmconfig_base on.',
    why:
      'The driver tells Linux in the root cell about the virtual host, and gives it this window for the registers of its ' +
      'devices. There is nothing at these addresses; accesses trap, and the hypervisor plays the device. What is mapped ' +
      'does not trap: Linux then finds memory or other registers there, and the devices are dead.',
    legal:
      'Without ivshmem devices the window is empty. Where a cell puts the registers of its devices is decided by its ' +
      'inmate, or by its device tree; the configuration does not say it.',
    bad: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  JAILHOUSE_SHMEM_NET_REGIONS(0x7bf00000, 0),
  /* devices */ {
    .phys_start = 0xb0100000, .virt_start = 0xb0100000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 0, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 1, .shmem_dev_id = 0, .shmem_peers = 2, .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  JAILHOUSE_SHMEM_NET_REGIONS(0x7bf00000, 0),
  /* devices */ {
    .phys_start = 0xb0200000, .virt_start = 0xb0200000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 0, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 1, .shmem_dev_id = 0, .shmem_peers = 2, .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},`,
    references: [
      'driver/pci.c: create_vpci_of_overlay, count_ivshmem_devices',
      'hypervisor/ivshmem.c: ivshmem_register_mmio',
    ],
    catalogue: 'C 31, H.4',
  },
  check(cell, report) {
    if (!cell.isRoot || !cell.root) return
    for (const region of cell.regions) {
      const opened = openedBarWindow(region, cell.root)
      if (!opened) continue
      const { range, place } = opened.reserved
      report({
        at: region.place,
        message: `${regionText(region)} covers ${rangeText(opened.shared)} of the window for the registers of ivshmem devices`,
        why: 'what is mapped does not trap: Linux finds something else where its virtual devices should be',
        help: `leave out ${rangeText(range)}, or move pci_mmconfig_base`,
        related: [{ at: place, message: `the driver gives Linux the window ${rangeText(range)}` }],
      })
    }
  },
})
