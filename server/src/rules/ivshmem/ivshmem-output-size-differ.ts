/** Output sections of one ivshmem device that have different sizes. */
import { endsOf, outputsOf, soundSections } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceOfSection, sectionText } from '../section-wording.ts'
import { sizeText } from '../wording.ts'

export const ivshmemOutputSizeDiffer = defineRule({
  id: 'ivshmem-output-size-differ',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The output sections of an ivshmem device do not all have the same size.',
    why:
      'The guest is told a single size, that of the output section of peer 0, and finds the others as multiples of ' +
      'it. With another size it looks for a section, or for its end, where there is other memory or none; writing ' +
      'there is fatal. Of output sections some of which are left out, only the first one decides.',
    legal:
      'All output sections may be left out. The state table and the read/write section have sizes of their own.',
    bad: `
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
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x4000,
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
    references: ['hypervisor/ivshmem.c: ivshmem_reset'],
    catalogue: 'A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const [first, ...others] = outputsOf(soundSections(end))
      const size = first?.region.size
      if (!first || !size?.known) continue
      const other = others.find(({ region }) => region.size.known && region.size.value !== size.value)
      if (!other?.region.size.known) continue
      report({
        at: other.region.size.place,
        message: `the ${sectionText(other)} has ${sizeText(other.region.size.value)}, and that of peer 0 has ${sizeText(size.value)}`,
        why: `the guest is told the size of the first one only, and takes it for that of all: ${sizeText(size.value)}`,
        help: 'give all output sections the same size, or leave all of them out with `{ 0 }`',
        related: [{ at: size.place, message: sizeText(size.value) }, deviceOfSection(end)],
      })
    }
  },
})
