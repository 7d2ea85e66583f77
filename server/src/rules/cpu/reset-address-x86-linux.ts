/** A Linux cell on x86 that does not start at address 0. */
import { isLinuxCell } from '../../board/linux-cell.ts'
import { machineOf } from '../../board/machine.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const resetAddressX86Linux = defineRule({
  id: 'reset-address-x86-linux',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The cpu_reset_address of a Linux cell on x86 is not 0.',
    why:
      'On x86 `jailhouse cell linux` always loads its boot loader to address 0. It looks at cpu_reset_address first ' +
      'and stops with "x86 requires cpu_reset_address=0".',
    legal:
      'On Arm the loader goes to cpu_reset_address, whatever it is. Cells that run something else may start elsewhere.',
    fix: 'Removes the field.',
    bad: `
//- x86 cell linux.c
.cell.cpu_reset_address = 0x100000,`,
    good: `
//- x86 cell linux.c
.cell.cpu_reset_address = 0,`,
    references: ['tools/jailhouse-cell-linux: X86.setup'],
    catalogue: 'B.7 N1',
  },
  check(cell, report) {
    const address = cell.configuration.cell.cpuResetAddress
    if (machineOf(cell) !== 'x86' || !isLinuxCell(cell) || !address.known || address.value === 0n) return
    report({
      at: address.place,
      message: `cpu_reset_address is ${hex(address.value)} in a Linux cell`,
      why: '`jailhouse cell linux` on x86 loads to address 0 and stops with "x86 requires cpu_reset_address=0"',
      help: 'leave cpu_reset_address out',
      fixes: fix(
        'remove cpu_reset_address',
        'suggested',
        removingField(cell.configuration.cell.view, 'cpu_reset_address'),
      ),
    })
  },
})
