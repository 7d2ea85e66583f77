/** A sub-page region under a mapped one. */
import { type Shadow, shadowsIn, widthsOf } from '../../board/trapped-regions.ts'
import { overlaps, pagesOf } from '../../config/range.ts'
import type { Fix } from '../fix/fix.ts'
import { leavingOut, offsetsIn } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { listText, rangesText, rangeText, regionText } from '../wording.ts'

export const subpageShadowed = defineRule({
  id: 'subpage-shadowed',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A sub-page region of a cell lies under a page-mapped region of the same cell.',
    why:
      'The hypervisor looks at the list of its handlers only when an access faults. What is mapped does not fault, ' +
      'whichever of the two regions comes first: the cell accesses the whole page directly, and what the sub-page ' +
      'region was to restrict is open. It is a warning where the mapped region permits less or shows only a part, so that ' +
      'the rest still traps, and where the sub-page region permits no width and was hardly to restrict anything.',
    legal: 'Several sub-page regions may share a page that is not mapped.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* timers */ {
    .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* timers */ {
    .phys_start = 0x90031000, .virt_start = 0x90031000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    fix: 'The pages of the sub-page region are left out of the mapped one, which is split around them.',
    references: [
      'hypervisor/mmio.c: mmio_handle_access, mmio_subpage_register',
      'hypervisor/control.c: cell_create',
    ],
    catalogue: 'C 9, D 12',
  },
  check(cell, report) {
    const shadows = shadowsIn(cell)
    for (const trapped of new Set(shadows.map((shadow) => shadow.trapped))) {
      const over = shadows.filter((shadow) => shadow.trapped === trapped)
      const isWhole = over.some((shadow) => shadow.isWhole)
      const restricts = 0 < widthsOf(trapped).length
      const names = listText(over.map(({ page }) => regionText(page)))
      report({
        at: trapped.place,
        severity: isWhole && restricts ? 'error' : 'warning',
        message: `${names} map${over.length === 1 ? 's' : ''} ${rangesText(over.map(({ shared }) => shared))} of the sub-page region ${regionText(trapped)}`,
        why: isWhole
          ? 'what is mapped does not trap: the cell accesses the whole page, whatever the sub-page region says'
          : 'what is mapped does not trap: only what is not permitted there is still checked',
        help: `leave the page out of ${names}, or remove the sub-page region`,
        fixes: over.length === 1 ? over.flatMap((shadow) => withoutPages(shadow, shadows)) : [],
        related: over.map(({ page }) => ({
          at: page.place,
          message: `${regionText(page)} maps ${rangeText(page.guest)}`,
        })),
      })
    }
  },
})

/** Not where registers would be left to regions that permit no width: any access to these is fatal. */
function withoutPages({ page, shared }: Shadow, all: readonly Shadow[]): readonly Fix[] {
  const gone = pagesOf(shared)
  const emulated = all.filter((other) => other.page === page && overlaps(other.shared, gone))
  if (emulated.some(({ trapped }) => widthsOf(trapped).length === 0)) return []
  const title = `leave ${rangeText(gone)} out of ${regionText(page)}`
  return leavingOut(title, page, offsetsIn(page.guest, gone))
}
