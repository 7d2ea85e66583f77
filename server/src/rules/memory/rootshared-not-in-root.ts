/** A region that is shared with the root cell, which has no access to it. */
import { coverageOf, gapsIn } from '../../board/coverage.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { defineRule } from '../rule.ts'
import { rangesText, regionText } from '../wording.ts'

export const rootsharedNotInRoot = defineRule({
  id: 'rootshared-not-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A memory region has the flag JAILHOUSE_MEM_ROOTSHARED, but the root cell has no region for all of it.',
    why:
      'The flag keeps the hypervisor from taking the region away from the root cell. It gives the root cell nothing: ' +
      'what its own regions do not show, it cannot access, and a CPU that tries is stopped. Without access of the ' +
      'root cell the flag does nothing.',
    legal: 'Regions of the root cell may show the memory in parts, page-mapped or not.',
    bad: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x80010000, .virt_start = 0x80010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/control.c: cell_create, cell_destroy_internal'],
    catalogue: 'A.4, D 5, E.1',
  },
  check(cell, report) {
    const coverage = cell.isRoot ? undefined : cell.root && coverageOf(cell.root)
    if (!coverage) return
    for (const region of cell.regions) {
      if (!region.physical || !isOnlyShared(region)) continue
      const gaps = gapsIn(coverage.partsOf(region.physical), () => true)
      if (gaps.length === 0) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has JAILHOUSE_MEM_ROOTSHARED, but the root cell has no region for ${rangesText(gaps)}`,
        why: 'the flag takes nothing from the root cell, and gives it nothing either: it has no access there',
        help: 'drop the flag, or add a region to the root cell if it is to use the memory',
      })
    }
  },
})

/** With LOADABLE the flag has an effect, and a bad one: `loadable-rootshared` reports that. */
function isOnlyShared(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_ROOTSHARED') && !region.has('JAILHOUSE_MEM_LOADABLE')
}
