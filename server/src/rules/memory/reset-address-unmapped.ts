/** A cell that starts where it has no memory. */
import { startOf } from '../../board/guest-lookup.ts'
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const resetAddressUnmapped = defineRule({
  id: 'reset-address-unmapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'No page-mapped memory region of a cell contains its cpu_reset_address, which is 0 where it is not given.',
    why:
      'The first CPU of the cell starts there. Its first fetch faults, no handler is responsible, and the hypervisor ' +
      'stops the CPU and takes the cell for failed. `jailhouse cell start` succeeds all the same.',
    legal:
      'The root cell is not started at an address, nor is a cell without CPUs. Addresses that a CPU cannot start at are reported by ' +
      '`reset-address-range`.',
    bad: `
.cell.cpu_reset_address = 0x100000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.cell.cpu_reset_address = 0x1000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/control.c: arch_cell_reset',
      'hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_vendor_reset',
    ],
    catalogue: 'A.2, C 113',
  },
  check(cell, report) {
    const start = startOf(cell)
    const machine = machineOf(cell)
    // Where there are no regions at all, nothing is written yet.
    if (!start || start.region?.physical || machine === undefined || cell.regions.length === 0) return
    const { address, region } = start
    if (machine !== 'arm64' && endOf32Bits <= address) return
    const trapped = cell.regions.find(
      ({ isPageMapped, guest }) => !isPageMapped && guest.start <= address && address < guest.end,
    )
    report({
      at: start.place,
      message: region
        ? `the cell starts at ${hex(address)}, in its communication region`
        : `the cell starts at ${hex(address)}${start.written ? '' : ', since no cpu_reset_address is given'}, where no region is mapped`,
      why: region
        ? 'the hypervisor fills that page with data before the cell starts: there is no program to execute'
        : 'the CPU faults on its first fetch, and the cell has failed',
      help: trapped
        ? `let guest address and size of ${regionText(trapped)} be multiples of 0x1000, so that it is mapped`
        : 'correct cpu_reset_address, or show memory to the cell there',
      ...(trapped && { related: [{ at: trapped.place, message: 'this region is emulated, not mapped' }] }),
    })
  },
})

const endOf32Bits = 1n << 32n
