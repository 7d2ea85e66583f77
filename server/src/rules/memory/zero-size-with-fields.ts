/** A region that is described, but has no size. */
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { fix } from '../fix/fix.ts'
import { removingRegion } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const zeroSizeWithFields = defineRule({
  id: 'zero-size-with-fields',
  resource: 'memory',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A memory region has an address or flags, but its size is zero or not given.',
    why:
      'Hypervisor, driver and tools skip regions of size zero. The cell does not get the memory, and finds out when it ' +
      'accesses it: the CPU is stopped.',
    legal:
      'A section of an ivshmem device that is left out has size zero, whatever else is written. For elements that are ' +
      'zero altogether there is `zero-element`.',
    fix: 'Removes the region, unless sections of ivshmem devices follow, which are known by their positions.',
    bad: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/paging.c: paging_create, paging_destroy', 'driver/cell.c: load_image'],
    catalogue: 'A.4',
  },
  check(configuration, report) {
    const sections = new Set(ivshmemDevicesOf(configuration).flatMap((device) => device.sections))
    for (const region of configuration.memory.items) {
      const given = fieldsGiven(region)
      const isEmpty = region.size.known && region.size.value === 0n
      if (!isEmpty || given.length === 0 || sections.has(region)) continue
      report({
        at: region.size.place,
        message: `memory region ${region.index} has ${listText(given)}, but ${region.size.written ? 'its size is zero' : 'no size'}`,
        why: 'regions of size zero are skipped: the cell does not get the memory, and is stopped when it accesses it',
        help: 'give the region its size, or remove it',
        fixes: fix('remove the region', 'suggested', removingRegion(configuration, region)),
      })
    }
  },
})

function fieldsGiven({ physStart, virtStart, flags }: MemoryRegion): readonly string[] {
  const fields = [
    ['a physical address', physStart],
    ['a guest address', virtStart],
    ['flags', flags],
  ] as const
  return fields.flatMap(([name, field]) => (field.known && field.value !== 0n ? [name] : []))
}
