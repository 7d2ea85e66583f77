/** A count in the header for an array that the file does not have. */
import { factsOf } from '../../config/arrays.ts'
import { arraysBehind, initialisersOf } from '../../config/reading.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const countWithoutArray = defineRule({
  id: 'count-without-array',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header counts elements of an array that the struct does not declare.',
    why:
      'The readers go by the counts: they take what stands at that place in the file for the array, and read ' +
      'everything behind it too late, at last past the end of the file.',
    bad: `
.cell.num_irqchips = 1,
.mem_regions = {
  { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
},`,
    good: `
.mem_regions = {
  { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
},`,
    fix: 'The count is taken out.',
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size and its neighbours'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const kind of configuration.interface.arrayOrder) {
      const { member, count, countField } = configuration[kind]
      if (kind === 'cpus' || member || !count.known || count.value === 0n) continue
      const { one, many } = factsOf(kind)
      report({
        at: count.place,
        message: `\`${countField}\` announces ${counted(count.value, one, many)}, but the struct declares none`,
        why: `the readers take what stands there in the file for the ${many}, and read all behind it too late`,
        help: `declare the array, or take \`${countField}\` out`,
        fixes: fix(
          `take \`${countField}\` out`,
          'suggested',
          removingField(configuration.cell.view, countField),
        ),
        spoils: initialisersOf(arraysBehind(configuration, kind)),
      })
    }
  },
})
