/** A count that is the size of another array than the one that it counts. */
import { factsOf } from '../../config/arrays.ts'
import { memberMeasured } from '../../config/measured-member.ts'
import { declaredArrays } from '../../config/reading.ts'
import { fieldOf } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const countOfOtherArray = defineRule({
  id: 'count-of-other-array',
  resource: 'structure',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The count of one array is written as the size of another one.',
    why:
      'It is right as long as both arrays happen to have the same length. With the next element that is added to one of ' +
      'them the readers take too few or too many, and read all arrays behind from the wrong place.',
    legal:
      'A count that is written as a number, or computed from the array itself. Where the lengths differ, the count is wrong ' +
      'already, which is another finding.',
    bad: `
.cell.num_memory_regions = ARRAY_SIZE(config.irqchips),
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
    fix: 'The name of the array that is counted is written instead.',
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_mem_regions and its neighbours'],
    catalogue: 'A.0, F.1',
  },
  check(configuration, report) {
    for (const { kind, member, count, countField, declaredLength } of declaredArrays(configuration)) {
      // A count that is wrong already is for other rules.
      if (kind === 'cpus' || !count.known || count.value !== BigInt(declaredLength)) continue
      const node = fieldOf(configuration.cell.view, countField)?.node
      const measured = node?.kind === 'scalar' && node.expression && memberMeasured(node.expression)
      const other = configuration.members.find(({ name }) => name === measured)
      if (!other || other === member) continue
      const right = `ARRAY_SIZE(${configuration.place.first.text}.${member.name})`
      report({
        at: count.place,
        message: `\`${countField}\` is the size of \`${other.name}\`, but counts ${factsOf(kind).many}, which are in \`${member.name}\``,
        why: 'the readers find each array by adding up the counts: a wrong one moves all arrays behind it',
        help: `write \`${right}\``,
        related: [
          { at: other.place, message: 'what is measured' },
          { at: member.place, message: 'what is counted' },
        ],
        fixes: fix(
          `count \`${member.name}\``,
          'safe',
          settingField(configuration.cell.view, countField, right),
        ),
      })
    }
  },
})
