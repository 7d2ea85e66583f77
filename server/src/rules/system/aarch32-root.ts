/** A root cell whose CPUs would come back in 32-bit mode. */
import { startsInAarch32 } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

export const aarch32Root = defineRule({
  id: 'aarch32-root',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The root cell of an arm64 machine has the flag `JAILHOUSE_CELL_AARCH32`.',
    why:
      'Enabling Jailhouse leaves Linux in its 64-bit state. But whenever a CPU of the root cell is reset, because ' +
      'Linux has taken it offline or a cell has given it back, the hypervisor sets it up for 32-bit code according to ' +
      'the flag. Linux is 64-bit code: the CPU runs into nonsense when it is brought online.',
    legal:
      'The flag is for cells that run 32-bit code. 32-bit code of user space in the root cell needs no flag.',
    bad: `
//- root
.cell.flags = JAILHOUSE_CELL_AARCH32,`,
    good: `
//- root
.cell.flags = 0,`,
    references: [
      'hypervisor/arch/arm-common/control.c: arm_cpu_park, check_events',
      'hypervisor/arch/arm64/control.c: arm_cpu_reset',
    ],
    catalogue: 'C 115',
  },
  check(cell, report) {
    if (!cell.isRoot || !startsInAarch32(cell)) return
    report({
      at: cell.configuration.cell.flags.place,
      message: 'the root cell is marked as a cell of 32-bit code',
      why: 'a CPU that Linux takes offline, or gets back from a cell, starts in AArch32 and cannot run the 64-bit kernel',
      help: 'remove `JAILHOUSE_CELL_AARCH32`, which belongs to the cells that need it',
    })
  },
})
