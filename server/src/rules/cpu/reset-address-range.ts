/** A start address that the CPU has no register for. */
import { machineOf } from '../../board/machine.ts'
import type { Architecture } from '../../config/interface.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const resetAddressRange = defineRule({
  id: 'reset-address-range',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The cpu_reset_address of a cell is 4 GiB or more, on x86 or 32-bit Arm.',
    why:
      'On x86 the CPU starts in real mode: the address is split into the low 16 bits and the base of the code ' +
      'segment, which must be below 4 GiB. Intel processors refuse to enter the cell otherwise. On 32-bit Arm the ' +
      'upper half of the address is dropped, and the CPU starts somewhere else.',
    legal:
      'Below 4 GiB all addresses can be expressed: the base of the code segment is not limited to what a 16-bit ' +
      'selector can say, just as after the reset of a real machine. The root cell is not reset.',
    bad: `
//- x86 cell
.cell.cpu_reset_address = 0x100000000,`,
    good: `
//- x86 cell
.cell.cpu_reset_address = 0xfffffff0,`,
    references: [
      'hypervisor/arch/x86/vmx.c: vcpu_vendor_reset',
      'hypervisor/arch/x86/svm.c: vcpu_vendor_reset',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset',
    ],
    catalogue: 'A.2',
  },
  check(cell, report) {
    const address = cell.configuration.cell.cpuResetAddress
    const machine = machineOf(cell)
    const effect = machine && effects[machine]
    if (cell.isRoot || effect === undefined || !address.known || address.value < limit) return
    report({
      at: address.place,
      message: `cpu_reset_address ${hex(address.value)} is beyond 4 GiB`,
      why: effect,
      help: 'start the cell at an address below 0x100000000',
    })
  },
})

const limit = 1n << 32n

const effects: Readonly<Record<Architecture, string | undefined>> = {
  x86: 'the CPU starts in real mode with a segment base of 32 bits: it cannot be started there',
  arm: 'the CPU has addresses of 32 bits: the upper half is dropped, and it starts somewhere else',
  arm64: undefined,
}
