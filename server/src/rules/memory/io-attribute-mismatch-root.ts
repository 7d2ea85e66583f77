/** Memory of which the root cell and another one think differently. */
import { coverageOf } from '../../board/coverage.ts'
import { machineOf } from '../../board/machine.ts'
import { isPrivate } from '../../board/root-loss.ts'
import { defineRule } from '../rule.ts'
import { listText, rangesText, regionText } from '../wording.ts'

export const ioAttributeMismatchRoot = defineRule({
  id: 'io-attribute-mismatch-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'On Arm a cell takes a region with JAILHOUSE_MEM_IO that the root cell has without it, or the other way round.',
    why:
      'With the flag a region is Device memory to its cell, without it normal memory that may be cached. The same ' +
      'addresses are registers for one of the cells and memory for the other, so that one of the two entries is ' +
      'probably wrong. If it is the one without the flag and these are registers, a guest may speculatively read ' +
      'them; if it is the one with the flag and this is memory, it is slow, and unaligned accesses fault.',
    legal: 'On x86 JAILHOUSE_MEM_IO does nothing. What is shared with the root cell is not looked at.',
    bad: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: ['hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region'],
    catalogue: 'A.4, C 20, C 21',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    if (cell.isRoot || !cell.root || (machine !== 'arm' && machine !== 'arm64')) return
    const coverage = coverageOf(cell.root)
    if (!coverage) return
    for (const region of cell.regions) {
      if (!region.physical || !region.isPageMapped || !isPrivate(region)) continue
      const isDevice = region.has('JAILHOUSE_MEM_IO')
      const others = coverage
        .partsOf(region.physical)
        .flatMap(({ range, by }) =>
          by?.isPageMapped && by.has('JAILHOUSE_MEM_IO') !== isDevice ? [{ range, by }] : [],
        )
      if (others.length === 0) continue
      const roots = [...new Set(others.map(({ by }) => by))]
      report({
        at: region.region.flags.place,
        message: `${rangesText(others.map(({ range }) => range))} ${isDevice ? 'are registers' : 'is memory'} in ${regionText(region)}, but ${isDevice ? 'memory' : 'registers'} in ${listText(roots.map(regionText))} of the root cell`,
        why: `the root cell maps this as ${isDevice ? 'normal' : 'Device'} memory, the cell as ${isDevice ? 'Device' : 'normal'} memory`,
        help: 'give both JAILHOUSE_MEM_IO if these are registers, or neither if it is memory',
        related: roots.map((root) => ({
          at: root.region.flags.place,
          message: `${regionText(root)} of the root cell ${isDevice ? 'lacks' : 'has'} JAILHOUSE_MEM_IO`,
          configuration: root.configuration,
        })),
      })
    }
  },
})
