/** A region over the memory of the hypervisor. */
import { intersection } from '../../config/range.ts'
import { leavingOut, offsetsIn } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { configurationText, rangeText, regionText } from '../wording.ts'

export const overlapHypervisor = defineRule({
  id: 'overlap-hypervisor',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region shows physical memory of the hypervisor to a cell.',
    why:
      'Nothing refuses such a region. While it is being enabled, the hypervisor hides its memory from the root cell ' +
      'behind empty read-only pages, but the memory regions are mapped after that and replace them; non-root cells ' +
      'get whatever their regions name. The cell can then read the page tables, code and data of the hypervisor, ' +
      'and with write access take over the machine.',
    legal:
      'The communication region has no physical address of its own, whatever its configuration says. Regions that ' +
      "end where the hypervisor's memory begins do not overlap it, and the hypervisor's memory need not be inside of " +
      'any region.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x7bf00000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM, up to the hypervisor */ {
    .phys_start = 0x7bf00000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    fix: "The region ends where the hypervisor's memory begins, or begins behind it; one that goes on on both sides is split.",
    references: ['hypervisor/setup.c: init_early, init_late', 'hypervisor/control.c: cell_create'],
    catalogue: 'C 23, D 18, D 22',
  },
  check(cell, report) {
    const hypervisor = cell.root?.hypervisorMemory
    if (!hypervisor) return
    const owner = configurationText(cell.configuration)
    for (const region of cell.regions) {
      const shared = region.physical && intersection(region.physical, hypervisor.range)
      if (!shared) continue
      const ability = region.has('JAILHOUSE_MEM_WRITE') ? 'read and overwrite' : 'read'
      report({
        at: region.place,
        message: `${regionText(region)} covers ${rangeText(shared)} of the hypervisor's memory`,
        why: `regions are mapped without regard to it: ${owner} can ${ability} the hypervisor`,
        help: "end the region before the hypervisor's memory, or begin it behind that",
        fixes: leavingOut(
          `leave out ${rangeText(shared)}`,
          region,
          offsetsIn(region.physical, hypervisor.range),
        ),
        related: [
          { at: hypervisor.place, message: `the hypervisor's memory is ${rangeText(hypervisor.range)}` },
        ],
      })
    }
  },
})
