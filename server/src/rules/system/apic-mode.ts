/** An APIC mode that does not exist. */
import { defineRule } from '../rule.ts'

export const apicMode = defineRule({
  id: 'apic-mode',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The `apic_mode` of a root configuration for x86 is none of AUTO (0), XAPIC (1) and X2APIC (2).',
    why:
      'The hypervisor compares the mode that Linux has set with the one that the configuration asks for. Any other number ' +
      'forbids neither, and is taken for AUTO, without a message. Whatever was meant is not what happens.',
    legal: 'AUTO is what most boards have.',
    bad: `
//- x86 root
.header.platform_info.x86.apic_mode = 3,`,
    good: `
//- x86 root
.header.platform_info.x86.apic_mode = JAILHOUSE_APIC_MODE_AUTO,`,
    references: ['hypervisor/arch/x86/apic.c: apic_init'],
    catalogue: 'A.1, B H20; there an error, but the source takes it for AUTO',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86') return
    const mode = root.configuration.system.platform.x86.apicMode
    const last = root.configuration.interface.constant('JAILHOUSE_APIC_MODE_X2APIC')
    if (!mode.known || last === undefined || mode.value <= last) return
    report({
      at: mode.place,
      message: `there is no APIC mode ${mode.value}`,
      why: 'the hypervisor takes it for AUTO, without a message',
      help: 'write JAILHOUSE_APIC_MODE_AUTO, JAILHOUSE_APIC_MODE_XAPIC or JAILHOUSE_APIC_MODE_X2APIC',
    })
  },
})
