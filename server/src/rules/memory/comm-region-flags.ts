/** Flags that a communication region should not have. */
import { communicationRegionsOf } from '../../board/communication.ts'
import type { LiveRegion, MemoryFlag } from '../../config/memory.ts'
import { dropFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { hex, listText, regionText } from '../wording.ts'

export const commRegionFlags = defineRule({
  id: 'comm-region-flags',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A communication region has one of the flags LOADABLE, DMA, EXECUTE, IO and ROOTSHARED.',
    why:
      'It is a page of the hypervisor, and is there for reading and writing. LOADABLE is an error: `jailhouse cell load` ' +
      'writes an image for that address to the *physical* address of the region, usually 0, and `jailhouse cell start` ' +
      'takes that page away from the root cell for good. With DMA the devices of the cell reach the physical address as ' +
      'well, where VT-d or a PVU translates. With IO the page is Device memory on Arm. EXECUTE and ROOTSHARED have no ' +
      'use.',
    legal: 'READ and WRITE are usual. JAILHOUSE_MEM_NO_HUGEPAGES does nothing to a single page.',
    fix: 'Drops the flags.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION | JAILHOUSE_MEM_LOADABLE,
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
      'driver/cell.c: load_image',
      'hypervisor/control.c: cell_start, cell_set_loadable, cell_destroy_internal',
      'hypervisor/arch/x86/vtd.c: iommu_map_memory_region',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_map_memory',
    ],
    catalogue: 'A.4, C 13',
  },
  check(cell, report) {
    for (const region of communicationRegionsOf(cell)) {
      const flags = misplacedFlags.filter(region.has)
      const [first] = flags
      if (!first || cell.isRoot) continue
      report({
        at: region.region.flags.place,
        severity: first === 'JAILHOUSE_MEM_LOADABLE' ? 'error' : 'warning',
        message: `the communication region, ${regionText(region)}, has ${listText(flags)}`,
        why: effectOf(first, region),
        help: `drop ${flags.length === 1 ? 'the flag' : 'these flags'}`,
        fixes: dropFlags(region, 'suggested', ...flags),
      })
    }
  },
})

/** The worst first. */
const misplacedFlags = [
  'JAILHOUSE_MEM_LOADABLE',
  'JAILHOUSE_MEM_DMA',
  'JAILHOUSE_MEM_IO',
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_ROOTSHARED',
] as const satisfies readonly MemoryFlag[]

function effectOf(flag: (typeof misplacedFlags)[number], { region: { physStart } }: LiveRegion): string {
  const address = physStart.known ? hex(physStart.value) : 'that the region names'
  switch (flag) {
    case 'JAILHOUSE_MEM_LOADABLE':
      return `\`jailhouse cell load\` would write to physical address ${address}, and \`jailhouse cell start\` takes that page away from the root cell for good`
    case 'JAILHOUSE_MEM_DMA':
      return `devices of the cell would reach physical address ${address} there, not the page of the hypervisor`
    case 'JAILHOUSE_MEM_IO':
      return 'the page is memory; on Arm the cell would see it as Device memory, where unaligned accesses fault'
    case 'JAILHOUSE_MEM_EXECUTE':
      return 'the hypervisor writes data there, which nobody is to execute'
    case 'JAILHOUSE_MEM_ROOTSHARED':
      return 'the page belongs to the hypervisor: it is neither taken from the root cell nor shared with it'
  }
}
