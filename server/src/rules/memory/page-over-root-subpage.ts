/** Registers that a cell takes, and the root cell keeps through a handler. */
import { claimsOn } from '../../board/root-loss.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const pageOverRootSubpage = defineRule({
  id: 'page-over-root-subpage',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'A cell has a region for itself that covers a sub-page region of the root cell from below its first byte on, as ' +
      'a page around it does.',
    why:
      "When the cell is created, the hypervisor unmaps the cell's pages from the root cell, or looks for a handler at " +
      'their first byte. A sub-page region of the root cell further up is neither: the root cell keeps its trapped ' +
      'access to the registers. When the cell is destroyed, a second handler is registered for them, with a ' +
      'reference to a variable that no longer exists, if there is room for it.',
    legal: 'Regions that are shared with the root cell take nothing from it in any case.',
    bad: `
//- root
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90020400, .virt_start = 0x90020400, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},
//- cell
.mem_regions = {
  /* UART, and what else is in its page */ {
    .phys_start = 0x90020000, .virt_start = 0x90020000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* UART, and what else is in its page */ {
    .phys_start = 0x90020000, .virt_start = 0x90020000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
//- cell
.mem_regions = {
  /* UART, and what else is in its page */ {
    .phys_start = 0x90020000, .virt_start = 0x90020000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: [
      'hypervisor/control.c: unmap_from_root_cell, remap_to_root_cell',
      'hypervisor/mmio.c: mmio_region_register, mmio_region_unregister',
    ],
    catalogue: 'C 38, C 39',
  },
  check(cell, report) {
    for (const { region, root, shared, loss } of claimsOn(cell))
      if (loss === 'kept' && !root.isPageMapped)
        report({
          at: region.place,
          message: `the root cell keeps trapped access to ${rangeText(shared)} of ${regionText(region)}`,
          why: 'it has a sub-page region there, and creating the cell removes no handler that begins further up than the region of the cell',
          help: 'make the region of the root cell one of whole pages, or add JAILHOUSE_MEM_ROOTSHARED here',
          related: [
            {
              at: root.place,
              message: `${regionText(root)} of the root cell`,
              configuration: root.configuration,
            },
          ],
        })
  },
})
