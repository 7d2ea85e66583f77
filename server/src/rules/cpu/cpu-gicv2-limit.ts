/** More CPUs than a GICv2 can tell apart. */
import { defineRule } from '../rule.ts'
import { cpusText } from '../wording.ts'

const mostCpus = 8

export const cpuGicv2Limit = defineRule({
  id: 'cpu-gicv2-limit',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A root configuration with a GICv2 has a CPU above CPU 7.',
    why:
      'A GICv2 has eight CPU interfaces, and the hypervisor keeps a table of eight entries with the CPU number as its ' +
      'index. A CPU with a higher number is refused when it enters the hypervisor, and `jailhouse enable` fails with ' +
      'EINVAL.',
    legal:
      'With a GICv3 there is no such limit. The CPUs need not be numbered without gaps, as long as all are below 8.',
    bad: `
//- root
.header.platform_info.arm = {
  .gic_version = 2, .maintenance_irq = 25,
  .gicd_base = 0xa0001000, .gicc_base = 0xa0002000, .gich_base = 0xa0004000, .gicv_base = 0xa0006000,
},
.cpus = { 0xfff },`,
    good: `
//- root
.header.platform_info.arm = {
  .gic_version = 2, .maintenance_irq = 25,
  .gicd_base = 0xa0001000, .gicc_base = 0xa0002000, .gich_base = 0xa0004000, .gicv_base = 0xa0006000,
},
.cpus = { 0xff },`,
    references: ['hypervisor/arch/arm-common/gic-v2.c: gicv2_cpu_init'],
    catalogue: 'B H12',
  },
  check({ cpus, root, isRoot, configuration }, report) {
    if (!isRoot || !cpus || (root?.architecture !== 'arm' && root?.architecture !== 'arm64')) return
    const { gicVersion } = root.configuration.system.platform.arm
    const beyond = cpus.filter((cpu) => mostCpus <= cpu)
    if (!gicVersion.known || gicVersion.value !== 2n || beyond.length === 0) return
    report({
      at: configuration.cpus.place,
      message: `a GICv2 serves CPUs 0-${mostCpus - 1}, but the root cell has ${cpusText(beyond)}`,
      why: `\`jailhouse enable\` fails with EINVAL when ${cpusText(beyond.slice(0, 1))} enters the hypervisor`,
      help: 'if the machine has that many CPUs, its interrupt controller is a GICv3; otherwise leave them out',
      related: [{ at: gicVersion.place, message: 'the GIC is of version 2' }],
    })
  },
})
