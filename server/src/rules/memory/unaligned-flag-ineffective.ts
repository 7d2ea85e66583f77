/** JAILHOUSE_MEM_IO_UNALIGNED where accesses do not trap. */
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const unalignedFlagIneffective = defineRule({
  id: 'unaligned-flag-ineffective',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A page-mapped memory region has the flag JAILHOUSE_MEM_IO_UNALIGNED.',
    why:
      'The flag permits unaligned accesses to sub-page regions, whose accesses trap and are checked one by one. What is ' +
      'mapped is accessed directly, and the hypervisor does not see it.',
    legal: 'In a region whose guest address or size is no multiple of 4 KiB the flag does what it says.',
    fix: 'Drops the flag.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_UNALIGNED,
  },
},`,
    good: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: ['hypervisor/mmio.c: mmio_handle_subpage'],
    catalogue: 'A.4',
  },
  check(cell, report) {
    for (const region of cell.regions) {
      if (!region.isPageMapped || !region.has('JAILHOUSE_MEM_IO_UNALIGNED')) continue
      report({
        at: region.region.flags.place,
        message: `JAILHOUSE_MEM_IO_UNALIGNED has no effect on ${regionText(region)}`,
        why: 'the region is mapped, and its accesses are not checked; the flag is for sub-page regions',
        help: 'leave the flag out',
        fixes: dropFlags(region, 'safe', 'JAILHOUSE_MEM_IO_UNALIGNED'),
      })
    }
  },
})
