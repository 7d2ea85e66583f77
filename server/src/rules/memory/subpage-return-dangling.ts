/** An emulated region that the root cell does not get back in order. */
import { claimsOn } from '../../board/root-loss.ts'
import type { Range } from '../../config/range.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const subpageReturnDangling = defineRule({
  id: 'subpage-return-dangling',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell takes a whole sub-page region of the root cell for itself.',
    why:
      'When the cell is destroyed, the hypervisor registers the handler of the root cell again, but hands it the ' +
      'address of a variable on its own stack as the description of the region. From then on accesses of the root ' +
      'cell are judged by whatever is on the stack: they are refused, which stops the CPU, or go somewhere else.',
    legal:
      'Regions of whole pages are returned properly, and shared ones are not taken at all. What the root cell does ' +
      'not list as a sub-page region is not registered. The part of a region is worse: see `subpage-strips-root`.',
    fix: 'Adds JAILHOUSE_MEM_ROOTSHARED, if the two regions are the same.',
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
  /* UART */ {
    .phys_start = 0x90020400, .virt_start = 0x90020400, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90020400, .virt_start = 0x90020400, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},
//- cell
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90020400, .virt_start = 0x90020400, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: [
      'hypervisor/control.c: cell_destroy_internal, remap_to_root_cell',
      'hypervisor/mmio.c: mmio_subpage_register, mmio_handle_subpage',
    ],
    catalogue: 'C 38',
  },
  check(cell, report) {
    for (const { region, root, loss, stripped } of claimsOn(cell)) {
      if (loss !== 'taken whole' || 0 < stripped.length) continue
      report({
        at: region.place,
        message: `the root cell does not get ${rangeText(root.guest)} back in order when the cell is destroyed`,
        why: `${regionText(region)} takes the sub-page region from it, and the hypervisor returns that with a reference to a variable that no longer exists: accesses of the root cell are then judged by garbage`,
        help: 'add JAILHOUSE_MEM_ROOTSHARED, use whole pages in both cells, or never destroy the cell',
        fixes: areEqual(region.physical, root.physical) ? addFlags(region, 'JAILHOUSE_MEM_ROOTSHARED') : [],
        related: [
          {
            at: root.place,
            message: `${regionText(root)} of the root cell`,
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})

function areEqual(a: Range | undefined, b: Range | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end
}
