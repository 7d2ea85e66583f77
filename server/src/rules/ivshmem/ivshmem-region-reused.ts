/** A memory region that is a section of two ivshmem devices of one cell. */
import { endsOf, type LinkEnd, type Section } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceText, sectionText } from '../section-wording.ts'

export const ivshmemRegionReused = defineRule({
  id: 'ivshmem-region-reused',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two ivshmem devices of a cell have a memory region in common as a section.',
    why:
      'A device takes `2 + shmem_peers` regions from `shmem_regions_start` on. If the regions of two devices ' +
      'overlap, one of the two fields is wrong: what is the state table of one is the output section of the other, ' +
      'and the peers of one link read and overwrite what belongs to the other. Nothing checks that.',
    legal:
      'Regions may lie between the sections of two devices, and the order of the devices does not matter.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 1, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 4, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_init'],
    catalogue: 'A.8',
  },
  check(cell, report) {
    const ends = endsOf(cell)
    for (const [index, end] of ends.entries()) {
      const reuse = end.doubt === 'reused' ? reuseOf(end, ends.slice(0, index)) : undefined
      if (!reuse) continue
      const { section, other, otherSection } = reuse
      report({
        at: end.device.device.shmemRegionsStart.place,
        message: `region ${section.region.index} is the ${sectionText(section)} of this device and the ${sectionText(otherSection)} of ${deviceText(other)}`,
        why: 'the two links share memory: what one of them writes there, the other takes for its own',
        help: 'begin behind the sections of the other device, which has 2 and one for each peer; and check its number of peers',
        related: [
          {
            at: other.device.device.shmemRegionsStart.place,
            message: `the sections of ${deviceText(other)} begin here`,
          },
          { at: other.device.device.shmemPeers.place, message: `and are ${other.sections.length}` },
        ],
      })
    }
  },
})

interface Reuse {
  readonly section: Section
  readonly other: LinkEnd
  readonly otherSection: Section
}

function reuseOf({ sections }: LinkEnd, others: readonly LinkEnd[]): Reuse | undefined {
  for (const other of others)
    for (const section of sections) {
      const otherSection = other.sections.find(({ region }) => region === section.region)
      if (otherSection) return { section, other, otherSection }
    }
  return undefined
}
