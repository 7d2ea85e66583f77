/** An ivshmem device without a counterpart, at the bdf of a physical device of the root cell. */
import { lonelyEndsOf } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { bdfText } from '../wording.ts'

export const ivshmemBdfClashPhysical = defineRule({
  id: 'ivshmem-bdf-clash-physical',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device that nobody is linked with has the bdf of a physical device of the root cell.',
    why:
      'Devices are linked by equal bdfs. At this one the root cell has a physical device, so that it cannot have the ' +
      'other end of the link: in one cell only the first device with a bdf is ever found.',
    legal:
      'The hypervisor looks for devices in the list of the cell that accesses them. Two other cells can be linked at ' +
      'a bdf that the root cell has a physical device at; nothing is reported then, although an unused bdf is less ' +
      'confusing. The same bdf twice in one cell is a fault of its own.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 3 << 3 },
},
//- x86 cell
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 3 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- x86 root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 3 << 3 },
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 4 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- x86 cell
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 4 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/pci.c: pci_get_assigned_device',
      'hypervisor/ivshmem.c: ivshmem_init',
      'Documentation/inter-cell-communication.md',
    ],
    catalogue: 'C 69; the source is milder than F.9 about devices of different cells',
  },
  check(board, report) {
    for (const { end, nearMiss, physical } of lonelyEndsOf(board)) {
      if (nearMiss || !physical) continue
      report({
        at: end.device.device.bdf.place,
        configuration: end.cell.configuration,
        message: `${bdfText(end.device.bdf)} is a physical device of the root cell`,
        why: 'the root cell cannot have the other end of the link there, and no other cell has it',
        help: 'choose a bdf that no device of the root cell has, in all cells of the link',
        related: [
          { at: physical.place, message: 'the physical device', configuration: board.root.configuration },
        ],
      })
    }
  },
})
