/** An ivshmem id outside of the range that the device itself announces. */
import { endsOf, mostPeers } from '../../board/links.ts'
import { defineRule } from '../rule.ts'

export const ivshmemDevIdPeers = defineRule({
  id: 'ivshmem-dev-id-peers',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The id of an ivshmem device is not below the number of peers that it announces.',
    why:
      'The hypervisor compares the id with the 12 peers that it has room for, not with `shmem_peers`, and accepts ' +
      'the device. The guest is told an id that lies outside of the range it is told as well. There is no output ' +
      'section for it, so that it cannot send anything, and whenever a peer changes its state, only ids below ' +
      '`shmem_peers` are notified: this one never hears of it.',
    legal:
      'Fewer than two peers are a fault by itself, and so are ids of 12 and more. Both are reported elsewhere.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 2, .shmem_peers = 2,
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
    references: ['hypervisor/ivshmem.c: ivshmem_init, ivshmem_write_state, ivshmem_register_mmio'],
    catalogue: 'C 82, A.8',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const { id, peers } = device
      if (peers < 2n || mostPeers < peers || mostPeers <= id || id < peers) continue
      report({
        at: device.device.shmemDevId.place,
        message: `the id ${id} is not among those of ${peers} peers, 0 to ${peers - 1n}`,
        why: 'the device has no output section of its own, and its peers will not notify it',
        help: `choose a lower id, or raise \`shmem_peers\` to ${id + 1n} in all cells of the link and add the output sections`,
        related: [{ at: device.device.shmemPeers.place, message: `${peers} peers` }],
      })
    }
  },
})
