/** A cache region that the hypervisor refuses for what it asks for. */
import { countedCaches } from '../../board/cache-partitions.ts'
import { machineOf } from '../../board/machine.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const cacheRegionType = defineRule({
  id: 'cache-region-type',
  resource: 'cache',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a cache region is not of the type JAILHOUSE_CACHE_L3, or its size is zero.',
    why:
      'The hypervisor can partition the L3 cache as a whole, not the part for code or for data, although there are ' +
      'constants for them. Any other type is refused with EINVAL in `jailhouse enable` or `cell create`, and so is an ' +
      'empty region, if the CPU can partition its cache at all. An element that nobody has written is of no type.',
    legal: 'CPUs that cannot partition their cache do not look at the list; the next machine may.',
    fix: 'Writes the type JAILHOUSE_CACHE_L3.',
    bad: `
//- x86 cell
.cache_regions = { { .start = 0, .size = 2, .type = JAILHOUSE_CACHE_L3_DATA } },`,
    good: `
//- x86 cell
.cache_regions = { { .start = 0, .size = 2, .type = JAILHOUSE_CACHE_L3 } },`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init'],
    catalogue: 'A.6, B H29',
  },
  check(cell, report) {
    const { configuration } = cell
    const l3 = configuration.interface.constant('JAILHOUSE_CACHE_L3')
    if (machineOf(cell) !== 'x86' || l3 === undefined) return
    for (const { type, size, view } of countedCaches(configuration)) {
      if (type.known && type.value !== l3)
        report({
          at: type.place,
          message: type.written
            ? `a cache region of type ${type.value} is not supported`
            : 'the cache region has no type',
          why: refused,
          help: 'write JAILHOUSE_CACHE_L3: only the cache as a whole can be partitioned',
          fixes: fix(
            'write `JAILHOUSE_CACHE_L3`',
            'suggested',
            settingField(view, 'type', 'JAILHOUSE_CACHE_L3', 'size'),
          ),
        })
      else if (size.known && size.value === 0n)
        report({
          at: size.place,
          message: 'the cache region has no bits: its size is 0',
          why: refused,
          help: 'say how many bits of the capacity mask the cell is to have, or leave the region out',
        })
    }
  },
})

const refused = 'on CPUs that can partition their cache the configuration is refused with EINVAL'
