/** A communication region that another region lies over, or that lies over another one. */
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const commRegionShadowed = defineRule({
  id: 'comm-region-shadowed',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The communication region of a cell and another page-mapped region have guest addresses in common.',
    why:
      'Regions are mapped in array order, and the later one wins, page by page. If that is the other one, the cell finds ' +
      'its memory where it looks for messages, and nobody notices. If it is the communication region, the cell loses a ' +
      'page of the other one, and what was loaded there: a warning.',
    legal:
      'A communication region may touch its neighbours, as it does on x86, where the first megabyte ends at it.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
  /* devices */ {
    .phys_start = 0x90000000, .virt_start = 0x80000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
  /* devices */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/paging.c: paging_create'],
    catalogue: 'C 14, D 19',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of cell.guestOverlaps) {
      const isHidden = earlier.has('JAILHOUSE_MEM_COMM_REGION')
      // Two communication regions show the same page.
      if (isHidden === later.has('JAILHOUSE_MEM_COMM_REGION')) continue
      report({
        at: later.place,
        severity: isHidden ? 'error' : 'warning',
        message: isHidden
          ? `the communication region at ${rangeText(earlier.guest)} is hidden by ${regionText(later)}`
          : `the communication region hides ${rangeText(shared)} of ${regionText(earlier)}`,
        why: isHidden
          ? 'regions are mapped in array order: the cell finds other memory where it looks for messages'
          : 'regions are mapped in array order: the cell does not see its own memory there, nor what was loaded into it',
        help: 'move one of the two to other guest addresses',
        related: [{ at: earlier.place, message: `${regionText(earlier)} shows ${rangeText(earlier.guest)}` }],
      })
    }
  },
})
