/** Memory of a cell that the devices of the root cell can still reach. */
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import { claimsOn } from '../../board/root-loss.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangesText, regionText } from '../wording.ts'

export const dmaStaysInRoot = defineRule({
  id: 'dma-stays-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'On a machine with VT-d, a cell takes memory without the flag JAILHOUSE_MEM_DMA from a region of the root cell ' +
      'that has it.',
    why:
      'VT-d has tables of its own for what devices may reach. When the cell is created, the hypervisor unmaps the ' +
      "cell's region from the root cell, and looks at the flags of the cell's region to decide whether the tables " +
      'of VT-d are concerned: without JAILHOUSE_MEM_DMA they are not. The devices of the root cell keep access to ' +
      'the memory of the cell, and Linux in the root cell can make them use it.',
    legal:
      'The AMD IOMMU walks the same tables as the CPU, and SMMUs those of the cell. Memory that is shared with the ' +
      'root cell is meant to stay with it.',
    fix: 'Adds JAILHOUSE_MEM_DMA to the region of the cell.',
    bad: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_DMA,
  },
},`,
    references: [
      'hypervisor/control.c: unmap_from_root_cell',
      'hypervisor/arch/x86/vtd.c: iommu_unmap_memory_region',
    ],
    catalogue: 'C 44',
  },
  check(cell, report) {
    if (!cell.root || dmaTranslationOf(cell.root) !== 'VT-d') return
    const kept = claimsOn(cell).filter(
      ({ region, root, loss }) =>
        loss === 'taken' && root.has('JAILHOUSE_MEM_DMA') && !region.has('JAILHOUSE_MEM_DMA'),
    )
    for (const region of new Set(kept.map((claim) => claim.region))) {
      const ofRegion = kept.filter((claim) => claim.region === region)
      report({
        at: region.region.flags.place,
        message: `devices of the root cell can still reach ${rangesText(ofRegion.map(({ shared }) => shared))} of ${regionText(region)}`,
        why: 'without JAILHOUSE_MEM_DMA in the region of the cell, `jailhouse cell create` leaves the DMA mapping of the root cell in the tables of VT-d',
        help: 'add JAILHOUSE_MEM_DMA to the flags',
        fixes: addFlags(region, 'JAILHOUSE_MEM_DMA'),
        related: ofRegion.map(({ root }) => ({
          at: root.place,
          message: `${regionText(root)} of the root cell permits DMA`,
          configuration: root.configuration,
        })),
      })
    }
  },
})
