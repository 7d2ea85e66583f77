/** A region at addresses that the machine does not have. */
import { addressLimitsOf, type AddressLimit, endOfAddresses } from '../../board/address-limits.ts'
import { machineOf } from '../../board/machine.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const addressRange = defineRule({
  id: 'address-range',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region lies, with part of it at least, beyond the addresses that the machine has.',
    why:
      'Nothing is refused. On 32-bit Arm the hypervisor cuts guest and physical addresses down to 32 bits, and maps ' +
      'something else. On x86 it uses 48 bits of a guest address, and the region wraps around to low ones; only on ' +
      'machines with an IOMMU is it refused with E2BIG. On 64-bit Arm the tables have as many bits as physical ' +
      'addresses of the CPU: depending on the CPU the region wraps around, or the hypervisor writes behind its table.',
    legal:
      'A region may end with the last address. How many bits a 64-bit Arm CPU has is written nowhere: 40 are assumed, ' +
      'or as many as the physical addresses of the cell and of the root cell need. Beyond that it is a warning, and ' +
      'above 48 bits an error.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x20000000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x2000000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
      'hypervisor/arch/arm64/paging.c: get_cpu_parange',
      'hypervisor/arch/arm64/include/asm/paging.h: CELL_ROOT_PT_PAGES',
      'hypervisor/arch/x86/vtd.c, hypervisor/arch/x86/amd_iommu.c: iommu_map_memory_region',
    ],
    catalogue: 'C 17 to C 19, H 28',
  },
  check(cell, report) {
    const limits = addressLimitsOf(cell)
    for (const region of cell.regions) {
      const limit = limits.find((one) => isBeyond(rangeOfRegion(region, one), one))
      const range = limit && rangeOfRegion(region, limit)
      if (!range) continue
      const { physStart, virtStart } = region.region
      report({
        at: limit.of === 'guest' ? virtStart.place : physStart.place,
        severity: limit.isCertain ? 'error' : 'warning',
        message: `${regionText(region)} has ${limit.of} addresses ${rangeText(range)}, beyond ${limit.bits} bits`,
        why: limit.isCertain
          ? effects[machineOf(cell) ?? 'x86']
          : 'unless the CPU has more bits, the region wraps around to other addresses, or the hypervisor writes behind its page table',
        help:
          limit.of === 'guest' ? 'show the region at a lower guest address' : 'correct the physical address',
      })
    }
  },
})

const effects = {
  arm: 'the hypervisor cuts addresses down to 32 bits, and maps something else',
  arm64: 'no CPU has page tables for such guest addresses: the region wraps around to other ones',
  x86: 'page tables have 48 bits: the region wraps around to low addresses, or is refused with E2BIG',
}

function rangeOfRegion({ guest, physical }: LiveRegion, { of }: AddressLimit): Range | undefined {
  return of === 'guest' ? guest : physical
}

/** What leads beyond 64 bits is another fault. */
function isBeyond(range: Range | undefined, { bits }: AddressLimit): boolean {
  return range !== undefined && 1n << BigInt(bits) < range.end && range.end <= endOfAddresses
}
