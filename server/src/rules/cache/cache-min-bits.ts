/** A cache partition of a single bit. */
import { cachePartitionOf } from '../../board/cache-partitions.ts'
import { defineRule } from '../rule.ts'

export const cacheMinBits = defineRule({
  id: 'cache-min-bits',
  resource: 'cache',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'On x86 a cache region has one bit.',
    why:
      'Some Intel CPUs need at least two contiguous bits in a capacity mask. The hypervisor does not ask ' +
      'how many: it writes the mask as it is, and on such a CPU that is an exception in the hypervisor itself.',
    legal: 'Other CPUs take a single bit, and those that cannot partition their cache do not look at it.',
    bad: `
//- x86 cell
.cache_regions = { { .start = 2, .size = 1, .type = JAILHOUSE_CACHE_L3 } },`,
    good: `
//- x86 cell
.cache_regions = { { .start = 2, .size = 2, .type = JAILHOUSE_CACHE_L3 } },`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init, cat_update'],
    catalogue: 'A.6',
  },
  check(cell, report) {
    const partition = cachePartitionOf(cell)
    if (!partition || partition.bits.start + 1n < partition.bits.end) return
    report({
      at: partition.region.size.place,
      message: `the cell has bit ${partition.bits.start} of the cache alone`,
      why: 'some CPUs need two contiguous bits at least, and the hypervisor does not check that',
      help: 'take two bits, unless the CPU is known to take one (`min_cbm_bits` in resctrl)',
    })
  },
})
