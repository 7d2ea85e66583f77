/** Registers that are shown at another place in their page. */
import { trappedRegions, widthsOf } from '../../board/trapped-regions.ts'
import { pageSize } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const subpageOffsetDiffers = defineRule({
  id: 'subpage-offset-differs',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The guest address and the physical address of a sub-page region have different offsets in their pages.',
    why:
      'The hypervisor adds the distance from the start of the guest range to the physical start, so that each register ' +
      'is found. But it checks the alignment of accesses against the start of the region, and drivers know registers by ' +
      'their offsets in a page. Mostly one of the two addresses is a slip.',
    legal:
      'The pages themselves may differ. In the root cell the two addresses must be equal altogether, which ' +
      '`root-not-identity` checks. Where no access width is permitted, there is no access.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030c00, .virt_start = 0x90030400, .size = 0x100,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030c00, .virt_start = 0x10030c00, .size = 0x100,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/mmio.c: mmio_handle_access, mmio_handle_subpage'],
    catalogue: 'F.3, D 13',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of trappedRegions(cell)) {
      const { physical, guest } = region
      if (!physical || widthsOf(region).length === 0) continue
      const [ours, theirs] = [guest.start % pageSize, physical.start % pageSize]
      if (ours === theirs) continue
      report({
        at: region.region.virtStart.place,
        message: `${regionText(region)} shows offset ${hex(theirs)} of a physical page at offset ${hex(ours)} of a guest page`,
        why: 'drivers know registers by their offsets, and the hypervisor checks alignment from the start of the region',
        help: `let virt_start and phys_start end in the same three digits`,
        related: [
          { at: region.region.physStart.place, message: `the physical address ${hex(physical.start)}` },
        ],
      })
    }
  },
})
