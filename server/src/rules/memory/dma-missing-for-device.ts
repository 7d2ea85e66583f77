/** A cell with a device that masters the bus, and no memory for it. */
import type { Cell } from '../../board/cell.ts'
import { dmaTranslationOf } from '../../board/dma-translation.ts'
import { highestPvuId } from '../../board/pvu.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { Place } from '../../config/view.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { bdfText, regionText } from '../wording.ts'

export const dmaMissingForDevice = defineRule({
  id: 'dma-missing-for-device',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A cell owns a physical PCI device, or a stream of a PVU, but none of its memory regions has the flag ' +
      'JAILHOUSE_MEM_DMA.',
    why:
      'Where VT-d, an AMD IOMMU or a PVU translates, devices of a cell can reach those regions only that have the ' +
      'flag. Every transfer of the device faults, whatever its driver does.',
    legal:
      'One region with the flag is enough. SMMUs look at the page tables of the CPU and need no flag; without an ' +
      'IOMMU nothing is refused. Virtual devices, as ivshmem, and bridges transfer nothing.',
    fix: 'Adds JAILHOUSE_MEM_DMA to the RAM of the cell.',
    bad: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_DMA,
  },
},
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: iommu_map_memory_region',
      'hypervisor/arch/x86/amd_iommu.c: amd_iommu_get_memory_region_flags',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_map_memory',
    ],
    catalogue: 'A.4, C 107',
  },
  check(cell, report) {
    const translation = cell.root && dmaTranslationOf(cell.root)
    if (translation === undefined || translation === 'none' || !isWithoutDma(cell)) return
    const [master] = translation === 'PVU' ? pvuStreams(cell) : physicalDevices(cell)
    if (!master) return
    const ram = cell.regions.find(isRam)
    report({
      at: master.at,
      message: `${master.name} cannot reach any memory: no region of the cell has JAILHOUSE_MEM_DMA`,
      why: `${translation === 'VT-d' ? 'VT-d' : `the ${translation}`} lets devices reach only regions with that flag, and each of their transfers faults`,
      help: 'add JAILHOUSE_MEM_DMA to the RAM of the cell',
      fixes: ram ? addFlags(ram, 'JAILHOUSE_MEM_DMA') : [],
      ...(ram && {
        related: [{ at: ram.region.flags.place, message: `${regionText(ram)} is RAM without it` }],
      }),
    })
  },
})

interface Master {
  readonly at: Place
  readonly name: string
}

/** A region that is not known might be the one with the flag. */
function isWithoutDma({ configuration, regions }: Cell): boolean {
  const isKnown = configuration.memory.items.every(({ flags }) => flags.known)
  return isKnown && 0 < regions.length && !regions.some((region) => region.has('JAILHOUSE_MEM_DMA'))
}

function physicalDevices({ configuration }: Cell): readonly Master[] {
  const physical = configuration.interface.constant('JAILHOUSE_PCI_TYPE_DEVICE')
  return configuration.pciDevices.items.flatMap(({ type, bdf, place, written }) =>
    written && type.known && type.value === physical && bdf.known
      ? [{ at: place, name: `PCI device ${bdfText(bdf.value)}` }]
      : [],
  )
}

function pvuStreams({ configuration }: Cell): readonly Master[] {
  return configuration.streamIds.items.flatMap(({ id, place }) =>
    id.known && id.value <= highestPvuId ? [{ at: place, name: `what has stream id ${id.value}` }] : [],
  )
}

function isRam(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_WRITE') && region.has('JAILHOUSE_MEM_EXECUTE')
}
