/** A section that a cell takes away from the root cell, which is to use it. */
import { type LinkEnd, linksOf, type Section, soundSections } from '../../board/links.ts'
import { overlaps } from '../../config/range.ts'
import { fix } from '../fix/fix.ts'
import { addingFlag } from '../fix/flags.ts'
import { changingFlag } from '../fix/sections.ts'
import { defineRule } from '../rule.ts'
import { sectionPlaceText, sectionsText } from '../section-wording.ts'

export const ivshmemMissingRootshared = defineRule({
  id: 'ivshmem-missing-rootshared',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell shares a section with the root cell, and the region lacks JAILHOUSE_MEM_ROOTSHARED.',
    why:
      'Memory of a cell is taken away from the root cell when the cell is created, unless the region has ' +
      'JAILHOUSE_MEM_ROOTSHARED. The root cell then still has its end of the link, but no memory behind it: its ' +
      'next access to the section is a violation, and stops the root cell.',
    legal:
      'In the root cell itself the flag has no meaning. A link between two other cells only can do without.',
    fix: 'Adds the flag to the sections that lack it.',
    bad: `
//- root
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70004000, .virt_start = 0x70004000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  {
    .phys_start = 0x70004000, .virt_start = 0x70004000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70004000, .virt_start = 0x70004000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70004000, .virt_start = 0x70004000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: ['hypervisor/control.c: cell_create', 'Documentation/inter-cell-communication.md'],
    catalogue: 'C 88, D 6, D 8',
  },
  check(board, report) {
    for (const { ends } of linksOf(board)) {
      const [root, ...others] = ends
      if (!root?.cell.isRoot) continue
      for (const end of others) {
        const lost = lostSections(root, end)
        const [first, ...rest] = lost
        if (!first) continue
        report({
          at: first.region.flags.place,
          configuration: end.cell.configuration,
          message: `the ${sectionsText(lost)} ${lost.length === 1 ? 'is' : 'are'} shared with the root cell, without JAILHOUSE_MEM_ROOTSHARED`,
          why: `the root cell loses ${sectionPlaceText(first)} when this cell is created, and its next access there is fatal`,
          help: 'add JAILHOUSE_MEM_ROOTSHARED to all sections of the device',
          related: [
            ...rest.map(({ region }) => ({ at: region.flags.place, message: 'here as well' })),
            {
              at: root.device.device.place,
              message: 'the device by which the root cell uses the memory',
              configuration: root.cell.configuration,
            },
          ],
          fixes: fix(
            'add `JAILHOUSE_MEM_ROOTSHARED`',
            'suggested',
            changingFlag(lost, addingFlag, 'JAILHOUSE_MEM_ROOTSHARED'),
          ),
        })
      }
    }
  },
})

/** Sections that are not flagged as shared, of memory that the root cell has. */
function lostSections(root: LinkEnd, end: LinkEnd): readonly Section[] {
  return soundSections(end).filter(({ live }) => {
    const physical = live?.physical
    if (!live || !physical || live.has('JAILHOUSE_MEM_ROOTSHARED')) return false
    return root.cell.regions.some((region) => region.physical && overlaps(region.physical, physical))
  })
}
