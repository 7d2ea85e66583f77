/** A region that does not end before the addresses do. */
import { endOfAddresses } from '../../board/address-limits.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const regionWrap = defineRule({
  id: 'region-wrap',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The start of a memory region and its size add up to more than 64 bits can hold.',
    why:
      'The fields are 64 bits wide, and so are all sums of the hypervisor and the driver. The end of such a region is ' +
      'a small number: the hypervisor runs through the page tables from their end to their beginning, which takes ' +
      'longer than anybody waits, and replaces whatever is mapped there. Nothing is refused. Usually a negative number ' +
      'was computed, such as the difference of an end and a higher start.',
    legal: 'Lower addresses that no CPU has are reported by `address-range`.',
    bad: `
.mem_regions = {
  /* what is left of the RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x40000000 - 0x50000000ULL,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.mem_regions = {
  /* what is left of the RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x50000000 - 0x40000000ULL,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/paging.c: paging_create', 'hypervisor/control.c: address_in_region'],
    catalogue: 'F.3',
  },
  check(cell, report) {
    for (const region of cell.regions) {
      const { guest, physical } = region
      const isPhysical = physical !== undefined && endOfAddresses < physical.end
      if (!isPhysical && guest.end <= endOfAddresses) continue
      const { start, end } = isPhysical ? physical : guest
      report({
        at: region.place,
        message: `${regionText(region)} begins at ${isPhysical ? 'physical' : 'guest'} address ${hex(start)}, and its size ${hex(end - start)} leads beyond the end of 64 bits`,
        why: `the sum is ${hex(end - endOfAddresses)} to the hypervisor: the region wraps around to the beginning of the address space`,
        help: 'correct the size or the address; both are unsigned',
        spoils: [region.place],
      })
    }
  },
})
