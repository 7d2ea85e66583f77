/** A second communication region. */
import { communicationRegionsOf } from '../../board/communication.ts'
import { fix } from '../fix/fix.ts'
import { removingRegion } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const commRegionMultiple = defineRule({
  id: 'comm-region-multiple',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell has more than one memory region with the flag JAILHOUSE_MEM_COMM_REGION.',
    why:
      'A cell has one communication page, and each of these regions shows it. Whatever physical address the second one ' +
      'names, the cell does not get that memory.',
    legal: 'Where the page is to be found at two guest addresses, two regions are the way to do it.',
    fix: 'Removes the second region.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
  /* messages for the other cell */ {
    .virt_start = 0x80001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
    ],
    catalogue: 'A.5',
  },
  check(cell, report) {
    const [first, ...others] = communicationRegionsOf(cell)
    if (!first || cell.isRoot) return
    for (const region of others)
      report({
        at: region.place,
        message: `${regionText(region)} shows the communication page of ${regionText(first)} once more`,
        why: 'a cell has a single communication page; no other memory is behind this region',
        help: 'remove it, or drop JAILHOUSE_MEM_COMM_REGION if other memory is meant',
        related: [{ at: first.place, message: `${regionText(first)} shows it at ${rangeText(first.guest)}` }],
        fixes: fix('remove the region', 'suggested', removingRegion(cell.configuration, region.region)),
      })
  },
})
