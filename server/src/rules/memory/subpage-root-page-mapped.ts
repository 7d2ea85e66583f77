/** Registers that a cell seems to have for itself while the root cell has them mapped. */
import { type Claim, claimsOn } from '../../board/root-loss.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { encloses, pageSize, sizeOfRange } from '../../config/range.ts'
import type { Fix } from '../fix/fix.ts'
import { leavingRegistersOut } from '../fix/leaving-registers-out.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const subpageRootPageMapped = defineRule({
  id: 'subpage-root-page-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A cell has a sub-page region for itself, without JAILHOUSE_MEM_ROOTSHARED, that the root cell sees through a ' +
      'page-mapped region.',
    why:
      'When the cell is created, the hypervisor only looks for a handler of the root cell to remove. There is none ' +
      'for what is mapped, so that the root cell keeps full access to the registers, and both work on the device.',
    legal:
      'With JAILHOUSE_MEM_ROOTSHARED that is what the config says. Whole pages are unmapped from the root cell. ' +
      'Regions of more than a page that are no whole pages have a fault of their own and are not looked at here.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
.mem_regions = {
  /* timer, with all that is in its page */ {
    .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    fix:
      "The root cell's region is split, and leaves out what the cell has; the rest of the page becomes sub-page regions, for " +
      'all widths of access unless the region names some. Or both share the registers, by JAILHOUSE_MEM_ROOTSHARED.',
    references: ['hypervisor/control.c: unmap_from_root_cell', 'hypervisor/mmio.c: mmio_region_unregister'],
    catalogue: 'C 36',
  },
  check(cell, report) {
    const kept = claimsOn(cell).filter(
      ({ region, root, loss }) =>
        loss === 'kept' && root.isPageMapped && !region.isPageMapped && sizeOfRange(region.guest) <= pageSize,
    )
    for (const region of new Set(kept.map((claim) => claim.region)))
      report({
        at: region.place,
        message: `the root cell keeps access to ${rangeText(region.physical ?? region.guest)}, which ${regionText(region)} does not share`,
        why: 'a sub-page region takes nothing from what the root cell has mapped: both can use these registers at once',
        help: 'take the whole page, let the root cell leave these registers out, or add JAILHOUSE_MEM_ROOTSHARED if both are to use them',
        fixes: fixesFor(region, kept),
        related: kept
          .filter((claim) => claim.region === region)
          .map(({ root }) => ({
            at: root.place,
            message: `${regionText(root)} of the root cell maps ${rangeText(root.guest)}`,
            configuration: root.configuration,
          })),
      })
  },
})

function fixesFor(region: LiveRegion, kept: readonly Claim[]): readonly Fix[] {
  const roots = kept.filter((claim) => claim.region === region).map(({ root }) => root)
  const taken = new Set(kept.filter(({ root }) => roots.includes(root)).map((claim) => claim.region))
  const registers = [...taken].flatMap(({ physical }) => physical ?? [])
  return [...leavingRegistersOut(roots, registers), ...sharing(region, roots)]
}

/** Of what the root cell does not have there is nothing to share. */
function sharing(region: LiveRegion, roots: readonly LiveRegion[]): readonly Fix[] {
  const isRoots = roots.some(
    ({ physical }) => physical && encloses(physical, region.physical ?? region.guest),
  )
  return isRoots ? addFlags(region, 'JAILHOUSE_MEM_ROOTSHARED') : []
}
