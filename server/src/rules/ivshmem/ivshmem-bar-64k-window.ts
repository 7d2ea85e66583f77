/** BARs of ivshmem devices that find no room behind the virtual host, with pages of 4 KiB. */
import { endsOf } from '../../board/links.ts'
import type { PciDevice } from '../../config/model.ts'
import { defineRule } from '../rule.ts'
import { counted, sizeText } from '../wording.ts'

export const ivshmemBar64kWindow = defineRule({
  id: 'ivshmem-bar-64k-window',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'The BARs of the ivshmem devices of the root cell take more than two pages of 4 KiB for each device.',
    why:
      'The driver creates the virtual PCI host in Linux, and gives it a window for BARs of two pages for each ivshmem ' +
      'device: pages of the size that this kernel has. BARs of 64 KiB find room there if the pages have 64 KiB, too. With ' +
      'pages of 4 KiB Linux cannot place them, and the devices do not work. Which pages the kernel has is not in the ' +
      'configuration.',
    legal:
      'The window is made for the root cell with a virtual host only. In other cells the device tree of the inmate says how ' +
      'large it is. Masks that are odd are reported by themselves.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX_64K,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    references: ['driver/pci.c: create_vpci_of_overlay, count_ivshmem_devices'],
    catalogue: 'C 95',
  },
  check(cell, report) {
    const ends = cell.isRoot && cell.root?.pciIsVirtual ? endsOf(cell) : []
    const window = pagesOfDevice * BigInt(ends.length)
    const needed = ends.reduce((sum, { device }) => sum + sizeOfBars(device.device), 0n)
    const largest = ends.find(({ device }) => pagesOfDevice < sizeOfBars(device.device))
    const [mask] = largest?.device.device.barMask ?? []
    if (!largest || !mask || needed <= window) return
    report({
      at: mask.place,
      message: `the BARs of ${counted(ends.length, 'device', 'devices')} take ${sizeText(needed)}, and with pages of 4 KiB the driver has room for ${sizeText(window)}`,
      why: 'the window of the virtual host has two pages for each device: such BARs find room only where Linux has pages of 64 KiB',
      help: 'for a kernel with pages of 4 KiB, write the masks without `_64K` in all cells of the links',
      related: [
        {
          at: cell.root?.configuration.system.platform.mmconfigBase.place ?? mask.place,
          message: 'the window of the virtual host is behind this address',
        },
      ],
    })
  },
})

const pagesOfDevice = 0x2000n

/** Those that are not known are left out; what is no size of a BAR is a fault of its own. */
function sizeOfBars({ barMask }: PciDevice): bigint {
  return barMask.reduce(
    (sum, mask) => (mask.known && mask.value !== 0n ? sum + 0x1_0000_0000n - mask.value : sum),
    0n,
  )
}
