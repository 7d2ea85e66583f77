/** A number of ivshmem peers that makes no link, or one that the hypervisor has no room for. */
import type { Cell } from '../../board/cell.ts'
import { endsOf, mostPeers } from '../../board/links.ts'
import { type IvshmemDevice, ivshmemDevicesOf } from '../../config/ivshmem.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const ivshmemPeersRange = defineRule({
  id: 'ivshmem-peers-range',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device announces fewer than 2 peers, or more than 12.',
    why:
      'The number decides how many output sections the device has, what the guest reads from the register for the ' +
      'number of peers, and whom the hypervisor notifies of a new state. Below 2 no other cell is notified that ' +
      'has an id of 1 or more, and most cells have no output section of their own. The hypervisor never compares ' +
      'the number with the 12 peers that it has room for: above 12, every change of a state makes it walk behind ' +
      'the end of its table and treat what lies there as peers. That is an error.',
    legal:
      'A link for 3 peers may have only 2 at present. What follows from a number out of range, ids and numbers of ' +
      'peers that do not fit, is not reported again.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 1,
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
    references: ['hypervisor/ivshmem.c: ivshmem_init, ivshmem_write_state, IVSHMEM_MAX_PEERS'],
    catalogue: 'C 81, C 82, D 45',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const { peers } = device
      if (2n <= peers && peers <= mostPeers) continue
      const theirs = deviceOfRoot(cell, device)
      const isTooMany = mostPeers < peers
      report({
        at: device.device.shmemPeers.place,
        severity: isTooMany ? 'error' : 'warning',
        message: `${counted(peers, 'peer', 'peers')} announced; a link has 2 to ${mostPeers}`,
        why: isTooMany
          ? 'when a state changes, the hypervisor walks behind the end of its table of peers and corrupts its own memory'
          : 'the guest is told that it has nobody to talk to, and peers with higher ids are not notified of its state',
        help: theirs
          ? `write ${theirs.peers} as in the root cell, with an output section for each peer`
          : 'write how many cells the link is for, the same number in all of them',
        related: theirs
          ? [
              {
                at: theirs.device.shmemPeers.place,
                message: `the root cell announces ${theirs.peers} peers`,
                ...(cell.root && { configuration: cell.root.configuration }),
              },
            ]
          : [],
      })
    }
  },
})

/** The root cell's device on the same link, if its number of peers is possible. */
function deviceOfRoot({ isRoot, root }: Cell, { bdf }: IvshmemDevice): IvshmemDevice | undefined {
  if (isRoot || !root) return undefined
  const theirs = ivshmemDevicesOf(root.configuration).find((device) => device.bdf === bdf)
  return theirs && 2n <= theirs.peers && theirs.peers <= mostPeers ? theirs : undefined
}
