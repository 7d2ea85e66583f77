/** Bits of a flag word that mean nothing. */
import { flagWordsOf, unnamedBits } from '../../config/flag-words.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const unknownFlagBits = defineRule({
  id: 'unknown-flag-bits',
  resource: 'structure',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A field of flags has a bit set for which the headers know no name.',
    why:
      'Nobody refuses such a bit and nobody looks at it: what was meant by it does not happen. It is a slip in a number, ' +
      'or a flag of another version of Jailhouse.',
    legal:
      'The flags of a vendor, as long as the headers in use define them with the beginning of the others, as ' +
      '`JAILHOUSE_MEM_…`, or the config names them.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x3f000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | 0x10000000,
  },
},`,
    good: `
.mem_regions = {
  {
    .phys_start = 0x3f000000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['include/jailhouse/cell-config.h: JAILHOUSE_MEM_READ and its neighbours'],
    catalogue: 'A.3, A.4',
  },
  check(configuration, report) {
    for (const word of flagWordsOf(configuration)) {
      const rest = unnamedBits(word, configuration)
      if (rest === 0n) continue
      const bits = bitsOf(rest)
      report({
        at: word.value.place,
        message: `${bits.length === 1 ? `bit ${bits[0]}` : `the bits ${bits.join(', ')}`} of the flags (${hex(rest)}) ${bits.length === 1 ? 'has' : 'have'} no meaning`,
        why: 'the headers in use have no name for it, and nobody looks at it: it has no effect',
        help: 'name the flag that was meant, or take the bit out',
      })
    }
  },
})

function bitsOf(value: bigint): readonly number[] {
  const bits: number[] = []
  for (let bit = 0; value >> BigInt(bit) !== 0n; bit++) if ((value >> BigInt(bit)) & 1n) bits.push(bit)
  return bits
}
