/** A cell that leaves the root cell no CPU. */
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { cpusText } from '../wording.ts'

export const cpuRootExhausted = defineRule({
  id: 'cpu-root-exhausted',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell asks for all CPUs that the root cell has.',
    why:
      'Linux in the root cell has to go on running: it is what manages the cells. The driver takes the CPUs of a ' +
      'new cell offline one after the other, and the kernel refuses that for the last one, so that `cell create` ' +
      'fails. The hypervisor would refuse it as well, since the CPU on which the request arrives cannot be given ' +
      'away.',
    legal:
      'Several cells may leave the root cell no CPU together. That fails for the last one of them only, and they may ' +
      'never be meant to run at the same time.',
    bad: '.cpus = { 0b1111 },',
    good: '.cpus = { 0b1110 },',
    references: ['driver/cell.c: jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_create'],
    catalogue: 'B C8 and X7',
  },
  check(cell, report) {
    const { cpus, root, isRoot, configuration } = cell
    const owned = root?.cpus
    if (isRoot || !cpus || !owned || owned.length === 0) return
    // A CPU that root does not have is refused before anything else, and so is CPU 0 on x86.
    if (cpus.some((cpu) => !owned.includes(cpu)) || owned.some((cpu) => !cpus.includes(cpu))) return
    if (machineOf(cell) === 'x86' && cpus.includes(0)) return
    report({
      at: configuration.cpus.place,
      message: `the cell takes ${cpusText(owned)}, and leaves the root cell none`,
      why: '`cell create` fails with EBUSY, since Linux cannot take its last CPU offline',
      help: 'leave at least one CPU to the root cell',
      related: [
        {
          at: root.configuration.cpus.place,
          message: `these are all that the root cell has`,
          configuration: root.configuration,
        },
      ],
      // Which of the CPUs are special, or taken by others too, does not matter then.
      spoils: [configuration.cpus.place],
    })
  },
})
