/** A communication region that is no page. */
import { communicationRegionsOf } from '../../board/communication.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { pageSize, sizeOfRange } from '../../config/range.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText, sizeText } from '../wording.ts'

export const commRegionSize = defineRule({
  id: 'comm-region-size',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The size of a communication region is not 4 KiB, or its guest address is no multiple of that.',
    why:
      'The hypervisor maps as much as the size says, from the communication page on. What lies behind that page is the ' +
      'description of the cell, page tables included, and then memory of other uses: a cell that can write there has ' +
      'taken over the machine. A region that is no whole pages is not mapped at all, but emulated, and its accesses go ' +
      'to the physical address that the region names, mostly 0.',
    legal: 'There is one right size.',
    fix: 'Sets the size to 4 KiB.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
      'hypervisor/include/jailhouse/cell.h: struct cell',
      'hypervisor/mmio.c: mmio_handle_subpage',
    ],
    catalogue: 'A.5, C 11, C 12',
  },
  check(cell, report) {
    for (const region of communicationRegionsOf(cell)) {
      const size = sizeOfRange(region.guest)
      const isSize = size !== pageSize
      if (!isSize && region.isPageMapped) continue
      report({
        at: isSize ? region.region.size.place : region.region.virtStart.place,
        message: isSize
          ? `the communication region, ${regionText(region)}, has ${sizeText(size)} instead of 4 KiB`
          : `the communication region, ${regionText(region)}, begins at ${hex(region.guest.start)}, inside of a page`,
        why: effectOf(region),
        help: isSize ? 'set the size to 0x1000' : 'let the guest address be a multiple of 0x1000',
        fixes: isSize
          ? fix('set the size to 0x1000', 'suggested', settingField(region.region.view, 'size', '0x1000'))
          : [],
      })
    }
  },
})

function effectOf(region: LiveRegion): string {
  if (!region.isPageMapped)
    return 'it is emulated instead of mapped: the cell gets at the physical address that the region names, or is stopped'
  const ability = region.has('JAILHOUSE_MEM_WRITE') ? 'read and overwrite' : 'read'
  return `the cell can ${ability} what the hypervisor has behind the page: the description of the cell, and page tables`
}
