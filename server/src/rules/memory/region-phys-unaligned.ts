/** A mapped region whose physical address is in the middle of a page. */
import { pageSize } from '../../config/range.ts'
import { fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const regionPhysUnaligned = defineRule({
  id: 'region-phys-unaligned',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The physical address of a page-mapped memory region is no multiple of 4 KiB.',
    why:
      'Whether a region is mapped is decided by its guest address and its size. The page tables hold whole pages, so ' +
      'that the lower bits of the physical address are dropped without a message: the cell sees what lies before. ' +
      'When the cell is created, the hypervisor takes a physical range that does not begin with a page for a sub-page ' +
      'region, and looks for a handler of the root cell to remove: the root cell keeps the memory. `cell load` reckons ' +
      'with the address as it is written, and puts images elsewhere.',
    legal:
      'A region whose guest address or size is no multiple of 4 KiB either is a sub-page region, and may begin ' +
      'anywhere. The physical address of a communication region counts for nothing. In the root cell such a region ' +
      'is not mapped one to one, which `root-not-identity` reports.',
    fix: 'Begins the region at the page that is mapped now.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000800, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: [
      'include/jailhouse/cell-config.h: JAILHOUSE_MEMORY_IS_SUBPAGE',
      'hypervisor/paging.c: paging_create',
      'hypervisor/control.c: unmap_from_root_cell',
      'driver/cell.c: load_image',
    ],
    catalogue: 'A.4, C 5',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of cell.regions) {
      const start = region.physical?.start
      if (!region.isPageMapped || start === undefined || start % pageSize === 0n) continue
      const mapped = start - (start % pageSize)
      const { place } = region.region.physStart
      const isShared = region.has('JAILHOUSE_MEM_ROOTSHARED')
      report({
        at: place,
        message: `the physical address ${hex(start)} of ${regionText(region)} is no multiple of 4 KiB`,
        why: `the region is mapped from ${hex(mapped)} on${isShared ? '' : ', and the root cell keeps access to all of it'}`,
        help: 'begin the region on a page border, or show as much of a page with a sub-page region as the cell needs',
        fixes: fix(
          `begin at ${hex(mapped)}`,
          'suggested',
          settingField(region.region.view, 'phys_start', hex(mapped)),
        ),
      })
    }
  },
})
