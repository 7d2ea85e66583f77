/** Two sub-page regions over the same registers. */
import type { LiveRegion } from '../../config/memory.ts'
import { overlapsAmong } from '../../board/sweep.ts'
import { trappedRegions } from '../../board/trapped-regions.ts'
import { fix } from '../fix/fix.ts'
import { removingRegion } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const subpageOverlap = defineRule({
  id: 'subpage-overlap',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'Two sub-page regions of a cell have guest addresses in common.',
    why:
      'The hypervisor sorts its handlers by address and searches by halving, which supposes that they do not overlap. ' +
      'Where they do, it may find either, and behind the shorter one even miss the longer: then the access is refused, ' +
      'and the CPU is stopped. Which one is found depends on all the other handlers. A region that is written twice is ' +
      'found in either case: a warning.',
    legal: 'Several sub-page regions may share a page, as long as their bytes differ.',
    fix: 'Removes a region that is written twice.',
    bad: `
.mem_regions = {
  /* timers */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x80,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* timers */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x80,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* timers */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x80,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* more timers */ {
    .phys_start = 0x90030180, .virt_start = 0x90030180, .size = 0x80,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/mmio.c: find_region, mmio_region_register'],
    catalogue: 'C 10, D 12',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of overlapsAmong(trappedRegions(cell), ({ guest }) => guest)) {
      const isSame = areSame(earlier, later)
      report({
        at: later.place,
        severity: isSame ? 'warning' : 'error',
        message: `registers at ${rangeText(shared)} are in the sub-page region ${regionText(earlier)} already`,
        why: isSame
          ? 'the hypervisor finds either of the two, which are the same'
          : 'the hypervisor searches its handlers by halving: it may find either of the two, or none, and stop the CPU',
        help: isSame ? 'remove one of the two' : 'end one region where the other begins',
        related: [{ at: earlier.place, message: `${regionText(earlier)} shows ${rangeText(earlier.guest)}` }],
        fixes: isSame
          ? fix(`remove ${regionText(later)}`, 'suggested', removingRegion(cell.configuration, later.region))
          : [],
      })
    }
  },
})

function areSame(a: LiveRegion, b: LiveRegion): boolean {
  return (
    a.guest.start === b.guest.start &&
    a.guest.end === b.guest.end &&
    a.physical?.start === b.physical?.start &&
    a.flags === b.flags
  )
}
