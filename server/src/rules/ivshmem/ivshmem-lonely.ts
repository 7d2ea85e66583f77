/** An ivshmem device that no other cell of the board has the counterpart of. */
import { lonelyEndsOf } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceText } from '../section-wording.ts'
import { bdfText } from '../wording.ts'

export const ivshmemLonely = defineRule({
  id: 'ivshmem-lonely',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'No other cell of the board has an ivshmem device with this bdf.',
    why: 'Devices are linked by equal bdfs. The device works, but has nobody at the other end.',
    legal:
      'A link may be prepared for a cell that is yet to be written, which is why this is information. Nothing is ' +
      'said on a board without cells. Where another device has the same shared memory and a different bdf, or where ' +
      'the root cell has a physical device at the bdf, that is reported instead.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_init'],
    catalogue: 'D 47, A.8',
  },
  check(board, report) {
    for (const { end, nearMiss, physical } of lonelyEndsOf(board)) {
      if (nearMiss || physical) continue
      report({
        at: end.device.device.place,
        configuration: end.cell.configuration,
        message: `no other cell of this board has an ${deviceText(end)}`,
        why: 'devices are linked by equal bdfs, so that this one has nobody at the other end',
        help: `give a device of another cell the bdf ${bdfText(end.device.bdf)}, or leave this one out`,
      })
    }
  },
})
