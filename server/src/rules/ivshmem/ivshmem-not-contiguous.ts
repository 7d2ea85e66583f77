/** Sections of an ivshmem device with a gap between them in the cell's address space. */
import { endsOf, haveEqualOutputs, type LinkEnd, type Section, soundSections } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { sectionText } from '../section-wording.ts'
import { hex } from '../wording.ts'

export const ivshmemNotContiguous = defineRule({
  id: 'ivshmem-not-contiguous',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A section of an ivshmem device does not begin where the one before it ends, in the addresses of the cell.',
    why:
      'The guest is told one address, that of the state table, and the sizes of the sections. It adds them up to ' +
      'find the others. A section that lies elsewhere is not found: the guest reads and writes other memory in its ' +
      'place, or none, which is fatal.',
    legal:
      'Sections that are left out take no space. Physical addresses need not follow one another. Output sections of ' +
      'different sizes are reported by themselves.',
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
    .phys_start = 0x70006000, .virt_start = 0x70007000, .size = 0x2000,
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
    catalogue: 'C 87, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell))
      for (const { before, section, start, expected } of gapsOf(end))
        report({
          at: section.region.virtStart.place,
          message: `the ${sectionText(section)} is at guest address ${hex(start)}, but the guest will look for it at ${hex(expected)}`,
          why: 'the guest knows the address of the state table only, and adds up the sizes of the sections to find the others',
          help: `let the section begin where the ${sectionText(before)} ends`,
          related: [
            { at: before.region.place, message: `the ${sectionText(before)} ends before ${hex(expected)}` },
          ],
        })
  },
})

interface Gap {
  readonly before: Section
  readonly section: Section
  readonly start: bigint
  readonly expected: bigint
}

/** As far as everything is known and right. Behind a gap counting begins anew, since a second one would follow from it. */
function gapsOf(end: LinkEnd): readonly Gap[] {
  const gaps: Gap[] = []
  let before: { readonly section: Section; readonly end: bigint } | undefined
  for (const section of comparableSections(soundSections(end))) {
    if (section.isEmpty) continue
    // What consists of no whole pages is a fault of its own.
    const guest = section.live?.isPageMapped ? section.live.guest : undefined
    if (!guest) break
    if (before && guest.start !== before.end)
      gaps.push({ before: before.section, section, start: guest.start, expected: before.end })
    before = { section, end: guest.end }
  }
  return gaps
}

/** Without the output sections where their sizes differ. */
function comparableSections(sections: readonly Section[]): readonly Section[] {
  return haveEqualOutputs(sections) ? sections : sections.filter(({ role }) => role.kind !== 'output')
}
