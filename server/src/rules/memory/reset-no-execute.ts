/** A cell that starts in memory from which it must not execute. */
import { startOf } from '../../board/guest-lookup.ts'
import { machineOf } from '../../board/machine.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const resetNoExecute = defineRule({
  id: 'reset-no-execute',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The memory region that cpu_reset_address points into lacks the flag JAILHOUSE_MEM_EXECUTE.',
    why:
      'On x86 the CPU faults on its first instruction, the hypervisor reports an invalid access, and the cell has ' +
      'failed. On Arm the hypervisor does not look at the flag, and it is only a hint.',
    legal: 'Memory for data needs no JAILHOUSE_MEM_EXECUTE. The root cell is not started at an address.',
    fix: 'Adds JAILHOUSE_MEM_EXECUTE.',
    bad: `
//- x86 cell
.cell.cpu_reset_address = 0xf0000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_DMA | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- x86 cell
.cell.cpu_reset_address = 0xf0000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_DMA | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: [
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
    ],
    catalogue: 'A.4, C 16, D 15',
  },
  check(cell, report) {
    const start = startOf(cell)
    const machine = machineOf(cell)
    const region = start?.region
    if (!start || !region?.physical || machine === undefined || region.has('JAILHOUSE_MEM_EXECUTE')) return
    const address = hex(start.address)
    report({
      at: region.region.flags.place,
      severity: machine === 'x86' ? 'error' : 'hint',
      message: `the cell starts at ${address}, but ${regionText(region)} is not executable`,
      why:
        machine === 'x86'
          ? 'the CPU faults on its first instruction, and the cell has failed'
          : 'on Arm the hypervisor does not look at the flag; `jailhouse cell linux` does, and so do people',
      help: 'add JAILHOUSE_MEM_EXECUTE, or correct cpu_reset_address',
      related: [{ at: start.place, message: `cpu_reset_address is ${address}` }],
      fixes: addFlags(region, 'JAILHOUSE_MEM_EXECUTE'),
    })
  },
})
