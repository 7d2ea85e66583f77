/** A region that is both to be loaded and to stay with the root cell. */
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const loadableRootshared = defineRule({
  id: 'loadable-rootshared',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region of a cell has both flags JAILHOUSE_MEM_LOADABLE and JAILHOUSE_MEM_ROOTSHARED.',
    why:
      'A region that is shared stays with the root cell when the cell is created. When the cell is started after a ' +
      'load, the hypervisor takes every loadable region from the root cell, a shared one included. When the cell is ' +
      'destroyed, it returns all regions but the shared ones. From the first start on, an access of the root cell ' +
      'to that memory stops the root CPU, and it stays so until the hypervisor is disabled.',
    legal: 'Either flag alone is all right, and the root cell may have both, without effect.',
    fix: 'Drops JAILHOUSE_MEM_ROOTSHARED: what is loaded is the memory of the cell.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/control.c: cell_create, cell_start, cell_destroy_internal'],
    catalogue: 'C 41',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of cell.regions) {
      const isBoth = region.has('JAILHOUSE_MEM_LOADABLE') && region.has('JAILHOUSE_MEM_ROOTSHARED')
      if (!region.physical || !isBoth) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has both JAILHOUSE_MEM_LOADABLE and JAILHOUSE_MEM_ROOTSHARED`,
        why: '`jailhouse cell start` takes loadable regions from the root cell, and destroying the cell does not return shared ones: the root cell loses the memory, and a CPU that accesses it is stopped',
        help: 'drop one of the two flags',
        fixes: dropFlags(region, 'suggested', 'JAILHOUSE_MEM_ROOTSHARED'),
      })
    }
  },
})
