/** Two ends of an ivshmem link that disagree about the number of peers. */
import { linkedPairs, mostPeers } from '../../board/links.ts'
import { fix } from '../fix/fix.ts'
import { settingPeers } from '../fix/peers.ts'
import { defineRule } from '../rule.ts'
import { cellText } from '../section-wording.ts'

export const ivshmemPeersDiffer = defineRule({
  id: 'ivshmem-peers-differ',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two ivshmem devices with the same bdf announce different numbers of peers.',
    why:
      'The hypervisor links the two by their bdf and compares nothing else. Each guest believes its own number: the ' +
      'one with the lower number neither notifies the peers behind it nor looks at their output sections, and they ' +
      'wait for it in vain.',
    legal:
      'The number may be higher than that of the cells on the link. Cells that never run together may disagree. A ' +
      'number outside of 2 to 12 is reported by itself.',
    fix: 'Copies the number from the other cell, where its own id and regions allow for it.',
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
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  {
    .phys_start = 0x700ff000, .virt_start = 0x700ff000, .size = 0x7f000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 3,
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
    references: ['hypervisor/ivshmem.c: ivshmem_init, ivshmem_write_state'],
    catalogue: 'C 83, D 45',
  },
  check(board, report) {
    for (const { first, second } of linkedPairs(board)) {
      const [theirs, ours] = [first.device.peers, second.device.peers]
      if (ours === theirs || !isPossible(ours) || !isPossible(theirs)) continue
      const { shmemDevId, shmemPeers } = second.device.device
      report({
        at: shmemPeers.place,
        configuration: second.cell.configuration,
        message: `${ours} peers here, and ${theirs} in ${cellText(first)}`,
        why: 'nothing compares the two: the peers behind the lower number are neither notified nor listened to by this end',
        help: `write the same number in all cells of the link, with an output section for each peer`,
        related: [
          {
            at: first.device.device.shmemPeers.place,
            message: `${theirs} peers in ${cellText(first)}`,
            configuration: first.cell.configuration,
          },
        ],
        fixes: fix(`write ${theirs}`, 'suggested', settingPeers(second, theirs)),
        // An id that is too high for the wrong number is no fault of its own.
        spoils: ours < theirs && shmemDevId.written ? [shmemDevId.place] : [],
      })
    }
  },
})

function isPossible(peers: bigint): boolean {
  return 2n <= peers && peers <= mostPeers
}
