/** An APIC mode that Linux may not have chosen. */
import { defineRule } from '../rule.ts'

const modes = ['XAPIC', 'X2APIC'] as const

export const apicModeForced = defineRule({
  id: 'apic-mode-forced',
  resource: 'system',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for x86 asks for a certain mode of the local APICs: `apic_mode` is not AUTO.',
    why:
      'The hypervisor does not switch the mode: it works with what Linux has chosen when it booted, or refuses to. Where ' +
      'that is not the mode that the configuration asks for, `jailhouse enable` fails with EIO.',
    legal: 'It can be what is wanted, for a machine that must not run in the other mode.',
    bad: `
//- x86 root
.header.platform_info.x86.apic_mode = JAILHOUSE_APIC_MODE_X2APIC,`,
    good: `
//- x86 root
.header.platform_info.x86.apic_mode = JAILHOUSE_APIC_MODE_AUTO,`,
    references: ['hypervisor/arch/x86/apic.c: apic_init'],
    catalogue: 'A.1, B H20',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    const { configuration } = root
    const mode = configuration.system.platform.x86.apicMode
    const { constant } = configuration.interface
    const name = modes.find((one) => mode.known && constant(`JAILHOUSE_APIC_MODE_${one}`) === mode.value)
    if (name === undefined) return
    report({
      at: mode.place,
      message: `the APICs must be in ${name === 'XAPIC' ? 'xAPIC' : 'x2APIC'} mode`,
      why: '`jailhouse enable` fails with EIO if Linux has chosen the other mode',
      help: 'leave the field out, unless the other mode must not be used',
    })
  },
})
