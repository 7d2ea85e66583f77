/** A region of the root cell whose guest addresses are not its physical ones. */
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText, regionText } from '../wording.ts'

export const rootNotIdentity = defineRule({
  id: 'root-not-identity',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region of the root cell shows physical memory at other guest addresses.',
    why:
      'The root cell is Linux as it booted on the bare machine: it goes on using physical addresses, and finds other ' +
      'memory there, or none. Besides, the hypervisor relies on the two being equal when it takes memory from the ' +
      "root cell: it unmaps the physical addresses of a new cell's region from the root cell's guest addresses. The " +
      'root cell then keeps access to the memory of the cell and loses something else.',
    legal:
      'In non-root cells the two may differ; memory at guest address 0 needs that. A region with a flag that only the ' +
      'headers of a vendor have, as one for the colours of a cache, may be anywhere, and is not judged.',
    fix: 'Sets virt_start to the value of phys_start.',
    bad: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x4000000, .size = 0x3c000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x40000000, .size = 0x3c000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: [
      'hypervisor/control.c: unmap_from_root_cell, remap_to_root_cell',
      'driver/cell.c: load_image',
    ],
    catalogue: 'A.4, C 43, D 11',
  },
  check(cell, report) {
    if (!cell.isRoot) return
    for (const region of cell.regions) {
      const { physical, guest } = region
      if (!physical || physical.start === guest.start) continue
      report({
        at: region.region.virtStart.place,
        message: `${regionText(region)} of the root cell shows physical memory ${rangeText(physical)} at guest addresses ${rangeText(guest)}`,
        why: 'Linux in the root cell uses physical addresses, and when a cell takes memory of this region the hypervisor unmaps the wrong guest addresses: the root cell keeps access',
        help: 'set virt_start to the value of phys_start',
        fixes: fix(
          'set virt_start to the value of phys_start',
          'suggested',
          settingField(region.region.view, 'virt_start', hex(physical.start)),
        ),
        related: [{ at: region.region.physStart.place, message: 'the physical address' }],
      })
    }
  },
})
