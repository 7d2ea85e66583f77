/** A CPU bitmap without a single bit. */
import { isCpuSetReadWhole } from '../../board/cpu-set.ts'
import { cpusOf } from '../../config/cpus.ts'
import { defineRule } from '../rule.ts'

export const cpuSetEmpty = defineRule({
  id: 'cpu-set-empty',
  resource: 'cpu',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The CPU bitmap of a root configuration or of a cell is there, but no bit in it is set.',
    why:
      'For a root configuration the driver looks for the highest CPU, finds none, and `jailhouse enable` fails with ' +
      'EINVAL without a message. A cell without a CPU is refused by nobody. On Arm the hypervisor takes the number ' +
      'behind the last bit for the first CPU of the cell, and writes to the data of that CPU: to memory that it ' +
      'uses for something else. On x86 the cell comes into being, and nothing ever runs in it.',
    legal: 'A word of a longer bitmap may be zero.',
    bad: '.cpus = { 0 },',
    good: '.cpus = { 0b0100 },',
    references: [
      'driver/main.c: get_max_cpus',
      'hypervisor/control.c: next_cpu, cell_start',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset',
    ],
    catalogue: 'B E4, C 109',
  },
  check(configuration, report) {
    // A vendor's struct may have sets of other processors, and a cell that runs on one of those alone.
    if (configuration.members.some(({ kind }) => kind === undefined)) return
    // What is read of a bitmap of another size is a matter of that size.
    if (isCpuSetReadWhole(configuration) !== true || configuration.cpus.declaredLength === 0) return
    if (cpusOf(configuration)?.length !== 0) return
    const isRoot = configuration.kind === 'system'
    report({
      at: configuration.cpus.place,
      message: isRoot ? 'the root cell has no CPU' : 'the cell has no CPU',
      why: isRoot
        ? '`jailhouse enable` fails with EINVAL, since the driver finds no CPU in the bitmap'
        : 'nobody refuses it: on Arm the hypervisor writes to the data of a CPU that does not exist, on x86 nothing ever runs in the cell',
      help: isRoot
        ? 'set the bits of all CPUs that Linux has online'
        : 'set the bits of the CPUs that the cell is to get: bit n is CPU n',
    })
  },
})
