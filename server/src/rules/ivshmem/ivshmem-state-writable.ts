/** An ivshmem state table that a cell can write. */
import { endsOf, soundSections } from '../../board/links.ts'
import { fix } from '../fix/fix.ts'
import { removingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'
import { deviceOfSection } from '../section-wording.ts'

export const ivshmemStateWritable = defineRule({
  id: 'ivshmem-state-writable',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The state table of an ivshmem device is writable for the cell.',
    why:
      'The hypervisor alone enters the states of the peers, one word for each. It does not look at the flags of the ' +
      'section: with JAILHOUSE_MEM_WRITE the cell can write there directly, and forge the states of the others.',
    legal: 'The read/write section behind it, and the own output section, are writable.',
    fix: 'Drops the flag.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
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
    references: [
      'hypervisor/ivshmem.c: ivshmem_write_state',
      'Documentation/ivshmem-v2-specification.md: Shared Memory Region Layout',
    ],
    catalogue: 'C 85, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const [table] = soundSections(end)
      if (!table?.live?.has('JAILHOUSE_MEM_WRITE')) continue
      report({
        at: table.region.flags.place,
        message: 'the cell can write the state table',
        why: 'it can forge the states of its peers, which only the hypervisor should enter',
        help: 'drop JAILHOUSE_MEM_WRITE: a cell changes its own state through the state register',
        related: [deviceOfSection(end)],
        fixes: fix(
          'drop `JAILHOUSE_MEM_WRITE`',
          'suggested',
          removingFlag(table.region.view, 'flags', 'JAILHOUSE_MEM_WRITE'),
        ),
      })
    }
  },
})
