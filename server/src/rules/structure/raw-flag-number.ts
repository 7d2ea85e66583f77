/** Flags that are written as a number. */
import { decodeFlags } from '../../config/flag-names.ts'
import { flagWordsOf } from '../../config/flag-words.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'

export const rawFlagNumber = defineRule({
  id: 'raw-flag-number',
  resource: 'structure',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'Flags are written as a number instead of by their names.',
    why: 'The number is right, but nobody can see what it says, and a slip in it is a slip that nobody sees either.',
    legal: 'Zero. A number with bits that have no name is for another rule.',
    bad: `
.mem_regions = {
  { .phys_start = 0x3f000000, .size = 0x100000, .flags = 0x3 },
},`,
    good: `
.mem_regions = {
  {
    .phys_start = 0x3f000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    fix: 'The names are written instead.',
    references: ['include/jailhouse/cell-config.h: JAILHOUSE_MEM_READ and its neighbours'],
    catalogue: 'A.3, A.4',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const { flags, value, group } of flagWordsOf(configuration)) {
      const expression = flags.node?.kind === 'scalar' ? flags.node.expression : undefined
      if (expression?.kind !== 'number' || expression.token.expansion || !value.known) continue
      const { named, rest } = decodeFlags(value.value, [group], configuration.interface)
      if (named.length === 0 || rest !== 0n) continue
      const names = named.map(({ name }) => name).join(' | ')
      report({
        at: value.place,
        message: `the flags are written as a number, which stands for \`${names}\``,
        why: 'a number does not show what it says, and hides a slip',
        help: 'write the names',
        fixes: fix('write the names of the flags', 'safe', replacing(value.place, names)),
      })
    }
  },
})
