/** ROOTSHARED in the root cell, where nobody looks at it. */
import { devicesWithSection } from '../../board/cell.ts'
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const rootRootsharedFlag = defineRule({
  id: 'root-rootshared-flag',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A memory region of the root cell that is no ivshmem section has the flag JAILHOUSE_MEM_ROOTSHARED.',
    why:
      'The flag says that creating a cell takes nothing from the root cell. The hypervisor looks for it in the ' +
      'regions of the cell that is created, never in those of the root cell: memory that a cell does not flag is ' +
      'taken, whatever the root configuration says.',
    legal:
      'Sections of ivshmem devices have the flag in the root cell as well, since one macro writes the regions of ' +
      'both sides.',
    fix: 'Drops the flag.',
    bad: `
//- root
.mem_regions = {
  /* UART for everybody */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* UART for everybody */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
//- cell
.mem_regions = {
  /* UART, shared */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/control.c: cell_create, cell_destroy_internal'],
    catalogue: 'A.4, D 5, D 6',
  },
  check(cell, report) {
    if (!cell.isRoot) return
    for (const region of cell.regions) {
      if (!region.has('JAILHOUSE_MEM_ROOTSHARED') || 0 < devicesWithSection(cell, region).length) continue
      report({
        at: region.region.flags.place,
        message: `JAILHOUSE_MEM_ROOTSHARED has no effect on ${regionText(region)} of the root cell`,
        why: 'whether a cell takes the memory from the root cell is decided by the flag in the region of that cell',
        help: 'leave the flag out here, and set it in the regions of the cells that share the memory',
        fixes: dropFlags(region, 'safe', 'JAILHOUSE_MEM_ROOTSHARED'),
      })
    }
  },
})
