/** CPU 0 in a cell on x86. */
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

export const cpuX86Boot = defineRule({
  id: 'cpu-x86-boot',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell of an x86 machine asks for CPU 0.',
    why:
      'Linux on x86 only parks CPU 0 when it takes it offline, and counts on waking it with an interrupt later. That ' +
      'cannot work after another cell has run there, so the driver gives CPU 0 to nobody: `cell create` fails with ' +
      'EINVAL, and the kernel log says why.',
    legal: 'The root cell has CPU 0, of course. On Arm a cell may have it, if the kernel can do without it.',
    bad: `
//- x86 cell
.cpus = { 0b0001 },`,
    good: `
//- x86 cell
.cpus = { 0b0010 },`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'B C7',
  },
  check(cell, report) {
    const { cpus, root, isRoot, configuration } = cell
    if (isRoot || machineOf(cell) !== 'x86' || !cpus?.includes(0)) return
    // Nor can it be taken from a root that does not have it, which is another rule's.
    if (root?.cpus && !root.cpus.includes(0)) return
    report({
      at: configuration.cpus.place,
      message: 'CPU 0 cannot be given to a cell on x86',
      why: '`cell create` fails with EINVAL: the driver leaves CPU 0 to Linux, which could not get it back',
      help: 'take another CPU, bit 1 or higher',
    })
  },
})
