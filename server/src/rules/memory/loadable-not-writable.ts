/** A region that is to be loaded and cannot be written. */
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const loadableNotWritable = defineRule({
  id: 'loadable-not-writable',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region of a cell has the flag JAILHOUSE_MEM_LOADABLE, but not JAILHOUSE_MEM_WRITE.',
    why:
      'The driver copies an image only into a region that has both flags. `jailhouse cell load` with an address in ' +
      'this region fails with EINVAL, without a message.',
    legal:
      'A region that the cell may only read, and that nothing is to be loaded into, needs neither flag. The root ' +
      'cell is not loaded.',
    fix: 'Adds JAILHOUSE_MEM_WRITE.',
    bad: `
.mem_regions = {
  /* program */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.mem_regions = {
  /* program */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['driver/cell.c: load_image'],
    catalogue: 'B.5 L3',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of cell.regions)
      if (region.physical && region.has('JAILHOUSE_MEM_LOADABLE') && !region.has('JAILHOUSE_MEM_WRITE'))
        report({
          at: region.region.flags.place,
          message: `${regionText(region)} has JAILHOUSE_MEM_LOADABLE, but not JAILHOUSE_MEM_WRITE`,
          why: '`jailhouse cell load` fails with EINVAL: the driver loads images only into regions with both flags',
          help: 'add JAILHOUSE_MEM_WRITE, or drop JAILHOUSE_MEM_LOADABLE if nothing is to be loaded there',
          fixes: addFlags(region, 'JAILHOUSE_MEM_WRITE'),
        })
  },
})
