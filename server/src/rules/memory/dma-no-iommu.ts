/** A flag that only an IOMMU reads, where there is none. */
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const dmaNoIommu = defineRule({
  id: 'dma-no-iommu',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what:
      'A memory region of a cell has the flag JAILHOUSE_MEM_DMA on a board without a VT-d, AMD or PVU unit, the only ' +
      'ones for which it counts.',
    why:
      'The flag does nothing there. It neither gives devices access to the memory nor keeps others away: without an ' +
      'IOMMU each device reaches all memory, and SMMUs walk the page tables of the cell.',
    legal:
      '`jailhouse cell linux` takes a region for RAM only if it has the flag, whatever the board, so that it belongs ' +
      'into the cells of Linux. A cell counts as one if its name or that of its file says so.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_DMA,
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
      'hypervisor/arch/arm64/iommu.c: iommu_map_memory_region',
      'pyjailhouse/config_parser.py: MemRegion.is_ram',
    ],
    catalogue: 'A.4, C 108, D 17',
  },
  check(cell, report) {
    if (cell.isRoot || isLinuxCell(cell) || !cell.root || dmaTranslationOf(cell.root) !== 'none') return
    for (const region of cell.regions)
      if (region.has('JAILHOUSE_MEM_DMA') && !region.has('JAILHOUSE_MEM_IO'))
        report({
          at: region.region.flags.place,
          message: `JAILHOUSE_MEM_DMA has no effect on ${regionText(region)}`,
          why: 'the board has no IOMMU that looks at the flag: it grants nothing to devices, and keeps none away',
          help: 'leave the flag out, unless `jailhouse cell linux` starts the cell',
        })
  },
})
