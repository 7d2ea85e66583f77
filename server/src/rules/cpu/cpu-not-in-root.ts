/** A CPU that a cell wants and its root does not have. */
import { defineRule } from '../rule.ts'
import { cpusText } from '../wording.ts'

export const cpuNotInRoot = defineRule({
  id: 'cpu-not-in-root',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell asks for a CPU that is not among those of the root cell.',
    why:
      'A cell gets its CPUs out of the root cell. The driver compares the two bitmaps before it takes any CPU ' +
      'offline, and `cell create` fails with EBUSY. The error looks like that of a CPU which another cell has ' +
      'taken, but no order of creating cells makes it go away.',
    legal:
      'A cell may take CPUs that another cell takes as well: the two are alternatives then. The CPUs of the root ' +
      'cell need not be numbered without gaps.',
    bad: '.cpus = { 0b110000 },',
    good: '.cpus = { 0b1100 },',
    references: ['driver/cell.c: jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_create'],
    catalogue: 'B, C6 and X7',
  },
  check({ cpus, root, configuration }, report) {
    const owned = root?.cpus
    // A root cell without any CPU has a fault of its own.
    if (!cpus || !owned || owned.length === 0) return
    const foreign = cpus.filter((cpu) => !owned.includes(cpu))
    if (foreign.length === 0) return
    report({
      at: configuration.cpus.place,
      message: `the root cell does not have ${cpusText(foreign)}`,
      why: '`cell create` fails with EBUSY, since a cell can only take CPUs that the root cell has',
      help: `choose among ${cpusText(owned)}, or add the CPU to the root cell if the machine has it`,
      related: [
        {
          at: root.configuration.cpus.place,
          message: `the root cell has ${cpusText(owned)}`,
          configuration: root.configuration,
        },
      ],
    })
  },
})
