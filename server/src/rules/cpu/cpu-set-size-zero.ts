/** A CPU bitmap that nobody reads, since the header says that it has no bytes. */
import type { Configuration } from '../../config/model.ts'
import { arraysBehind, initialisersOf } from '../../config/reading.ts'
import type { Place } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const cpuSetSizeZero = defineRule({
  id: 'cpu-set-size-zero',
  resource: 'cpu',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The field `cpu_set_size` is zero or missing, so that the CPU bitmap has no bytes for its readers.',
    why:
      'For a root configuration the driver finds no CPU, and `jailhouse enable` fails with EINVAL without a message. ' +
      'For a cell the hypervisor computes the highest possible CPU as one less than zero, and goes on looking for ' +
      'CPUs in its own data behind the empty bitmap. Sooner or later a bit is set there; the root cell does not ' +
      'have such a CPU, and `cell create` fails with EBUSY. Moreover all arrays are read too early by the size of the ' +
      'bitmap, since the readers find them by adding up the sizes of those before.',
    fix: 'Writes the size of the array.',
    bad: '.cell.cpu_set_size = 0,',
    good: '.cell.cpu_set_size = sizeof(config.cpus),',
    references: ['driver/main.c: get_max_cpus', 'hypervisor/control.c: cell_init, next_cpu, cell_create'],
    catalogue: 'B E4, C 110',
  },
  check(configuration, report) {
    const { cpus, place, cell } = configuration
    if (!cpus.isCountedInBytes || !cpus.count.known || cpus.count.value !== 0n) return
    const name = `${place.first.text}.${cpus.member?.name ?? 'cpus'}`
    report({
      at: cpus.count.place,
      message: cpus.count.written ? '`cpu_set_size` is 0' : '`cpu_set_size` is missing, and thus 0',
      why:
        configuration.kind === 'system'
          ? '`jailhouse enable` fails with EINVAL, since the driver finds no CPU'
          : 'the hypervisor looks for CPUs behind the empty bitmap, in its own data: `cell create` fails with EBUSY for a CPU that does not exist',
      help: cpus.member
        ? `write \`.cpu_set_size = sizeof(${name})\`, which is in bytes`
        : `declare \`__u64 cpus[1]\` behind the header, and write \`.cpu_set_size = sizeof(${name})\``,
      fixes: cpus.member
        ? fix(`write \`sizeof(${name})\``, 'safe', settingField(cell.view, 'cpu_set_size', `sizeof(${name})`))
        : [],
      spoils: spoiltBy(configuration),
    })
  },
})

/** The bitmap is not read, and what is behind it is read in the wrong place. */
function spoiltBy(configuration: Configuration): readonly Place[] {
  const { cpus } = configuration
  if (cpus.declaredLength === 0) return []
  return [
    ...initialisersOf([cpus, ...arraysBehind(configuration, 'cpus')]),
    ...(cpus.count.written ? [cpus.count.place] : []),
  ]
}
