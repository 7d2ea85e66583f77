/** A region that gives its cell the registers of an IOMMU. */
import { openedIommuWindows } from '../../board/reserved.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { configurationText, coveredText, listText, rangeText, regionText } from '../wording.ts'

export const iommuMapped = defineRule({
  id: 'iommu-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region covers the registers of an IOMMU unit, or the TLB window of a PVU.',
    why:
      'The hypervisor programs the units while it is being enabled and maps the regions afterwards. With their ' +
      'registers mapped, a cell can switch the translation off or point it elsewhere, and its devices then reach all ' +
      'of the memory. For the root cell it is a warning, since such configurations run, only without protection ' +
      'against DMA. On Intel machines whose Linux uses interrupt remapping the root cell has to trap on them too.',
    legal:
      'Units behind the first one whose base is zero are not used by the hypervisor, and 32-bit Arm has no units at ' +
      'all: their addresses are ordinary ones.',
    bad: `
//- x86 cell
.mem_regions = {
  /* devices, with the IOMMU among them */ {
    .phys_start = 0xfed00000, .virt_start = 0xfed00000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* devices, up to the IOMMU */ {
    .phys_start = 0xfed00000, .virt_start = 0xfed00000, .size = 0x90000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    fix: 'The registers are left out of the region, which is split around them. A region that shows nothing else is taken out.',
    references: [
      'hypervisor/arch/arm64/iommu.c, hypervisor/arch/x86/iommu.c: iommu_count_units',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_init',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_init',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_init',
      'hypervisor/arch/x86/vtd.c: vtd_init_ir_emulation',
    ],
    catalogue: 'C 32, D.2',
  },
  check(cell, report) {
    if (!cell.root) return
    const owner = configurationText(cell.configuration)
    for (const region of cell.regions) {
      const windows = openedIommuWindows(region, cell.root)
      if (windows.length === 0) continue
      const names = windows.map((window) =>
        coveredText(`the ${window.reserved.what} of IOMMU unit ${window.reserved.unit}`, window),
      )
      report({
        at: region.place,
        severity: cell.isRoot ? 'warning' : 'error',
        message: `${regionText(region)} covers ${listText(names)}`,
        why: `${owner} can ${abilityOf(region)}`,
        help: `leave out ${listText(windows.map(({ shared }) => rangeText(shared)))}: split the region there`,
        fixes: leavingOutReserved(region, windows, () => false),
        related: windows.map(({ reserved: { unit, what, place, range } }) => ({
          at: place,
          message: `IOMMU unit ${unit}: ${what} at ${rangeText(range)}`,
        })),
      })
    }
  },
})

function abilityOf(region: LiveRegion): string {
  return region.has('JAILHOUSE_MEM_WRITE')
    ? 'switch off the protection of the other cells against DMA, or lead it past their memory'
    : 'read the registers, and find out how the devices of all cells are confined'
}
