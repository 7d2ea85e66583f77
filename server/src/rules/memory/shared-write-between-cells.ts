/** Memory that two cells share with the root cell and, by that, with each other. */
import type { Pair } from '../../board/board.ts'
import { type Conflict, sharedMemory } from '../../board/conflicts.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { defineRule } from '../rule.ts'
import { configurationText, listText, rangeText, regionText } from '../wording.ts'

export const sharedWriteBetweenCells = defineRule({
  id: 'shared-write-between-cells',
  resource: 'memory',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'Two non-root cells that can run at the same time both have the same memory with JAILHOUSE_MEM_ROOTSHARED, and ' +
      'at least one of them may write to it.',
    why:
      'The flag says that the root cell keeps access, and that is all that it says. What two cells share with the ' +
      'root cell, they share with each other: what one writes there, the other reads. The hypervisor does not compare them.',
    legal:
      'A UART or another device that hypervisor, root cell and cells use together is in the same position, on ' +
      'purpose: regions with JAILHOUSE_MEM_IO are left out. So are sections of ivshmem devices, which are made for ' +
      'this, and cells that can never run together.',
    bad: `
//- cell left.c
.mem_regions = {
  /* messages */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
//- cell right.c
.mem_regions = {
  /* messages */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
//- cell left.c
.mem_regions = {
  /* messages */ {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
//- cell right.c
.mem_regions = {
  /* messages */ {
    .phys_start = 0x70010000, .virt_start = 0x70010000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/control.c: cell_create'],
    catalogue: 'D 5, D 8, D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) {
      if (pair.alternative) continue
      const [other, own] = [pair.first, pair.second].map(({ configuration }) =>
        configurationText(configuration),
      )
      for (const { left, right, shared } of sharedWritesIn(pair)) {
        const writers = [left, right].flatMap((region, side) => {
          const name = side === 0 ? other : own
          return region.has('JAILHOUSE_MEM_WRITE') && name !== undefined ? [name] : []
        })
        report({
          at: right.place,
          configuration: pair.second.configuration,
          message: `${own} and ${other} share ${rangeText(shared)} with the root cell, and so with each other`,
          why: `when both run, ${listText(writers)} can write what the other reads there`,
          help: 'give each cell a part of its own, or link them with an ivshmem device',
          related: [
            {
              at: left.place,
              message: `${regionText(left)} of ${other}`,
              configuration: pair.first.configuration,
            },
          ],
        })
      }
    }
  },
})

function sharedWritesIn({ first, second }: Pair): readonly Conflict<LiveRegion>[] {
  return sharedMemory(first, second).filter(({ left, right }) => {
    const isDevice = left.has('JAILHOUSE_MEM_IO') || right.has('JAILHOUSE_MEM_IO')
    return !isDevice && (left.has('JAILHOUSE_MEM_WRITE') || right.has('JAILHOUSE_MEM_WRITE'))
  })
}
