/** Device registers into which images are to be loaded. */
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const loadableIo = defineRule({
  id: 'loadable-io',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A memory region of a cell has both flags JAILHOUSE_MEM_LOADABLE and JAILHOUSE_MEM_IO.',
    why:
      'Images are loaded into memory, and JAILHOUSE_MEM_IO is for device registers. On Arm the flag makes the cell ' +
      'see Device memory: unaligned and exclusive accesses fault, and nothing is cached. The hypervisor also leaves ' +
      'out such a region in the cache maintenance at the start and the end of the cell. On x86 the flag does nothing.',
    legal: 'Registers need no JAILHOUSE_MEM_LOADABLE; whoever accesses them is not the driver.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_IO | JAILHOUSE_MEM_LOADABLE,
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
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/arm-common/mmu_cell.c: arm_cell_dcaches_flush',
    ],
    catalogue: 'A.4, C 20',
  },
  check(cell, report) {
    if (cell.isRoot) return
    for (const region of cell.regions) {
      const isBoth = region.has('JAILHOUSE_MEM_LOADABLE') && region.has('JAILHOUSE_MEM_IO')
      if (!region.physical || !isBoth) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has both JAILHOUSE_MEM_LOADABLE and JAILHOUSE_MEM_IO`,
        why:
          machineOf(cell) === 'x86'
            ? 'images are loaded into memory, not into device registers; on x86 JAILHOUSE_MEM_IO does nothing'
            : 'images are loaded into memory, but the cell is shown device registers: unaligned and exclusive accesses fault, and nothing is cached',
        help: 'drop JAILHOUSE_MEM_IO if it is memory, or JAILHOUSE_MEM_LOADABLE if it is a device',
      })
    }
  },
})
