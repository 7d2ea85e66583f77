/** Two cells that can run together and own the same physical memory. */
import type { Pair } from '../../board/board.ts'
import { type Conflict, memoryConflicts } from '../../board/conflicts.ts'
import { rangeSetOf } from '../../board/range-set.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule, type Related, type Report } from '../rule.ts'
import { configurationText, rangesText, rangeText, regionText } from '../wording.ts'

export const overlapOtherCell = defineRule({
  id: 'overlap-other-cell',
  resource: 'memory',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Memory regions of two non-root cells that can run at the same time cover the same physical memory.',
    why:
      'The hypervisor compares the regions of a new cell with none of those that exist: both cells are created and ' +
      'both reach the memory. When one of them is destroyed, root gets the memory back while the other still runs. ' +
      'It is information, since cells of one board are often alternatives that nobody runs together, and an error ' +
      'when `warden.json` declares the two concurrent.',
    legal:
      'Cells that have a CPU, a name or an ivshmem id in common can never exist together, and share what they like. ' +
      'So do regions that both flag with ROOTSHARED, and the sections of an ivshmem device that both cells have. A flag ' +
      'that only the headers of a vendor have may give each of them other pages, and nothing is said about its regions.',
    bad: `
//- cell left.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},
//- cell right.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40100000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- cell left.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},
//- cell right.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40200000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/control.c: cell_create, remap_to_root_cell'],
    catalogue: 'B.4, D 5, D 8, D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) {
      if (pair.alternative) continue
      const conflicts = memoryConflicts(pair.first, pair.second)
      if (conflicts.length <= mostPerPair) for (const conflict of conflicts) report(reportOn(conflict, pair))
      else report(reportOnAll(conflicts, pair))
    }
  },
})

/** Two cells with more regions in common than this were probably copied from each other, and that is one fault. */
const mostPerPair = 16

function reportOn(conflict: Conflict<LiveRegion>, pair: Pair): Report {
  const [other, own] = namesOf(pair)
  return {
    at: conflict.right.place,
    severity: severityOfPair(pair),
    configuration: pair.second.configuration,
    message: `physical memory ${rangeText(conflict.shared)} belongs to ${other}, too`,
    why: `no check prevents that: when both run, ${effectOf(conflict, other, own)}`,
    help: 'give each cell memory of its own, flag both regions with JAILHOUSE_MEM_ROOTSHARED, or run one cell at a time',
    related: [relatedTo(conflict, pair)],
  }
}

function reportOnAll(conflicts: readonly Conflict<LiveRegion>[], pair: Pair): Report {
  const [other] = namesOf(pair)
  const ranges = rangeSetOf(conflicts.map(({ shared }) => shared))
  return {
    at: pair.second.configuration.memory.place,
    severity: severityOfPair(pair),
    configuration: pair.second.configuration,
    message: `physical memory in ${conflicts.length} places belongs to ${other}, too: ${rangesText(ranges)}`,
    why: 'no check prevents that: when both run, each reaches what the other has there',
    help: 'give each cell memory of its own, or run one cell at a time',
    related: conflicts.slice(0, 1).map((conflict) => relatedTo(conflict, pair)),
  }
}

function namesOf({ first, second }: Pair): readonly [other: string, own: string] {
  return [configurationText(first.configuration), configurationText(second.configuration)]
}

function relatedTo({ left }: Conflict<LiveRegion>, pair: Pair): Related {
  const [other] = namesOf(pair)
  return {
    at: left.place,
    message: `${regionText(left)} of ${other}`,
    configuration: pair.first.configuration,
  }
}

function effectOf({ left, right }: Conflict<LiveRegion>, other: string, own: string): string {
  const [otherWrites, ownWrites] = [left, right].map((region) => region.has('JAILHOUSE_MEM_WRITE'))
  if (otherWrites && ownWrites) return `each can overwrite what the other has there`
  if (otherWrites) return `${other} can overwrite what ${own} reads there`
  if (ownWrites) return `${own} can overwrite what ${other} reads there`
  return `both read the same memory`
}
