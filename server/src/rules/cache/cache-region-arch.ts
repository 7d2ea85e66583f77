/** A cache partition on a machine whose cache cannot be partitioned. */
import { countedCaches } from '../../board/cache-partitions.ts'
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

export const cacheRegionArch = defineRule({
  id: 'cache-region-arch',
  resource: 'cache',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A cell for Arm has cache regions.',
    why:
      'The hypervisor partitions caches by the Cache Allocation Technology of Intel CPUs, and with nothing else. On Arm ' +
      'nobody reads the regions: the cell shares all caches with the others.',
    legal:
      'On x86 the list does no harm where the CPU cannot partition its cache. Forks of Jailhouse that colour caches on Arm ' +
      'describe that elsewhere.',
    bad: `
.cache_regions = { { .start = 0, .size = 2, .type = JAILHOUSE_CACHE_L3 } },`,
    good: `
.cell.num_cache_regions = 0,`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init', 'hypervisor/arch/x86/Kbuild'],
    catalogue: 'A.6',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    const { configuration } = cell
    if ((machine !== 'arm' && machine !== 'arm64') || countedCaches(configuration).length === 0) return
    report({
      at: configuration.caches.place,
      message: `caches cannot be partitioned on ${machine}`,
      why: 'nobody reads the regions: the cell shares all caches with the others',
      help: 'remove the array and its count',
    })
  },
})
