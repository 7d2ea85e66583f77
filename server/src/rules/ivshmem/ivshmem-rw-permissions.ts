/** A read/write section of an ivshmem device that is not both. */
import { endsOf, soundSections } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { deviceOfSection } from '../section-wording.ts'
import { listText } from '../wording.ts'

export const ivshmemRwPermissions = defineRule({
  id: 'ivshmem-rw-permissions',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The read/write section of an ivshmem device is not readable and writable for the cell.',
    why:
      'The second section is the one that every peer may read and write, and the guest is told its size as such. ' +
      'The hypervisor maps it with the flags that it has: an access that they do not allow is fatal for the cell.',
    legal: 'The section may be left out. Output sections of other peers are read-only.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
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
      'hypervisor/ivshmem.c: ivshmem_reset',
      'Documentation/ivshmem-v2-specification.md: Shared Memory Region Layout',
    ],
    catalogue: 'A.8, D 9',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const common = soundSections(end)[1]
      if (!common?.live) continue
      const missing = needed.filter((flag) => !common.live?.has(flag))
      if (missing.length === 0) continue
      report({
        at: common.region.flags.place,
        message: `the read/write section lacks ${listText(missing)}`,
        why: 'the guest is told that it may read and write there; an access that the flags do not allow is fatal',
        help: `add ${listText(missing)}, or leave the section out with \`{ 0 }\` in all cells of the link`,
        related: [deviceOfSection(end)],
      })
    }
  },
})

const needed = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE'] as const
