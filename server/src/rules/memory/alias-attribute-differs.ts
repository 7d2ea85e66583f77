/** The same memory, once as a device and once not. */
import { aliasesWithOtherAttribute } from '../../board/aliases.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const aliasAttributeDiffers = defineRule({
  id: 'alias-attribute-differs',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'On Arm two memory regions of one cell show the same physical memory at different guest addresses, one of them ' +
      'with JAILHOUSE_MEM_IO and one without.',
    why:
      'What the cell writes through the region without the flag may stay in the cache, where reading through the other ' +
      'one does not look; and a line that is written back later replaces what was written past it. The architecture ' +
      'leaves open what is seen when the attributes do not match.',
    legal:
      'Two addresses with the same attribute are only information, of `overlap-phys-alias`. On x86 the flag does ' +
      'nothing.',
    bad: `
.mem_regions = {
  /* buffers */ {
    .phys_start = 0x50000000, .virt_start = 0x10000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  /* buffers, uncached */ {
    .phys_start = 0x50000000, .virt_start = 0x20000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
.mem_regions = {
  /* buffers */ {
    .phys_start = 0x50000000, .virt_start = 0x10000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  /* buffers, uncached */ {
    .phys_start = 0x50010000, .virt_start = 0x20000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: ['hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region'],
    catalogue: 'A.4, C 3',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of aliasesWithOtherAttribute(cell)) {
      const [device, memory] = later.has('JAILHOUSE_MEM_IO') ? [later, earlier] : [earlier, later]
      report({
        at: later.place,
        message: `physical memory ${rangeText(shared)} is Device memory in ${regionText(device)} and normal memory in ${regionText(memory)}`,
        why: 'what is written through one of the two may not be seen through the other, or be overwritten from the cache',
        help: 'give both JAILHOUSE_MEM_IO or neither, or correct a physical address',
        related: [
          {
            at: earlier.place,
            message: `${regionText(earlier)} shows it at guest addresses ${rangeText(earlier.guest)}`,
          },
        ],
      })
    }
  },
})
