/** A 32-bit cell with CPUs that it cannot start. */
import { startsInAarch32 } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { cpusText } from '../wording.ts'

export const aarch32MultiCpu = defineRule({
  id: 'aarch32-multi-cpu',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell with the flag `JAILHOUSE_CELL_AARCH32` has more than one CPU.',
    why:
      'Only the first CPU of a cell starts by itself. The others wait until the inmate asks for them with PSCI, by an ' +
      'SMC instruction. In the 32-bit state that instruction is a trap of its own kind, for which the hypervisor on ' +
      'arm64 has no handler. The first CPU is parked at the first such call, and the others never run.',
    legal:
      'One CPU works, as long as the inmate makes no PSCI call at all. Cells of 64-bit code may have any number.',
    bad: `
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,
.cpus = { 0b1100 },`,
    good: `
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,
.cpus = { 0b0100 },`,
    references: [
      'hypervisor/arch/arm64/traps.c: trap_handlers, arch_handle_trap',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset',
    ],
    catalogue: 'A.3, C 122',
  },
  check(cell, report) {
    const { cpus, configuration, isRoot } = cell
    const [first, ...others] = cpus ?? []
    if (isRoot || first === undefined || others.length === 0 || !startsInAarch32(cell)) return
    report({
      at: configuration.cpus.place,
      message: `a cell of 32-bit code cannot start its other ${others.length === 1 ? 'CPU' : 'CPUs'}: it has ${cpusText([first, ...others])}`,
      why: `the hypervisor does not handle 32-bit PSCI calls: CPU ${first} is parked when it makes one, and ${cpusText(others)} never ${others.length === 1 ? 'runs' : 'run'}`,
      help: 'give the cell a single CPU, or run 64-bit code in it',
      related: [{ at: configuration.cell.flags.place, message: '`JAILHOUSE_CELL_AARCH32` is set here' }],
    })
  },
})
