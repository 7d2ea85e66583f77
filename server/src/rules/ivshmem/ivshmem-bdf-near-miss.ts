/** Two ivshmem devices with the same shared memory that are not linked, since their bdfs differ. */
import { lonelyEndsOf } from '../../board/links.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { cellText } from '../section-wording.ts'
import { bdfText, hex } from '../wording.ts'

export const ivshmemBdfNearMiss = defineRule({
  id: 'ivshmem-bdf-near-miss',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device without a counterpart has the same state table as a device of another cell with a different bdf.',
    why:
      'Devices are linked by equal bdfs and by nothing else. These two have the same memory, and the hypervisor ' +
      'never brings them together: neither end is notified of the other, and both enter their states in the same table.',
    legal:
      'The domains of linked devices may differ. Cells that never run together may use the same memory. A device that is on a ' +
      'link of its own, and has the memory of another one, has the right bdf: `ivshmem-regions-differ` says so.',
    fix: 'Copies the bdf of the other device.',
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
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 4, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
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
    references: ['hypervisor/ivshmem.c: ivshmem_init', 'Documentation/inter-cell-communication.md'],
    catalogue: 'A.8, D 40, D 44',
  },
  check(board, report) {
    const lonely = lonelyEndsOf(board)
    for (const [index, { end, nearMiss }] of lonely.entries()) {
      // Of two that miss each other, the later one is reported.
      if (!nearMiss || index < lonely.findIndex((other) => other.end === nearMiss)) continue
      report({
        at: end.device.device.bdf.place,
        configuration: end.cell.configuration,
        message: `the device is ${bdfText(end.device.bdf)}, and the one with the same state table in ${cellText(nearMiss)} is ${bdfText(nearMiss.device.bdf)}`,
        why: 'devices are linked by equal bdfs only: these two share memory, and are never brought together',
        help: 'write the same bdf in all cells of the link',
        related: [
          {
            at: nearMiss.device.device.bdf.place,
            message: `${bdfText(nearMiss.device.bdf)} in ${cellText(nearMiss)}`,
            configuration: nearMiss.cell.configuration,
          },
        ],
        fixes: fix(
          'copy the bdf',
          'suggested',
          replacing(end.device.device.bdf.place, bdfInC(nearMiss.device.bdf)),
        ),
        // Slot and function of a wrong bdf mean nothing.
        spoils: end.device.device.bdf.written ? [end.device.device.bdf.place] : [],
      })
    }
  },
})

/** As configs write it: the slot, where there is nothing else. */
function bdfInC(bdf: bigint): string {
  return (bdf & ~0xf8n) === 0n ? `${bdf >> 3n} << 3` : hex(bdf)
}
