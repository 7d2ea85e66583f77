/** A region that is written, and is nothing. */
import { netMacro } from '../../board/net-macro.ts'
import { callOfMacro } from '../../config/macro-call.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { fix } from '../fix/fix.ts'
import { removingRegion } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'

export const zeroElement = defineRule({
  id: 'zero-element',
  resource: 'memory',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A memory region is written as `{ 0 }`, and is no section of an ivshmem device.',
    why: 'Everybody who reads the list skips a region of size zero. It takes 32 bytes of the configuration.',
    legal:
      'As a section of an ivshmem device `{ 0 }` stands for a section that is left out. One that comes with the macro ' +
      '`JAILHOUSE_SHMEM_NET_REGIONS` is such a section, even where the device is not counted. Elements that are ' +
      'declared and not written are reported by `partial-initializer`.',
    fix: 'Removes the element, unless sections of ivshmem devices follow, which are known by their positions.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  { 0 },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/paging.c: paging_create, paging_destroy', 'driver/cell.c: load_image'],
    catalogue: 'A.0, D 9',
  },
  check(configuration, report) {
    const sections = new Set(ivshmemDevicesOf(configuration).flatMap((device) => device.sections))
    const areDevicesKnown = configuration.pciDevices.items.every(({ type, shmemRegionsStart, shmemPeers }) =>
      [type, shmemRegionsStart, shmemPeers].every(({ known }) => known),
    )
    if (!areDevicesKnown) return
    for (const region of configuration.memory.items) {
      if (!region.written || !isZero(region) || sections.has(region)) continue
      if (callOfMacro(region.place, netMacro)) continue
      report({
        at: region.place,
        message: `memory region ${region.index} is zero, and has no effect`,
        why: 'regions of size zero are skipped by all who read the list',
        help: 'remove it, unless it keeps the place of a section for an ivshmem device that is still to come',
        fixes: fix('remove the element', 'safe', removingRegion(configuration, region)),
      })
    }
  },
})

function isZero({ physStart, virtStart, size, flags }: MemoryRegion): boolean {
  return [physStart, virtStart, size, flags].every((field) => field.known && field.value === 0n)
}
