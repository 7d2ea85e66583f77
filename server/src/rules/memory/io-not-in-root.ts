/** Device registers of a cell that nobody has when the cell is gone. */
import type { Cell } from '../../board/cell.ts'
import { coverageOf, gapsIn } from '../../board/coverage.ts'
import { machineOf } from '../../board/machine.ts'
import { isPrivate } from '../../board/root-loss.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { defineRule } from '../rule.ts'
import { rangesText, regionText } from '../wording.ts'

export const ioNotInRoot = defineRule({
  id: 'io-not-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what:
      'A cell has device registers for itself, outside of all memory regions of the root cell: a region with ' +
      'JAILHOUSE_MEM_IO, or on x86 one that is neither executable nor loadable.',
    why:
      'That is accepted. The hypervisor gives a region of a cell that is destroyed to the root cell as far as its regions ' +
      'show it. These registers belong to nobody then: the device goes on with what it was told last, and the root cell ' +
      'cannot stop it.',
    legal:
      'It is common for devices that Linux does not use, which is why the rule is only for those who want it. What is ' +
      'shared with the root cell is looked at by `rootshared-not-in-root`, and memory by `ram-not-in-root`.',
    bad: `
.mem_regions = {
  /* network controller */ {
    .phys_start = 0x8f000000, .virt_start = 0x8f000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
.mem_regions = {
  /* network controller */ {
    .phys_start = 0x9f000000, .virt_start = 0x9f000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: ['hypervisor/control.c: remap_to_root_cell'],
    catalogue: 'C 42, D 4',
  },
  check(cell, report) {
    const coverage = cell.isRoot ? undefined : cell.root && coverageOf(cell.root)
    if (!coverage) return
    for (const region of cell.regions) {
      if (!region.physical || !isPrivate(region) || !isDevice(region, cell)) continue
      const gaps = gapsIn(coverage.partsOf(region.physical), () => true)
      if (gaps.length === 0) continue
      report({
        at: region.place,
        message: `no region of the root cell shows the registers ${rangesText(gaps)} of ${regionText(region)}`,
        why: 'they belong to nobody when the cell is destroyed, whatever the device is doing',
        help: 'a region of the root cell could list them, if Linux is to have the device afterwards',
      })
    }
  },
})

/** On x86 nothing marks a device; memory there is executed or loaded. */
function isDevice(region: LiveRegion, cell: Cell): boolean {
  if (region.has('JAILHOUSE_MEM_IO')) return true
  const isRam = region.has('JAILHOUSE_MEM_EXECUTE') || region.has('JAILHOUSE_MEM_LOADABLE')
  return machineOf(cell) === 'x86' && !isRam
}
