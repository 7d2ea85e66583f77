/** A root cell whose CPUs are not numbered without gaps. */
import { defineRule } from '../rule.ts'
import { cpusText } from '../wording.ts'

export const cpuRootContiguity = defineRule({
  id: 'cpu-root-contiguity',
  resource: 'cpu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'The CPU bitmap of a root configuration leaves out a CPU below its highest one.',
    why:
      'The bitmap has to name exactly the CPUs that Linux has online when Jailhouse is enabled. With another number ' +
      'of CPUs, or with another CPU, `jailhouse enable` fails with EINVAL. An online CPU above the highest one of the ' +
      'bitmap is worse: it never enters the hypervisor, the others wait for it for ever, and the machine hangs.',
    legal:
      'CPUs may be left out if Linux runs without them, because they are switched off or kept for something else. ' +
      'The numbers are those of Linux.',
    bad: `
//- root
.cpus = { 0b111001 },`,
    good: `
//- root
.cpus = { 0b111111 },`,
    references: [
      'driver/main.c: get_max_cpus, enter_hypervisor',
      'hypervisor/setup.c: cpu_init, init_late, entry',
    ],
    catalogue: 'B E11, H7 and H8, D 53',
  },
  check({ cpus, isRoot, configuration }, report) {
    const highest = cpus?.at(-1)
    if (!isRoot || !cpus || highest === undefined) return
    const present = new Set(cpus)
    const missing = Array.from({ length: highest }, (_, cpu) => cpu).filter((cpu) => !present.has(cpu))
    if (missing.length === 0) return
    report({
      at: configuration.cpus.place,
      message: `the root cell has ${cpusText(cpus)}, without ${cpusText(missing)}`,
      why: '`jailhouse enable` fails with EINVAL unless exactly these CPUs are online, and hangs the machine when a higher one is',
      help: `make sure that Linux runs without ${cpusText(missing)}, or add ${missing.length === 1 ? 'it' : 'them'}`,
    })
  },
})
