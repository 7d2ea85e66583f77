/** A physical address for the page of the hypervisor. */
import { communicationRegionsOf } from '../../board/communication.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const commRegionPhysSet = defineRule({
  id: 'comm-region-phys-set',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A communication region has a physical address.',
    why: 'The hypervisor puts the address of its own page in the place of phys_start when it maps the region.',
    legal:
      'A region that is no whole page is not mapped, and its physical address counts; `comm-region-size` reports that. ' +
      'With flags that do not belong there the address may count as well, as `comm-region-flags` says.',
    fix: 'Removes the field.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .phys_start = 0x7bf00000,
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
    ],
    catalogue: 'A.4, D 18',
  },
  check(cell, report) {
    for (const region of communicationRegionsOf(cell)) {
      const { physStart, view } = region.region
      const counts = !region.isPageMapped || usersOfAddress.some(region.has)
      if (cell.isRoot || counts || !physStart.known || physStart.value === 0n) continue
      report({
        at: physStart.place,
        message: `the physical address ${hex(physStart.value)} of the communication region, ${regionText(region)}, is ignored`,
        why: 'the hypervisor shows a page of its own there',
        help: 'leave phys_start out',
        fixes: fix('remove the physical address', 'safe', removingField(view, 'phys_start')),
      })
    }
  },
})

/** Flags that make somebody else go by the address. */
const usersOfAddress = ['JAILHOUSE_MEM_LOADABLE', 'JAILHOUSE_MEM_DMA'] as const
