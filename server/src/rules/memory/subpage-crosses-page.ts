/** A sub-page region whose registers lie in two pages. */
import { trappedRegions, widthsOf } from '../../board/trapped-regions.ts'
import { pageSize, sizeOfRange } from '../../config/range.ts'
import { leavingOut } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText, regionText } from '../wording.ts'

export const subpageCrossesPage = defineRule({
  id: 'subpage-crosses-page',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A sub-page region begins inside of a physical page and goes on in the next one.',
    why:
      'To carry out an access, the hypervisor maps the one physical page that it is for, and reckons the address in it ' +
      'from the start of the region. If that is inside of a page, the sum leads behind the mapped page for all that ' +
      'lies behind the border: to a page that was mapped for something else before, or to none, which is a fault of ' +
      'the hypervisor itself.',
    legal:
      'A region that begins with a page may be longer than it. Where no access width is permitted, no access gets that ' +
      'far.',
    bad: `
.mem_regions = {
  /* timers */ {
    .phys_start = 0x90030c00, .virt_start = 0x90030c00, .size = 0x800,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* timers */ {
    .phys_start = 0x90030c00, .virt_start = 0x90030c00, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x90031000, .virt_start = 0x90031000, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 |
             JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    fix: 'The region is split at the border.',
    references: ['hypervisor/mmio.c: mmio_handle_subpage, mmio_perform_access'],
    catalogue: 'A.4, C 8, D 13',
  },
  check(cell, report) {
    for (const region of trappedRegions(cell)) {
      const { physical, guest } = region
      const offset = (physical?.start ?? 0n) % pageSize
      if (!physical || offset === 0n || offset + sizeOfRange(guest) <= pageSize) continue
      if (widthsOf(region).length === 0) continue
      const border = physical.start - offset + pageSize
      report({
        at: region.place,
        message: `${regionText(region)} shows registers at ${rangeText(physical)}, across the page border at ${hex(border)}`,
        why: 'accesses behind the border go to whatever the hypervisor mapped before, or fault inside of it',
        help: `split the region at ${hex(border)}`,
        fixes: leavingOut(`split the region at ${hex(border)}`, region, []),
      })
    }
  },
})
