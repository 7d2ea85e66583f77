/** Access widths of a region whose accesses do not trap. */
import { widthsOf } from '../../board/trapped-regions.ts'
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { listText, regionText } from '../wording.ts'

export const widthFlagsIneffective = defineRule({
  id: 'width-flags-ineffective',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A page-mapped memory region has flags for access widths, JAILHOUSE_MEM_IO_8 to JAILHOUSE_MEM_IO_64.',
    why:
      'They say which accesses to a sub-page region the hypervisor carries out. What is mapped is accessed directly, in ' +
      'any width; the flags restrict nothing.',
    legal: 'A sub-page region needs at least one of them.',
    fix: 'Drops the flags.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
.mem_regions = {
  /* timer, of which the cell needs one register */ {
    .phys_start = 0x90030010, .virt_start = 0x90030010, .size = 0x4,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32,
  },
},`,
    references: ['hypervisor/mmio.c: mmio_handle_subpage'],
    catalogue: 'A.4, D 14',
  },
  check(cell, report) {
    for (const region of cell.regions) {
      const widths = widthsOf(region)
      if (!region.isPageMapped || widths.length === 0) continue
      report({
        at: region.region.flags.place,
        message: `${listText(widths)} ${widths.length === 1 ? 'has' : 'have'} no effect on ${regionText(region)}`,
        why: 'the region is mapped, and accesses of any width are possible; the flags are for sub-page regions',
        help: 'leave them out',
        fixes: dropFlags(region, 'safe', ...widths),
      })
    }
  },
})
