/** An ivshmem id outside of the range that the device itself announces. */
import type { Board } from '../../board/board.ts'
import { endsOf, type LinkEnd, linksOf, mostPeers } from '../../board/links.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { settingPeers } from '../fix/peers.ts'
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
    fix: 'Raises the number of peers in all cells of the link, if each has the output sections of the further ones already.',
    bad: `
.mem_regions = {
  /* State table */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  /* Output of peer 0 */ {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* Output of peer 1 */ {
    .phys_start = 0x70002000, .virt_start = 0x70002000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* Output of peer 2 */ {
    .phys_start = 0x70003000, .virt_start = 0x70003000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 2, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  /* State table */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  /* Output of peer 0 */ {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* Output of peer 1 */ {
    .phys_start = 0x70002000, .virt_start = 0x70002000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* Output of peer 2 */ {
    .phys_start = 0x70003000, .virt_start = 0x70003000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 2, .shmem_peers = 3,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_init, ivshmem_write_state, ivshmem_register_mmio'],
    catalogue: 'C 82, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const { device } = end
      const { id, peers } = device
      if (peers < 2n || mostPeers < peers || mostPeers <= id || id < peers) continue
      report({
        at: device.device.shmemDevId.place,
        message: `the id ${id} is not among those of ${peers} peers, 0 to ${peers - 1n}`,
        why: 'the device has no output section of its own, and its peers will not notify it',
        help: `choose a lower id, or raise \`shmem_peers\` to ${id + 1n} in all cells of the link and add the output sections`,
        related: [{ at: device.device.shmemPeers.place, message: `${peers} peers` }],
        fixesOn: (board) => raisingPeers(end, board),
      })
    }
  },
})

/** The others have to know of the peer, too. */
function raisingPeers({ device }: LinkEnd, board: Board): readonly Fix[] {
  const ends = linksOf(board).find(({ bdf }) => bdf === device.bdf)?.ends ?? []
  const peers = [device.id + 1n, ...ends.map((end) => end.device.peers)].reduce((a, b) => (a < b ? b : a))
  return fix(`raise \`shmem_peers\` to ${peers}`, 'suggested', ...ends.map((end) => settingPeers(end, peers)))
}
