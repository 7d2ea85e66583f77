/** An ivshmem output section that its own cell cannot write. */
import { endsOf, ownOutputOf, outputsOf, soundSections } from '../../board/links.ts'
import { netMacroCallOf } from '../../board/net-macro.ts'
import { fix } from '../fix/fix.ts'
import { addingFlag, removingFlag } from '../fix/flags.ts'
import { changingFlag } from '../fix/sections.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const ivshmemOutputOwn = defineRule({
  id: 'ivshmem-output-own',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: "The output section of an ivshmem device's own id is not writable for the cell.",
    why:
      'Each peer sends through the output section of its id. The hypervisor maps the sections with the flags that ' +
      'they have and does not look at the id: the first write of the guest into its own section is an access ' +
      'violation, and the cell stops.',
    legal:
      'The output sections of the other peers are read-only. Links that use the read/write section only leave all ' +
      'output sections out. Where the sections come from JAILHOUSE_SHMEM_NET_REGIONS, its second argument is at ' +
      'fault, which is reported by itself.',
    fix: 'Makes the own output section writable, and only this one.',
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
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
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
      const own = end.doubt ? undefined : ownOutputOf(end)
      if (!own?.live || own.live.has('JAILHOUSE_MEM_WRITE') || netMacroCallOf(end)) continue
      const { id, device } = end.device
      const writable = outputsOf(soundSections(end)).filter(({ live }) => live?.has('JAILHOUSE_MEM_WRITE'))
      const peers = writable.flatMap(({ role }) => (role.kind === 'output' ? [`${role.peer}`] : []))
      report({
        at: own.region.flags.place,
        message: `the cell cannot write its own output section, that of peer ${id}`,
        why: 'the first write of the guest into its own section is an access violation, and the cell stops',
        help:
          peers.length === 0
            ? 'add JAILHOUSE_MEM_WRITE'
            : `make this section writable instead of that of peer ${listText(peers)}, or correct \`shmem_dev_id\``,
        related: [
          { at: device.shmemDevId.place, message: `the id of the device is ${id}` },
          ...writable.map(({ region }) => ({
            at: region.flags.place,
            message: 'this output section is writable',
          })),
        ],
        fixes: fix(
          'make the own output section the writable one',
          'suggested',
          addingFlag(own.region.view, 'flags', 'JAILHOUSE_MEM_WRITE'),
          changingFlag(writable, removingFlag, 'JAILHOUSE_MEM_WRITE'),
        ),
      })
    }
  },
})
