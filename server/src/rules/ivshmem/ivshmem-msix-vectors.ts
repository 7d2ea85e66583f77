/** More interrupt vectors than an ivshmem device can have. */
import { endsOf } from '../../board/links.ts'
import { defineRule } from '../rule.ts'

export const ivshmemMsixVectors = defineRule({
  id: 'ivshmem-msix-vectors',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device has more than 16 MSI-X vectors.',
    why: 'Virtual devices have a table of 16 vectors. With more, `jailhouse enable` or `cell create` fails with EINVAL.',
    legal: 'Physical devices can have more.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 17,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/ivshmem.c: ivshmem_init',
      'hypervisor/include/jailhouse/pci.h: PCI_EMBEDDED_MSIX_VECTS',
    ],
    catalogue: 'B, H35; A.8',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const { numMsixVectors } = device.device
      if (!numMsixVectors.known || numMsixVectors.value <= mostVectors) continue
      report({
        at: numMsixVectors.place,
        message: `${numMsixVectors.value} MSI-X vectors; an ivshmem device has at most ${mostVectors}`,
        why: `${cell.isRoot ? '`jailhouse enable`' : '`cell create`'} fails with EINVAL`,
        help: 'grant as many vectors as the protocol of the link needs: 2 for a network',
      })
    }
  },
})

const mostVectors = 16n
