/** An ivshmem output section of another peer that the cell can write. */
import {
  endsOf,
  type LinkEnd,
  outputsOf,
  ownOutputOf,
  type Section,
  soundSections,
} from '../../board/links.ts'
import { netMacroCallOf } from '../../board/net-macro.ts'
import { fix } from '../fix/fix.ts'
import { removingFlag } from '../fix/flags.ts'
import { changingFlag } from '../fix/sections.ts'
import { defineRule } from '../rule.ts'
import { sectionsText } from '../section-wording.ts'

export const ivshmemOutputForeign = defineRule({
  id: 'ivshmem-output-foreign',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The output section of another peer is writable for the cell.',
    why:
      'The peers of a link trust an output section to hold what its peer wrote. The hypervisor maps it with the ' +
      'flags that it has: with JAILHOUSE_MEM_WRITE the cell can forge and overwrite what the other one sends.',
    legal:
      'The output section of the own id is writable, and so is the read/write section. Where exactly one foreign ' +
      'section is writable and the own one is not, the id does not fit, and that is reported once, at the own ' +
      'section. An id that is not below the number of peers is a fault by itself.',
    fix: 'Drops the flag from the output sections of the others.',
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
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
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
      'hypervisor/ivshmem.c: ivshmem_init',
      'Documentation/ivshmem-v2-specification.md: Shared Memory Region Layout',
    ],
    catalogue: 'C 86, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const foreign = writableForeignOf(end)
      const [first, ...others] = foreign
      if (!first) continue
      report({
        at: first.region.flags.place,
        message: `the cell can write the ${sectionsText(foreign)}, and is peer ${end.device.id}`,
        why: 'it can forge what the other peer sends: between the two there is no isolation',
        help: 'drop JAILHOUSE_MEM_WRITE: only the output section of the own id is writable',
        related: [
          ...others.map(({ region }) => ({ at: region.flags.place, message: 'writable as well' })),
          { at: end.device.device.shmemDevId.place, message: `the id of the device is ${end.device.id}` },
        ],
        fixes: fix(
          'drop `JAILHOUSE_MEM_WRITE`',
          'suggested',
          changingFlag(foreign, removingFlag, 'JAILHOUSE_MEM_WRITE'),
        ),
      })
    }
  },
})

function writableForeignOf(end: LinkEnd): readonly Section[] {
  const own = ownOutputOf(end)
  if (!own || netMacroCallOf(end)) return []
  const foreign = outputsOf(soundSections(end)).filter(
    (section) => section !== own && section.live?.has('JAILHOUSE_MEM_WRITE'),
  )
  const isOtherId = foreign.length === 1 && own.live && !own.live.has('JAILHOUSE_MEM_WRITE')
  return isOtherId ? [] : foreign
}
