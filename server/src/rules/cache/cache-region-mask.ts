/** A cache region beyond the mask of the CPU. */
import { countedCaches, mostCacheBits } from '../../board/cache-partitions.ts'
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

/** What the CPUs have that people use Jailhouse on. */
const usualBits = 20n

export const cacheRegionMask = defineRule({
  id: 'cache-region-mask',
  resource: 'cache',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a cache region has bits behind the end of the capacity mask: from bit 32 on, or from bit 20 on.',
    why:
      'The region is compared with the length of the mask that the CPU reports. One that is too long is refused with ' +
      'EINVAL, in `jailhouse enable` or `cell create`. No mask has more than 32 bits. Most have 20 or fewer, so that bits ' +
      'from 20 on are a warning.',
    legal:
      'How long the mask is only the CPU says. CPUs that cannot partition their cache do not look at the list.',
    bad: `
//- x86 cell
.cache_regions = { { .start = 30, .size = 4, .type = JAILHOUSE_CACHE_L3 } },`,
    good: `
//- x86 cell
.cache_regions = { { .start = 8, .size = 4, .type = JAILHOUSE_CACHE_L3 } },`,
    references: ['hypervisor/arch/x86/cat.c: cat_init, cat_cell_init'],
    catalogue: 'A.6, B H29',
  },
  check(cell, report) {
    if (machineOf(cell) !== 'x86') return
    for (const { start, size } of countedCaches(cell.configuration)) {
      if (!start.known || !size.known || size.value === 0n) continue
      const end = start.value + size.value
      if (end <= usualBits) continue
      const isCertain = mostCacheBits < end
      report({
        at: size.place,
        severity: isCertain ? 'error' : 'warning',
        message: `the cache region reaches bit ${end - 1n}, and capacity masks end with bit ${isCertain ? mostCacheBits - 1n : usualBits - 1n}${isCertain ? ' at the latest' : ' usually'}`,
        why: 'a region that is longer than the mask of the CPU is refused with EINVAL',
        help: 'compare with the length of the mask (CPUID leaf 0x10, `cbm_mask` in resctrl), and count bits, not KiB',
      })
    }
  },
})
