/** A communication region for the root cell. */
import { communicationRegionsOf } from '../../board/communication.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const commRegionInRoot = defineRule({
  id: 'comm-region-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A memory region of the root cell has the flag JAILHOUSE_MEM_COMM_REGION.',
    why:
      'The hypervisor sends the root cell no messages and tells it nothing in this way. It does map the page, though: ' +
      'Linux finds it at that address instead of the memory or the device that it expects there.',
    bad: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bfff000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x7bfff000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/control.c: cell_reconfig_completed, cell_start'],
    catalogue: 'A.5',
  },
  check(cell, report) {
    if (!cell.isRoot) return
    for (const region of communicationRegionsOf(cell))
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} of the root cell has JAILHOUSE_MEM_COMM_REGION`,
        why: `nobody tells the root cell anything there; Linux finds a page of the hypervisor at ${rangeText(region.guest)}`,
        help: 'remove the region, or drop the flag if memory is meant',
      })
  },
})
