/** Device registers that other devices may access. */
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const dmaOnDeviceMemory = defineRule({
  id: 'dma-on-device-memory',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A memory region has both flags JAILHOUSE_MEM_IO and JAILHOUSE_MEM_DMA, and is neither executable nor loaded.',
    why:
      'JAILHOUSE_MEM_IO is for registers of devices, and JAILHOUSE_MEM_DMA lets other devices access them. Transfers ' +
      'from device to device are rare, and mostly one of the two flags was copied along. The PVU spends some of its ' +
      'entries on the region, of which a cell has no more than 128.',
    legal: 'A DMA controller that feeds the FIFO of a device does need it, where an IOMMU is between them.',
    bad: `
.mem_regions = {
  /* network controller */ {
    .phys_start = 0x90100000, .virt_start = 0x90100000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_DMA,
  },
},`,
    good: `
.mem_regions = {
  /* network controller */ {
    .phys_start = 0x90100000, .virt_start = 0x90100000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: iommu_map_memory_region',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_map_memory',
    ],
    catalogue: 'A.4',
  },
  check(cell, report) {
    const isRead = cell.root !== undefined && dmaTranslationOf(cell.root) !== 'none'
    for (const region of cell.regions) {
      const isDevice = region.has('JAILHOUSE_MEM_IO') && region.physical !== undefined
      const isMemory = region.has('JAILHOUSE_MEM_EXECUTE') || region.has('JAILHOUSE_MEM_LOADABLE')
      if (!isDevice || isMemory || !region.has('JAILHOUSE_MEM_DMA')) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has both JAILHOUSE_MEM_IO and JAILHOUSE_MEM_DMA`,
        why: isRead
          ? 'it lets devices access the registers of another device, which is rarely wanted'
          : 'it would let devices access the registers of another device, if an IOMMU looked at the flag',
        help: 'drop JAILHOUSE_MEM_DMA if these are registers, or JAILHOUSE_MEM_IO if it is memory',
      })
    }
  },
})
