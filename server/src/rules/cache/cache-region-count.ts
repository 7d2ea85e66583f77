/** More cache partitions than a cell can have. */
import { countedCaches } from '../../board/cache-partitions.ts'
import { machineOf } from '../../board/machine.ts'
import { removingItem } from '../fix/elements.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const cacheRegionCount = defineRule({
  id: 'cache-region-count',
  resource: 'cache',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a cell has more than one cache region.',
    why:
      'A cell has one capacity mask for its L3 cache, and a region is the mask. With more than one, `jailhouse enable` or ' +
      '`cell create` fails with EINVAL, if the CPU can partition its cache at all. CPUs that cannot do so ignore the list, ' +
      'so that the mistake shows on the next machine.',
    legal: 'One region, or none. An element that the count leaves out is not read.',
    fix: 'Takes out the second one of two regions.',
    bad: `
//- x86 cell
.cache_regions = {
  { .start = 0, .size = 2, .type = JAILHOUSE_CACHE_L3 },
  { .start = 2, .size = 2, .type = JAILHOUSE_CACHE_L3 },
},`,
    good: `
//- x86 cell
.cache_regions = {
  { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 },
},`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init'],
    catalogue: 'A.6, B H29',
  },
  check(cell, report) {
    const { configuration } = cell
    const [first, second, ...others] = countedCaches(configuration)
    const { count } = configuration.caches
    if (machineOf(cell) !== 'x86' || !first || !second || !count.known) return
    report({
      at: second.place,
      message: `the cell has ${count.value} cache regions, and can have one`,
      why: 'on CPUs that can partition their cache the configuration is refused with EINVAL',
      help: 'describe the bits in one region: they have to be contiguous anyway',
      related: [{ at: first.place, message: 'the first one' }],
      fixes:
        others.length === 0
          ? fix('take out the second region', 'suggested', removingItem(configuration.caches, second))
          : [],
    })
  },
})
