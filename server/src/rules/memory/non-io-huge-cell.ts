/** A region over which the hypervisor spends its time while the root cell stands still. */
import { machineOf } from '../../board/machine.ts'
import { sizeOfRange } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { regionText, sizeText } from '../wording.ts'

export const nonIoHugeCell = defineRule({
  id: 'non-io-huge-cell',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'On Arm a cell has a memory region of more than 1 GiB that is neither executable nor marked with ' +
      'JAILHOUSE_MEM_IO.',
    why:
      'When a cell starts and when it is destroyed, the hypervisor invalidates the data caches for all of its regions ' +
      'without JAILHOUSE_MEM_IO, cache line by cache line, 64 KiB at a time. The root cell is stopped meanwhile. For ' +
      'device memory that is time for nothing, and it may read registers.',
    legal:
      'RAM must be treated like that, however long it takes; it is usually executable. The root cell is not started or ' +
      'destroyed as cells are.',
    bad: `
.mem_regions = {
  /* PCI memory */ {
    .phys_start = 0x8000000000, .virt_start = 0x8000000000, .size = 0x80000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
.mem_regions = {
  /* PCI memory */ {
    .phys_start = 0x8000000000, .virt_start = 0x8000000000, .size = 0x80000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arm_cell_dcaches_flush',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset, arch_cell_destroy',
    ],
    catalogue: 'C 22',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    if (cell.isRoot || (machine !== 'arm' && machine !== 'arm64')) return
    for (const region of cell.regions) {
      const size = sizeOfRange(region.guest)
      if (!region.physical || !region.isPageMapped || size <= largest) continue
      if (region.has('JAILHOUSE_MEM_IO') || region.has('JAILHOUSE_MEM_EXECUTE')) continue
      report({
        at: region.region.size.place,
        message: `${regionText(region)} has ${sizeText(size)} and is no device memory`,
        why: 'the hypervisor invalidates the caches for all of it when the cell starts and ends, with the root cell stopped',
        help: 'add JAILHOUSE_MEM_IO if these are registers; for RAM it cannot be helped',
      })
    }
  },
})

const largest = 1n << 30n
