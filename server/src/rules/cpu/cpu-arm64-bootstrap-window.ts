/** So many CPUs that the hypervisor does not fit into the memory that it maps first. */
import { fixedPartOf, leastMemory } from '../../board/hypervisor-memory.ts'
import { defineRule } from '../rule.ts'
import { sizeSumText } from '../wording.ts'

/** The second-level block with which `entry.S` maps the start of the hypervisor memory. */
const window = 0x200000n

export const cpuArm64BootstrapWindow = defineRule({
  id: 'cpu-arm64-bootstrap-window',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      "The hypervisor's code, its data for every CPU number up to the highest one, and the root configuration take " +
      'more than 2 MiB on arm64.',
    why:
      'When the CPUs enter the hypervisor, it has mapped the first 2 MiB of its memory and nothing else. There it has ' +
      'its code (about 120 KiB), 16 KiB for each CPU number from 0 to the highest one, used or not, and the root ' +
      'configuration. What lies behind cannot be reached until page tables are set up, which is done with the help of the ' +
      'configuration. The access faults in a hypervisor that cannot handle faults yet: the machine hangs in ' +
      '`jailhouse enable`, without a message.',
    legal: 'About 119 CPU numbers fit. How large the hypervisor memory is does not matter.',
    bad: `
//- root
.cpus = { 0xffffffffffffffff, 0xffffffffffffffff },`,
    good: `
//- root
.cpus = { 0xffffffffffffffff },`,
    references: [
      'hypervisor/arch/arm64/entry.S: init_bootstrap_pt',
      'hypervisor/setup.c: init_early',
      'hypervisor/paging.c: paging_init',
      'driver/main.c: jailhouse_cmd_enable',
    ],
    catalogue: 'B H43, H.2',
  },
  check({ cpus, isRoot, root }, report) {
    const highest = cpus?.at(-1)
    if (!isRoot || highest === undefined || root?.architecture !== 'arm64') return
    const fixed = fixedPartOf(root)
    const needed = fixed && leastMemory(fixed)
    if (needed === undefined || needed <= window) return
    const { configuration } = root
    report({
      at: configuration.cpus.place,
      message: `with CPU ${highest}, the hypervisor needs about ${sizeSumText(needed)} before it can map more than 2 MiB`,
      why: 'the machine hangs in `jailhouse enable` without a message: the data of the last CPUs, or the configuration behind them, cannot be reached',
      help: 'boot Linux with fewer CPUs, and leave the others out: up to about CPU 118 fits',
      related: [
        {
          at: configuration.system.hypervisorMemory.place,
          message: 'only the first 2 MiB of this memory are mapped at first',
        },
      ],
    })
  },
})
