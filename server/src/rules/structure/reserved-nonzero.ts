/** Reserved fields that are not zero. */
import { fieldsOf, kindOfMember } from '../../config/fields-of-view.ts'
import { elementOf, lengthOf, type Scalar, scalarOf, type View } from '../../config/view.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const reservedNonzero = defineRule({
  id: 'reserved-nonzero',
  resource: 'structure',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A field that only fills a gap has a value.',
    why: 'Nobody reads it today. A later revision may give the field a meaning, and then the value has one that nobody chose.',
    bad: `
.cache_regions = {
  { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3, .padding = 1 },
},`,
    good: `
.cache_regions = {
  { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 },
},`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cache and others'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const step of fieldsOf(configuration.view, kindOfMember(configuration))) {
      if (step.kind !== 'value' || !/\.(padding|reserved)\d*$/.test(step.path)) continue
      const value = scalarsOf(step.view).find((scalar) => scalar.known && scalar.value !== 0n)
      if (!value?.known) continue
      report({
        at: value.place,
        message: `the reserved field \`${step.path}\` is ${hex(value.value)} instead of 0`,
        why: 'nobody reads it now, and a later revision may',
        help: 'take the field out',
      })
    }
  },
})

/** Of an array all its numbers. */
function scalarsOf(view: View): readonly Scalar[] {
  if (view.type.kind !== 'array') return [scalarOf(view)]
  return Array.from({ length: lengthOf(view) }, (_, index) => elementOf(view, index)).flatMap((element) =>
    element ? [scalarOf(element)] : [],
  )
}
