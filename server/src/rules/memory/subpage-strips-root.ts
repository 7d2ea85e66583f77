/** Part of an emulated region of the root cell, with which the root cell loses all of it. */
import { type Claim, claimsOn } from '../../board/root-loss.ts'
import { encloses } from '../../config/range.ts'
import type { Fix } from '../fix/fix.ts'
import { leavingOut, offsetsIn } from '../fix/leaving-out.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangesText, rangeText, regionText } from '../wording.ts'

export const subpageStripsRoot = defineRule({
  id: 'subpage-strips-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell takes a part of a sub-page region of the root cell for itself.',
    why:
      'Sub-page regions are handlers for trapped accesses. When the cell is created, the hypervisor looks up the ' +
      "handler of the root cell that contains the first byte of the cell's region, and removes that handler as a " +
      'whole. The root cell loses the rest of its region as well, and stops at its next access to it. What is ' +
      'registered when the cell is destroyed is only the part, and refers to a variable that no longer exists.',
    legal:
      'Regions of the cell that together make up the whole region of the root cell take no more than they have. ' +
      'With JAILHOUSE_MEM_ROOTSHARED nothing is taken. Parts of page-mapped regions are no problem.',
    bad: `
//- root
.mem_regions = {
  /* clock unit */ {
    .phys_start = 0x90020000, .virt_start = 0x90020000, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},
//- cell
.mem_regions = {
  /* one clock */ {
    .phys_start = 0x90020100, .virt_start = 0x90020100, .size = 0x10,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* clock unit */ {
    .phys_start = 0x90020000, .virt_start = 0x90020000, .size = 0x400,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32,
  },
},
//- cell
.mem_regions = {
  /* one clock */ {
    .phys_start = 0x90020100, .virt_start = 0x90020100, .size = 0x10,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    fix:
      "The root cell's region is split, and leaves out what the cell takes. Splitting it at the borders of the cell's region " +
      'would be worse: what is given back when a cell is destroyed is broken (see `subpage-return-dangling`). Or both ' +
      'share the registers, by JAILHOUSE_MEM_ROOTSHARED.',
    references: [
      'hypervisor/control.c: unmap_from_root_cell, remap_to_root_cell',
      'hypervisor/mmio.c: mmio_subpage_unregister, mmio_region_unregister',
    ],
    catalogue: 'C 37, C 38',
  },
  check(cell, report) {
    for (const claim of claimsOn(cell)) {
      const { region, root, shared, stripped } = claim
      if (stripped.length === 0) continue
      report({
        at: region.place,
        message: `${regionText(region)} takes ${rangeText(shared)} out of a sub-page region of the root cell`,
        why: `\`jailhouse cell create\` removes the handler for that whole region: the root cell loses ${rangesText(stripped)}, too, and stops when it accesses that`,
        help: "split the root cell's region at the same addresses, or add JAILHOUSE_MEM_ROOTSHARED here",
        fixes: [...withoutPart(claim), ...sharing(claim)],
        related: [
          {
            at: root.place,
            message: `${regionText(root)} of the root cell has ${rangeText(root.guest)}`,
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})

function withoutPart({ root, shared }: Claim): readonly Fix[] {
  const title = `leave ${rangeText(shared)} out of ${regionText(root)} of the root cell`
  return leavingOut(title, root, offsetsIn(root.physical, shared))
}

/** Of what the root cell does not have there is nothing to share. */
function sharing({ region, root }: Claim): readonly Fix[] {
  const isRoots = region.physical && root.physical && encloses(root.physical, region.physical)
  return isRoots ? addFlags(region, 'JAILHOUSE_MEM_ROOTSHARED') : []
}
