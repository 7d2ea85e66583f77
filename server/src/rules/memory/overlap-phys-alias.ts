/** Two regions of one cell that show the same physical memory at different guest addresses. */
import { aliasesWithSameAttribute } from '../../board/aliases.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const overlapPhysAlias = defineRule({
  id: 'overlap-phys-alias',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two memory regions of one cell show the same physical memory at different guest addresses.',
    why:
      'The hypervisor maps both, and the cell sees the memory twice, each time with the permissions of the region ' +
      'that it goes through. That is legal and sometimes intended; where it is not, one of the two physical ' +
      'addresses is a slip, and what the cell writes through one region changes what it reads through the other.',
    legal:
      'The communication region is backed by a page of the hypervisor, so that its physical address, often zero, ' +
      'means nothing. Regions in one page whose bytes differ show different memory. Where one of the two is device ' +
      'memory, it is a fault that `alias-attribute-differs` reports.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* more RAM */ {
    .phys_start = 0x40100000, .virt_start = 0x10000000, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* more RAM */ {
    .phys_start = 0x40200000, .virt_start = 0x10000000, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    references: ['hypervisor/paging.c: paging_create'],
    catalogue: 'C 3, D 10, D 12, D 18',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of aliasesWithSameAttribute(cell))
      report({
        at: later.place,
        message: `physical memory ${rangeText(shared)} is shown by ${regionText(earlier)} already, at another guest address`,
        why: `the cell sees it twice, with the permissions of ${regionText(earlier)} in one place and of ${regionText(later)} in the other`,
        help: 'if it is not meant to be the same memory, correct one of the two physical addresses',
        related: [
          {
            at: earlier.place,
            message: `${regionText(earlier)} shows it at guest addresses ${rangeText(earlier.guest)}`,
          },
        ],
      })
  },
})
