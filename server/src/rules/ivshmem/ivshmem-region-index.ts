/** An ivshmem device whose sections lie behind the end of the cell's memory regions. */
import { endsOf, mostPeers } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceText } from '../section-wording.ts'
import { counted } from '../wording.ts'

export const ivshmemRegionIndex = defineRule({
  id: 'ivshmem-region-index',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The sections of an ivshmem device reach beyond the last memory region of the cell.',
    why:
      'The sections of a device are memory regions of its cell, one behind another from `shmem_regions_start` on: ' +
      'the state table, the read/write section, and an output section for each of `shmem_peers` peers. If the cell ' +
      'has too few regions, `jailhouse enable` or `cell create` fails with EINVAL. The sum is formed in 32 bits; ' +
      'where it overflows, the check passes and the hypervisor takes other memory for descriptions of sections.',
    legal:
      'Sections may be left out as `{ 0 }`, but have to be there as elements. Where the regions are there and the ' +
      'header does not count them, the count is the fault.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 1, .shmem_dev_id = 1, .shmem_peers = 2,
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
    catalogue: 'B, H35; A.8',
  },
  check(cell, report) {
    const { memory } = cell.configuration
    if (!memory.count.known) return
    const declared = BigInt(memory.declaredLength)
    const available = memory.count.value < declared ? declared : memory.count.value
    for (const end of endsOf(cell)) {
      const { shmemRegionsStart } = end.device.device
      if (!shmemRegionsStart.known || mostPeers < end.device.peers) continue
      const start = shmemRegionsStart.value
      const behind = start + 2n + end.device.peers
      if (behind <= available) continue
      report({
        at: shmemRegionsStart.place,
        message: `the device needs the memory regions ${start}-${behind - 1n}, and the cell has ${available}`,
        why:
          behind < wordEnd
            ? `${cell.isRoot ? '`jailhouse enable`' : '`cell create`'} fails with EINVAL`
            : 'the sum overflows in 32 bits, so that the check passes and other memory is taken for sections',
        help: 'write the index of the state table, and have a region for every section behind it',
        related: [
          {
            at: memory.place,
            message: `${counted(available, 'memory region', 'memory regions')}, from 0 on`,
          },
          {
            at: end.device.device.shmemPeers.place,
            message: `${deviceText(end)} has ${2n + end.device.peers} sections`,
          },
        ],
      })
    }
  },
})

const wordEnd = 0x1_0000_0000n
