/** Memory of a cell that nobody has when the cell is gone. */
import { coverageOf, gapsIn } from '../../board/coverage.ts'
import { isPrivate } from '../../board/root-loss.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { defineRule } from '../rule.ts'
import { rangesText, regionText } from '../wording.ts'

export const ramNotInRoot = defineRule({
  id: 'ram-not-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell has RAM for itself, which is not loaded, outside of all memory regions of the root cell.',
    why:
      'That is accepted. The hypervisor gives memory of a cell that is destroyed to the root cell as far as the ' +
      'regions of the root cell show it. This memory belongs to nobody then, and the root cell can neither prepare ' +
      'nor inspect it. It may also be a slip in an address: no other check notices memory that does not exist.',
    legal:
      'Devices that the root cell does not list are common. Memory that is to be loaded must be within reach of the ' +
      'root cell, which `loadable-not-in-root` checks. What is shared with the root cell is looked at by ' +
      '`rootshared-not-in-root`.',
    bad: `
.mem_regions = {
  /* more RAM */ {
    .phys_start = 0x880000000, .virt_start = 0x10000000, .size = 0x1000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.mem_regions = {
  /* more RAM */ {
    .phys_start = 0x68000000, .virt_start = 0x10000000, .size = 0x1000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/control.c: remap_to_root_cell'],
    catalogue: 'C 42, D 4, D 23',
  },
  check(cell, report) {
    const coverage = cell.isRoot ? undefined : cell.root && coverageOf(cell.root)
    if (!coverage) return
    for (const region of cell.regions) {
      if (!region.physical || !isPrivateRam(region)) continue
      const gaps = gapsIn(coverage.partsOf(region.physical), () => true)
      if (gaps.length === 0) continue
      report({
        at: region.place,
        message: `no region of the root cell shows ${rangesText(gaps)} of ${regionText(region)}`,
        why: 'the memory belongs to nobody when the cell is destroyed; nor is it certain that there is memory',
        help: 'check the physical address; if it is right, a region of the root cell could list the memory',
      })
    }
  },
})

function isPrivateRam(region: LiveRegion): boolean {
  const isRam = region.has('JAILHOUSE_MEM_EXECUTE') && !region.has('JAILHOUSE_MEM_IO')
  return isPrivate(region) && isRam && !region.has('JAILHOUSE_MEM_LOADABLE')
}
