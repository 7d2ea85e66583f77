/** A section of an ivshmem device that begins or ends inside a page. */
import { endsOf, fieldPlacesOf, soundSections } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceOfSection, sectionsText } from '../section-wording.ts'
import { rangeText } from '../wording.ts'

export const ivshmemSectionSubpage = defineRule({
  id: 'ivshmem-section-subpage',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A section of an ivshmem device begins or ends inside a page of the cell.',
    why:
      'A region whose guest address or size is no multiple of 4 KiB is not mapped. Each access to it traps, and the ' +
      'hypervisor carries it out only if the width is allowed by the flags: without such a flag the first access is ' +
      'fatal, with one the section is slow and cannot be used as memory.',
    legal: 'Sections that are left out. The state table has a rule of its own.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3800,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  { 0 },
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
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  { 0 },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'include/jailhouse/cell-config.h: JAILHOUSE_MEMORY_IS_SUBPAGE',
      'hypervisor/mmio.c: mmio_handle_subpage',
      'Documentation/ivshmem-v2-specification.md: Shared Memory Region Layout',
    ],
    catalogue: 'C 12, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const [, ...behindTable] = soundSections(end)
      const trapped = behindTable.filter(({ live }) => live && !live.isPageMapped)
      const [first, ...others] = trapped
      if (!first?.live) continue
      report({
        at: first.region.place,
        message: `the ${sectionsText(trapped)} begin${trapped.length === 1 ? 's' : ''} or end${trapped.length === 1 ? 's' : ''} inside a page: ${rangeText(first.live.guest)}`,
        why: 'such a region is not mapped but trapped, access by access, and is no memory for the guest',
        help: 'let guest address and size be multiples of 0x1000, the same in all cells of the link',
        related: [
          ...others.map(({ region }) => ({ at: region.place, message: 'trapped as well' })),
          deviceOfSection(end),
        ],
        // What other rules would say about the region follows from this.
        spoils: trapped.flatMap(fieldPlacesOf),
      })
    }
  },
})
