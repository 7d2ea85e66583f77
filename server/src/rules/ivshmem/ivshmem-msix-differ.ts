/** Two ends of an ivshmem link with different numbers of interrupt vectors. */
import { type LinkEnd, linkedPairs } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { cellText } from '../section-wording.ts'
import { counted } from '../wording.ts'

export const ivshmemMsixDiffer = defineRule({
  id: 'ivshmem-msix-differ',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Of two linked ivshmem devices one has MSI-X vectors and the other one none, or they have different numbers of vectors.',
    why:
      'That works as long as the drivers are prepared for it. A peer chooses the vector by which it rings, and the ' +
      'hypervisor compares it with the number of the one that rings, not of the one that is rung: the end with fewer vectors ' +
      'cannot ring the higher ones of the other end, and what the other end rings beyond is lost without an error. ' +
      'A device without MSI-X vectors has a single interrupt.',
    legal:
      'With the same number at both ends, or none, nothing is said. Cells that never run together may differ.',
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
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
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
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
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
      'hypervisor/ivshmem.c: ivshmem_register_mmio, ivshmem_trigger_interrupt',
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_trigger_interrupt',
    ],
    catalogue: 'F.9; the numbers count as well, by the source',
  },
  check(board, report) {
    for (const { first, second } of linkedPairs(board)) {
      const [theirs, ours] = [vectorsOf(first), vectorsOf(second)]
      if (theirs === undefined || ours === undefined || theirs === ours) continue
      // On x86 there is no other kind of interrupt, which is an error by itself.
      if (board.root.architecture === 'x86' && (theirs === 0n || ours === 0n)) continue
      report({
        at: second.device.device.numMsixVectors.place,
        configuration: second.cell.configuration,
        message: `${vectorsText(ours)} here, and ${vectorsText(theirs)} in ${cellText(first)}`,
        why: 'the end with fewer vectors cannot ring the higher ones of the other end, and what that one rings beyond is lost',
        help: 'give both ends the same number of vectors, unless the drivers are prepared for it',
        related: [
          {
            at: first.device.device.numMsixVectors.place,
            message: `${vectorsText(theirs)} in ${cellText(first)}`,
            configuration: first.cell.configuration,
          },
        ],
      })
    }
  },
})

/** More than there can be are refused, which is another matter. */
function vectorsOf({ device: { device } }: LinkEnd): bigint | undefined {
  const { numMsixVectors } = device
  return numMsixVectors.known && numMsixVectors.value <= 16n ? numMsixVectors.value : undefined
}

function vectorsText(vectors: bigint): string {
  return vectors === 0n ? 'no MSI-X vectors' : counted(vectors, 'MSI-X vector', 'MSI-X vectors')
}
