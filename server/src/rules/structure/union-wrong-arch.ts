/** The part of the platform description that belongs to another architecture. */
import { fieldOf } from '../../config/view.ts'
import { defineRule } from '../rule.ts'

export const unionWrongArch = defineRule({
  id: 'union-wrong-arch',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for Arm fills in `platform_info.x86`, or one for x86 `platform_info.arm`.',
    why:
      'The two share their memory. What is written for one is read as the other: a port of the PM timer, for example, is ' +
      'taken for the maintenance interrupt and the version of the interrupt controller.',
    bad: `
//- root
.header.platform_info.x86.pm_timer_address = 0x608,`,
    good: `
//- root
.header.platform_info.arm.maintenance_irq = 25,`,
    references: ['include/jailhouse/cell-config.h: jailhouse_system'],
    catalogue: 'A.1',
  },
  check(configuration, report) {
    const { architecture, image } = configuration
    if (configuration.kind === 'cell' || image || architecture === undefined) return
    const platform = fieldOf(configuration.system.view, 'platform_info')
    const [wrong, right] = architecture === 'x86' ? ['arm', 'x86'] : ['x86', 'arm']
    const part = platform && fieldOf(platform, wrong)
    if (!part?.node) return
    report({
      at: part.designator ?? part.place,
      message: `\`${wrong}\` is filled in, but the configuration is for ${architecture}`,
      why: `\`${wrong}\` and \`${right}\` share their memory: the hypervisor reads the values as fields of \`${right}\``,
      help: `use the fields of \`${right}\``,
    })
  },
})
