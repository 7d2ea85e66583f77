/** CPUs that the hypervisor cannot address through their APICs. */
import type { Root } from '../../board/root.ts'
import type { Traced } from '../../config/view.ts'
import { defineRule, type ReportFinding } from '../rule.ts'
import { cpusText } from '../wording.ts'

/** `CPU_ID_INVALID` of the hypervisor: the number that stands for no CPU. */
const invalidCpu = 255
/** Bits of the logical destination register in flat mode. */
const logicalCpus = 8

export const cpuApicLimit = defineRule({
  id: 'cpu-apic-limit',
  resource: 'cpu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for x86 has a CPU above CPU 254, or demands the xAPIC mode and has a CPU above CPU 7.',
    why:
      'The hypervisor finds the CPU of an APIC id in a table of bytes, in which 255 stands for none. CPU 255 is ' +
      'refused when it enters the hypervisor, and `jailhouse enable` fails with ERANGE; numbers above do not fit. In ' +
      'xAPIC mode the hypervisor accepts a CPU only if its logical id is not set, or is the bit of its number, and ' +
      'there are eight such bits. So enabling works with more CPUs only as long as Linux does not use logical ids ' +
      'at all; otherwise it fails with EIO.',
    legal: 'In x2APIC mode, and with the mode left to Linux, all CPUs up to 254 are fine.',
    bad: `
//- x86 root
.header.platform_info.x86.apic_mode = JAILHOUSE_APIC_MODE_XAPIC,
.cpus = { 0xffff },`,
    good: `
//- x86 root
.header.platform_info.x86.apic_mode = JAILHOUSE_APIC_MODE_X2APIC,
.cpus = { 0xffff },`,
    references: ['hypervisor/arch/x86/apic.c: apic_cpu_init, apic_init'],
    catalogue: 'B H20 and H21',
  },
  check({ cpus, isRoot, root }, report) {
    if (!isRoot || !cpus || root?.architecture !== 'x86') return
    const unnumbered = cpus.filter((cpu) => invalidCpu <= cpu)
    if (0 < unnumbered.length) return reportNumbers(unnumbered, root, report)
    const mode = demandedXapic(root)
    const beyond = cpus.filter((cpu) => logicalCpus <= cpu)
    if (mode && 0 < beyond.length) reportMode(beyond, mode, root, report)
  },
})

function reportNumbers(cpus: readonly number[], root: Root, report: ReportFinding): void {
  report({
    at: root.configuration.cpus.place,
    message: `the hypervisor can address CPUs 0-${invalidCpu - 1}, but the root cell has ${cpusText(cpus)}`,
    why: '`jailhouse enable` fails with ERANGE: its table from APIC ids to CPUs has no room for higher numbers',
    help: `boot Linux with fewer CPUs (maxcpus=${invalidCpu} at most), and leave the others out`,
  })
}

function reportMode(cpus: readonly number[], mode: Traced, root: Root, report: ReportFinding): void {
  report({
    at: root.configuration.cpus.place,
    severity: 'warning',
    message: `in the xAPIC mode that is demanded, only CPUs 0-${logicalCpus - 1} have a logical id, but the root cell has ${cpusText(cpus)}`,
    why: '`jailhouse enable` fails with EIO unless Linux has left the logical ids of these CPUs unset',
    help: 'leave the mode to Linux with `JAILHOUSE_APIC_MODE_AUTO`, or demand `JAILHOUSE_APIC_MODE_X2APIC`',
    related: [{ at: mode.place, message: 'the mode is demanded here' }],
  })
}

function demandedXapic({ configuration }: Root): Traced | undefined {
  const mode = configuration.system.platform.x86.apicMode
  const xapic = configuration.interface.constant('JAILHOUSE_APIC_MODE_XAPIC')
  return mode.known && xapic !== undefined && mode.value === xapic ? mode : undefined
}
