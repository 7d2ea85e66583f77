/** Bits of the cache that two cells have which can run together. */
import { cachePartitionOf } from '../../board/cache-partitions.ts'
import { intersection, type Range } from '../../config/range.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule } from '../rule.ts'
import { configurationText } from '../wording.ts'

export const cacheOverlap = defineRule({
  id: 'cache-overlap',
  resource: 'cache',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'On x86 two cells that can exist at the same time have bits of the L3 cache in common, and not both of them share ' +
      'theirs with the root cell.',
    why:
      'A cell gets a part of the cache so that nobody else displaces its data. The hypervisor takes the bits from the ' +
      'root cell, and does not look whether another cell has them: both use the same part, and nothing is refused. It is ' +
      'information as long as nothing says that both cells are meant to run together, and an error when `warden.json` ' +
      'declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives. With JAILHOUSE_CACHE_ROOTSHARED in both, the ' +
      'part is meant to be shared.',
    bad: `
//- x86 cell motion.c
.cache_regions = { { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell vision.c
.cache_regions = { { .start = 2, .size = 4, .type = JAILHOUSE_CACHE_L3 } },`,
    good: `
//- x86 cell motion.c
.cache_regions = { { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell vision.c
.cache_regions = { { .start = 4, .size = 4, .type = JAILHOUSE_CACHE_L3 } },`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init, shrink_root_cell_mask'],
    catalogue: 'A.6, D.7',
  },
  check({ pairs }, report) {
    for (const pair of pairs) {
      const { first, second, alternative } = pair
      const [left, right] = [cachePartitionOf(first), cachePartitionOf(second)]
      if (alternative || !left || !right || (left.isShared && right.isShared)) continue
      const common = intersection(left.bits, right.bits)
      if (!common) continue
      const other = configurationText(first.configuration)
      report({
        at: right.region.place,
        severity: severityOfPair(pair),
        configuration: second.configuration,
        message: `also given to ${other}: ${bitsText(common)} of the L3 cache`,
        why: 'both cells use the same part of the cache, and displace what the other one has there',
        help: 'give the cells different bits; if they never run together, this is no fault',
        related: [
          {
            at: left.region.place,
            message: `${other} has ${bitsText(left.bits)}`,
            configuration: first.configuration,
          },
        ],
      })
    }
  },
})

function bitsText({ start, end }: Range): string {
  return start + 1n === end ? `bit ${start}` : `bits ${start}-${end - 1n}`
}
