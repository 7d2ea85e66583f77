/** A region that may be written or executed, but not read. */
import { machineOf } from '../../board/machine.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule, type Severity } from '../rule.ts'
import { regionText } from '../wording.ts'

export const noReadPermission = defineRule({
  id: 'no-read-permission',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A page-mapped memory region has the flag JAILHOUSE_MEM_WRITE or JAILHOUSE_MEM_EXECUTE, but not ' +
      'JAILHOUSE_MEM_READ.',
    why:
      'On Intel a table entry that is writable and not readable is no valid one: the first access ends in a VM exit ' +
      'that the hypervisor does not know, and the CPU is stopped. On AMD the bit for reading is the one that says that ' +
      'the page is there at all. Memory that may only be executed is left to those Intel CPUs that can do that: a ' +
      'warning. On Arm memory that can only be written exists: information; JAILHOUSE_MEM_EXECUTE is not looked at ' +
      'there, and by itself permits nothing: a warning.',
    legal: 'Sub-page regions have no table entries; write-only registers are possible on every architecture.',
    fix: 'Adds JAILHOUSE_MEM_READ.',
    bad: `
//- x86 cell
.mem_regions = {
  /* output buffer */ {
    .phys_start = 0x40000000, .virt_start = 0x10000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* output buffer */ {
    .phys_start = 0x40000000, .virt_start = 0x10000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    references: [
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_map_memory_region',
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region',
    ],
    catalogue: 'A.4, C 15',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    if (machine === undefined) return
    for (const region of cell.regions) {
      const isWritable = region.has('JAILHOUSE_MEM_WRITE')
      if (region.has('JAILHOUSE_MEM_READ') || !region.isPageMapped) continue
      if (!isWritable && !region.has('JAILHOUSE_MEM_EXECUTE')) continue
      report({
        at: region.region.flags.place,
        message: `${regionText(region)} has ${isWritable ? 'JAILHOUSE_MEM_WRITE' : 'JAILHOUSE_MEM_EXECUTE'}, but not JAILHOUSE_MEM_READ`,
        ...effectOf(region, machine === 'x86'),
        help: 'add JAILHOUSE_MEM_READ',
        fixes: addFlags(region, 'JAILHOUSE_MEM_READ'),
      })
    }
  },
})

function effectOf(region: LiveRegion, isX86: boolean): { readonly severity: Severity; readonly why: string } {
  const isWritable = region.has('JAILHOUSE_MEM_WRITE')
  if (isX86)
    return isWritable
      ? {
          severity: 'error',
          why: 'the first access stops the CPU: on Intel the table entry is not valid, on AMD the page is not there',
        }
      : {
          severity: 'warning',
          why: 'only some Intel CPUs can execute what cannot be read; on AMD the page is not there',
        }
  return isWritable
    ? { severity: 'information', why: 'the cell can write there, and is stopped when it reads' }
    : {
        severity: 'warning',
        why: 'on Arm JAILHOUSE_MEM_EXECUTE is not looked at: every access to the region stops the CPU',
      }
}
