/** A CPU bitmap of more than a page. */
import { initialisersOf } from '../../config/reading.ts'
import { defineRule } from '../rule.ts'

const mostBytes = 4096n

export const cpuSetTooBig = defineRule({
  id: 'cpu-set-too-big',
  resource: 'cpu',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The field `cpu_set_size` is larger than 4096.',
    why:
      'The hypervisor keeps the CPU bitmap of a cell in one page at most, and refuses a larger one: ' +
      '`jailhouse enable` or `cell create` fails with EINVAL. As the size is in bytes, a page is enough for 32768 ' +
      'CPUs.',
    legal: 'A bitmap may be longer than the machine needs; bits that are zero cost nothing.',
    bad: '.cell.cpu_set_size = 1 << 16,',
    good: '.cell.cpu_set_size = sizeof(config.cpus),',
    references: ['hypervisor/control.c: cell_init'],
    catalogue: 'B H5 and X6',
  },
  check({ cpus, kind, place }, report) {
    const { count, member } = cpus
    if (!cpus.isCountedInBytes || !count.known || count.value <= mostBytes) return
    report({
      at: count.place,
      message: `\`cpu_set_size\` is ${count.value}, but a CPU bitmap has ${mostBytes} bytes at most`,
      why: `${kind === 'system' ? '`jailhouse enable`' : '`cell create`'} fails with EINVAL, since the hypervisor keeps the bitmap in one page`,
      help: `write \`sizeof(${place.first.text}.${member?.name ?? 'cpus'})\`: the size is in bytes, and 8 of them hold 64 CPUs`,
      // That it is not the size of the array is the same mistake, and no CPU can be read out of such a bitmap.
      spoils: [count.place, ...initialisersOf([cpus])],
    })
  },
})
