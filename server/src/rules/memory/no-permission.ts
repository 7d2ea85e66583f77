/** A region that nobody may access. */
import { encloses } from '../../config/range.ts'
import type { Cell } from '../../board/cell.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const noPermission = defineRule({
  id: 'no-permission',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A memory region has none of the flags JAILHOUSE_MEM_READ, JAILHOUSE_MEM_WRITE and JAILHOUSE_MEM_EXECUTE.',
    why:
      'The region is mapped without any permission, so that every access to it faults and stops the CPU. A region of ' +
      'another cell is taken from the root cell nevertheless.',
    legal:
      'Over an earlier region that it lies in completely such a region takes away what that one gives, which ' +
      '`overlap-virt-in-cell` looks at.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
      'hypervisor/mmio.c: mmio_handle_subpage',
    ],
    catalogue: 'A.4',
  },
  check(cell, report) {
    // What the headers do not define, a config can have written in another way.
    const { constant } = cell.configuration.interface
    if (permissions.some((flag) => constant(flag) === undefined)) return
    for (const region of cell.regions) {
      if (!region.physical || permissions.some(region.has) || isHole(region, cell)) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has neither JAILHOUSE_MEM_READ nor WRITE nor EXECUTE`,
        why: `every access to ${rangeText(region.guest)} stops the CPU`,
        help: 'add the permissions that the cell needs',
      })
    }
  },
})

const permissions = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE', 'JAILHOUSE_MEM_EXECUTE'] as const

function isHole(region: LiveRegion, { guestOverlaps }: Cell): boolean {
  return guestOverlaps.some(({ earlier, later }) => later === region && encloses(earlier.guest, region.guest))
}
