/** A cell whose first program nobody can load. */
import { startOf } from '../../board/guest-lookup.ts'
import { isLinuxCell, regionForImages } from '../../board/linux-cell.ts'
import { commentBefore } from '../comments.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const resetAddressNotLoadable = defineRule({
  id: 'reset-address-not-loadable',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The memory region that cpu_reset_address points into lacks the flag JAILHOUSE_MEM_LOADABLE.',
    why:
      '`jailhouse cell load` refuses an image for an address in such a region with EINVAL, and the memory is taken away ' +
      'from the root cell when the cell is created. What the cell finds there when it starts is left from before.',
    legal:
      'A comment that speaks of ROM or flash memory says that the program is there already. Memory that is shared with ' +
      'the root cell can be filled from there. For the RAM of a Linux cell there is `linux-ram-not-loadable`.',
    fix: 'Adds JAILHOUSE_MEM_LOADABLE.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['driver/cell.c: load_image', 'hypervisor/control.c: cell_create'],
    catalogue: 'A.2, B.5 L3',
  },
  check(cell, report) {
    const start = startOf(cell)
    const region = start?.region
    if (!start || !region?.physical || region.has('JAILHOUSE_MEM_LOADABLE')) return
    if (region.has('JAILHOUSE_MEM_ROOTSHARED') || /\b(rom|flash)\b/i.test(commentBefore(region.place))) return
    // Then it is the tool that fails, which says more.
    if (isLinuxCell(cell) && regionForImages(cell) === region) return
    const address = hex(start.address)
    report({
      at: region.region.flags.place,
      message: `the cell starts at ${address}, but nothing can be loaded into ${regionText(region)}`,
      why: '`jailhouse cell load` refuses images for this region with EINVAL',
      help: 'add JAILHOUSE_MEM_LOADABLE, or say in a comment that it is ROM',
      related: [{ at: start.place, message: `cpu_reset_address is ${address}` }],
      fixes: addFlags(region, 'JAILHOUSE_MEM_LOADABLE'),
    })
  },
})
