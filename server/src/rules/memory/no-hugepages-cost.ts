/** Large regions that are mapped page by page. */
import { sizeOfRange } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { counted, regionText, sizeText } from '../wording.ts'

export const noHugepagesCost = defineRule({
  id: 'no-hugepages-cost',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A memory region of more than 64 MiB has the flag JAILHOUSE_MEM_NO_HUGEPAGES.',
    why:
      'Large regions are mapped in blocks of 2 MiB and more. With the flag every page gets an entry of its own, and ' +
      'every 2 MiB take a table of 4 KiB out of the memory of the hypervisor; with VT-d as many again if devices ' +
      'reach the region. When that memory is used up, `jailhouse enable` or `jailhouse cell create` fails with ENOMEM.',
    legal:
      'On Intel CPUs with the erratum of the instruction TLB the flag is what keeps a guest from stopping the machine, ' +
      'and the memory is its price.',
    bad: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x20000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_NO_HUGEPAGES,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x4000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_NO_HUGEPAGES,
  },
},`,
    references: ['hypervisor/paging.c: paging_create', 'hypervisor/arch/x86/vtd.c: iommu_map_memory_region'],
    catalogue: 'A.4, H.2',
  },
  check(cell, report) {
    for (const region of cell.regions) {
      const size = sizeOfRange(region.guest)
      if (!region.isPageMapped || !region.has('JAILHOUSE_MEM_NO_HUGEPAGES') || size <= largest) continue
      const tables = (size + block - 1n) / block
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} of ${sizeText(size)} is mapped in pages of 4 KiB`,
        why: `the page tables take ${counted(tables, 'page', 'pages')} (${sizeText(tables * 0x1000n)}) out of the memory of the hypervisor`,
        help: 'restrict JAILHOUSE_MEM_NO_HUGEPAGES to executable memory, and provide for the tables in hypervisor_memory',
      })
    }
  },
})

const largest = 64n << 20n
/** What a table of 4 KiB pages covers. */
const block = 2n << 20n
