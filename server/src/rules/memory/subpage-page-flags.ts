/** A sub-page region that is to be memory. */
import { pageFlagsOf, trappedRegions, widthsOf } from '../../board/trapped-regions.ts'
import { defineRule } from '../rule.ts'
import { listText, rangeText, regionText } from '../wording.ts'

export const subpagePageFlags = defineRule({
  id: 'subpage-page-flags',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A sub-page region has one of the flags JAILHOUSE_MEM_EXECUTE, JAILHOUSE_MEM_DMA and JAILHOUSE_MEM_LOADABLE, ' +
      'which are for mapped memory, beside those for access widths.',
    why:
      'The region is not mapped: its accesses trap, and the hypervisor carries out loads and stores one by one. ' +
      'Instructions cannot be fetched from there, and the region is in no table of an IOMMU. `jailhouse cell load` does ' +
      'write an image there, but nobody can run it. Where it is only JAILHOUSE_MEM_EXECUTE, it is a warning: registers ' +
      'are not executed.',
    legal:
      'In the root cell JAILHOUSE_MEM_LOADABLE has no effect anyway, as `root-loadable-flag` says. Without ' +
      'any width no access is possible, which `subpage-no-width` and `region-size-unaligned` report; the communication ' +
      'region is looked at by `comm-region-size`.',
    bad: `
.mem_regions = {
  /* vectors */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x800,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE |
             JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
.mem_regions = {
  /* vectors */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/control.c: cell_create', 'hypervisor/mmio.c: mmio_handle_subpage'],
    catalogue: 'A.4, C 6',
  },
  check(cell, report) {
    for (const region of trappedRegions(cell)) {
      if (widthsOf(region).length === 0) continue
      const flags = pageFlagsOf(region).filter((flag) => !cell.isRoot || flag !== 'JAILHOUSE_MEM_LOADABLE')
      if (flags.length === 0) continue
      report({
        at: region.region.flags.place,
        severity: flags.every((flag) => flag === 'JAILHOUSE_MEM_EXECUTE') ? 'warning' : 'error',
        message: `${regionText(region)} has ${listText(flags)}, but is not page-mapped`,
        why: `${rangeText(region.guest)} is emulated access by access: it cannot be executed, and devices do not reach it`,
        help: 'if it is memory, let guest address and size be multiples of 0x1000; if these are registers, drop the flags',
      })
    }
  },
})
