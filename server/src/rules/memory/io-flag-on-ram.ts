/** Device memory from which a cell is to execute. */
import { startOf } from '../../board/guest-lookup.ts'
import { machineOf } from '../../board/machine.ts'
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const ioFlagOnRam = defineRule({
  id: 'io-flag-on-ram',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'On Arm a page-mapped memory region has both flags JAILHOUSE_MEM_IO and JAILHOUSE_MEM_EXECUTE.',
    why:
      'JAILHOUSE_MEM_IO makes the region Device memory to the cell: nothing is cached, unaligned and exclusive accesses ' +
      'fault, and fetching instructions from it is not defined. Besides, the hypervisor leaves such a region out of ' +
      'the cache maintenance when the cell starts and ends.',
    legal:
      'On x86 JAILHOUSE_MEM_IO does nothing. Together with JAILHOUSE_MEM_LOADABLE or JAILHOUSE_MEM_DMA the flag is ' +
      'looked at by `loadable-io` and `dma-on-device-memory`.',
    fix: 'Drops JAILHOUSE_MEM_IO, for RAM, or JAILHOUSE_MEM_EXECUTE, for a device, unless the cell starts there.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: ['hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region, arm_cell_dcaches_flush'],
    catalogue: 'A.4, C 20',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    if (machine !== 'arm' && machine !== 'arm64') return
    for (const region of cell.regions) {
      const isBoth = region.has('JAILHOUSE_MEM_IO') && region.has('JAILHOUSE_MEM_EXECUTE')
      const isForOthers = !cell.isRoot && region.has('JAILHOUSE_MEM_LOADABLE')
      if (!isBoth || isForOthers || !region.physical || !region.isPageMapped) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has both JAILHOUSE_MEM_IO and JAILHOUSE_MEM_EXECUTE`,
        why: 'programs would run from Device memory: nothing is cached, and unaligned and exclusive accesses fault',
        help: 'drop JAILHOUSE_MEM_IO if it is memory, or JAILHOUSE_MEM_EXECUTE if it is a device',
        fixes: [
          ...dropFlags(region, 'suggested', 'JAILHOUSE_MEM_IO'),
          ...(startOf(cell)?.region === region
            ? []
            : dropFlags(region, 'suggested', 'JAILHOUSE_MEM_EXECUTE')),
        ],
      })
    }
  },
})
