/** A section of an ivshmem device with a flag that belongs on other memory. */
import { endsOf, foreignFlagsOf } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { sectionsText } from '../section-wording.ts'
import { listText, regionText } from '../wording.ts'

export const ivshmemSectionAttributes = defineRule({
  id: 'ivshmem-section-attributes',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A section of an ivshmem device has one of the flags IO, EXECUTE, LOADABLE or COMM_REGION.',
    why:
      'A section is plain memory that several cells read and write. Most often such a flag means that ' +
      '`shmem_regions_start` or `shmem_peers` is wrong, and that RAM or registers of the cell are taken for a ' +
      'section. Where the section is the right one, IO makes it device memory on Arm, slow and without unaligned ' +
      'accesses; LOADABLE opens it for `cell load`; EXECUTE lets the peers place code; COMM_REGION puts another ' +
      "page there. As long as it is not clear which region is meant, nothing else is said about the device's sections.",
    legal: 'READ, WRITE and ROOTSHARED belong there, and DMA does no harm.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 1, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/ivshmem.c: ivshmem_init',
      'hypervisor/control.c: cell_create, cell_set_loadable',
    ],
    catalogue: 'A.4, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const foreign =
        end.doubt === 'foreign' ? end.sections.filter((section) => 0 < foreignFlagsOf(section).length) : []
      const [first] = foreign
      if (!first?.live) continue
      report({
        at: first.region.flags.place,
        message: `${regionText(first.live)} is the ${sectionsText([first])} of an ivshmem device, and has ${listText(foreignFlagsOf(first))}`,
        why: 'such flags do not belong on shared memory: probably another region is meant',
        help: 'correct `shmem_regions_start` or `shmem_peers` of the device; if it is the right region, drop the flag',
        related: [
          {
            at: end.device.device.shmemRegionsStart.place,
            message: 'the sections of the device begin with this region',
          },
          ...foreign.slice(1).map((section) => ({
            at: section.region.flags.place,
            message: `the ${sectionsText([section])} has ${listText(foreignFlagsOf(section))}`,
          })),
        ],
      })
    }
  },
})
