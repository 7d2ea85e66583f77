/** 32-bit code that is to start where it cannot be. */
import { startsInAarch32 } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

const limit = 1n << 32n

export const aarch32HighAddresses = defineRule({
  id: 'aarch32-high-addresses',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell with the flag `JAILHOUSE_CELL_AARCH32` has a `cpu_reset_address` of 4 GiB or more.',
    why:
      'In the 32-bit state the program counter has 32 bits, and without page tables, as after a reset, so has every ' +
      'address. The hypervisor sets the address as it is: the CPU drops the upper half and starts somewhere else, most ' +
      'likely where nothing is mapped, and is parked.',
    legal:
      'RAM above 4 GiB is of use for 32-bit code with large page tables, once it runs. Where a cell has nothing at the ' +
      'address that it starts from, `reset-address-unmapped` reports it.',
    bad: `
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,
.cell.cpu_reset_address = 0x100000000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x100000000, .size = 0x1000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,
.cell.cpu_reset_address = 0x40000000,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x40000000, .size = 0x1000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['hypervisor/arch/arm64/control.c: arm_cpu_reset'],
    catalogue: 'A.3; of RAM alone nothing follows',
  },
  check(cell, report) {
    const { cpuResetAddress: address, flags } = cell.configuration.cell
    if (cell.isRoot || !startsInAarch32(cell) || !address.known || address.value < limit) return
    report({
      at: address.place,
      message: `a cell of 32-bit code cannot start at ${hex(address.value)}, beyond 4 GiB`,
      why: 'the CPU drops the upper half of the address, and starts somewhere else',
      help: 'show the cell its code below 0x100000000, and start it there',
      related: [{ at: flags.place, message: 'the cell starts in the 32-bit state' }],
    })
  },
})
