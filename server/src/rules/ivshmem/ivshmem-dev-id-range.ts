/** An ivshmem id that no link has room for. */
import { endsOf, mostPeers } from '../../board/links.ts'
import { defineRule } from '../rule.ts'

export const ivshmemDevIdRange = defineRule({
  id: 'ivshmem-dev-id-range',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The id of an ivshmem device is 12 or more.',
    why:
      'A link has room for 12 peers, with ids from 0 to 11. With a higher id `jailhouse enable` or `cell create` ' +
      'fails with EINVAL.',
    legal: 'An id below 12 that is not below the number of peers is accepted; that is another fault.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 12, .shmem_peers = 2,
  },
},`,
    good: `
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
    catalogue: 'B, H35',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      if (device.id < mostPeers) continue
      report({
        at: device.device.shmemDevId.place,
        message: `no link has room for the id ${device.id}`,
        why: `${cell.isRoot ? '`jailhouse enable`' : '`cell create`'} fails with EINVAL, since ids go from 0 to ${mostPeers - 1n}`,
        help: 'number the peers of the link from 0 on',
      })
    }
  },
})
