/** Memory from which a cell runs programs, and to which the root cell keeps access. */
import { devicesWithSection } from '../../board/cell.ts'
import { startOf } from '../../board/guest-lookup.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { addingFlag, removingFlag } from '../fix/flags.ts'
import { type Change, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const rootsharedOnRam = defineRule({
  id: 'rootshared-on-ram',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'An executable memory region of a cell has the flag JAILHOUSE_MEM_ROOTSHARED and is no ivshmem section.',
    why:
      'The region stays mapped in the root cell while the cell runs. As far as the regions of the root cell permit ' +
      'it, Linux there can read and change the programs and data of the cell, on purpose or by taking the memory for ' +
      'free.',
    legal:
      'Devices and memory for messages are shared like this; they are not executable. Sections of ivshmem devices ' +
      'are shared by definition.',
    fix: 'Drops JAILHOUSE_MEM_ROOTSHARED. If the cell starts in the region, it adds JAILHOUSE_MEM_LOADABLE in its place.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/control.c: cell_create'],
    catalogue: 'A.4, D 5, D 8',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of cell.regions)
      if (isSharedRam(region) && devicesWithSection(cell, region).length === 0)
        report({
          at: region.region.flags.place,
          message: `${regionText(region)} is executable and has JAILHOUSE_MEM_ROOTSHARED`,
          why: 'the root cell keeps its access while the cell runs, and can change the programs of the cell',
          help: 'drop JAILHOUSE_MEM_ROOTSHARED, or JAILHOUSE_MEM_EXECUTE if the memory only passes data on',
          fixes: fix(
            'drop `JAILHOUSE_MEM_ROOTSHARED`',
            'suggested',
            ...changesTo(region, startOf(cell)?.region === region),
          ),
        })
  },
})

/** With LOADABLE there is a graver fault, which `loadable-rootshared` reports. */
function isSharedRam(region: LiveRegion): boolean {
  const isShared = region.has('JAILHOUSE_MEM_ROOTSHARED') && !region.has('JAILHOUSE_MEM_LOADABLE')
  return isShared && region.physical !== undefined && region.has('JAILHOUSE_MEM_EXECUTE')
}

/** What the root cell does not see any more has to be loaded. */
function changesTo({ region: { view } }: LiveRegion, isStart: boolean): readonly Change[] {
  const dropped = removingFlag(view, 'flags', 'JAILHOUSE_MEM_ROOTSHARED')
  return isStart ? [dropped, addingFlag(view, 'flags', 'JAILHOUSE_MEM_LOADABLE')] : [dropped]
}
