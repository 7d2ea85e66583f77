/** An array that the header does not count. */
import { factsOf } from '../../config/arrays.ts'
import { arraysBehind, declaredArrays, initialisersOf, isRead } from '../../config/reading.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const arrayWithoutCount = defineRule({
  id: 'array-without-count',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The struct declares an array, and the header does not count it.',
    why:
      'The readers go by the counts, and a count that is not written is zero. If an array that is counted follows, they ' +
      'take the beginning of the one that is not for that one. If none follows, nobody reads the array: its elements ' +
      'are in the file and have no effect, which is only a hint.',
    bad: `
.cell.num_memory_regions = 0,
.mem_regions = {
  { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
},
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    good: `
.cell.num_memory_regions = ARRAY_SIZE(config.mem_regions),
.mem_regions = {
  { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
},
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    fix: 'The count is written as `ARRAY_SIZE` of the array.',
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size and its neighbours'],
    catalogue: 'A.0, D 51',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const { kind, member, count, countField, declaredLength } of declaredArrays(configuration)) {
      if (kind === 'cpus' || declaredLength === 0 || !count.known || count.value !== 0n) continue
      const behind = arraysBehind(configuration, kind)
      const next = behind.find((array) => isRead(array) === true)
      if (!next && behind.some((array) => isRead(array) === undefined)) continue
      const { many } = factsOf(kind)
      const arraySize = `ARRAY_SIZE(${configuration.place.first.text}.${member.name})`
      report({
        at: member.place,
        severity: next ? 'error' : 'hint',
        message: `\`${member.name}\` is not counted: \`${countField}\` is ${count.written ? '0' : 'missing'}`,
        why: next
          ? `the readers take the beginning of \`${member.name}\` for that of \`${next.member?.name ?? factsOf(next.kind).many}\`, and read all behind it too early`
          : `nobody reads the ${many}: what is declared here has no effect`,
        help: `write \`.${countField} = ${arraySize}\``,
        related: [{ at: count.place, message: `\`${countField}\` belongs here` }],
        fixes: fix(
          `count it with \`${arraySize}\``,
          'suggested',
          settingField(configuration.cell.view, countField, arraySize),
        ),
        spoils: next ? initialisersOf(behind) : [],
      })
    }
  },
})
