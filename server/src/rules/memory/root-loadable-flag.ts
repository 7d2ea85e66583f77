/** LOADABLE in the root cell, where nobody looks at it. */
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const rootLoadableFlag = defineRule({
  id: 'root-loadable-flag',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A memory region of the root cell has the flag JAILHOUSE_MEM_LOADABLE.',
    why:
      'Nothing can be loaded into the root cell, so neither the hypervisor nor the driver looks at the flag there. ' +
      'That the root cell can write to the memory of a cell while it is being loaded is said by the flag in the ' +
      "cell's own region.",
    fix: 'Drops the flag.',
    bad: `
//- root
.mem_regions = {
  /* RAM for cells */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0xc000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* RAM for cells */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0xc000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/control.c: cell_set_loadable, cell_start', 'driver/cell.c: load_image'],
    catalogue: 'A.4, D 7',
  },
  check(cell, report) {
    if (!cell.isRoot) return
    for (const region of cell.regions)
      if (region.has('JAILHOUSE_MEM_LOADABLE'))
        report({
          at: region.region.flags.place,
          message: `JAILHOUSE_MEM_LOADABLE has no effect on ${regionText(region)} of the root cell`,
          why: 'nothing is ever loaded into the root cell; the flag counts in the regions of other cells only',
          help: 'leave the flag out',
          fixes: dropFlags(region, 'safe', 'JAILHOUSE_MEM_LOADABLE'),
        })
  },
})
