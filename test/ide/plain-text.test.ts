/** Markdown without its marks, and without tables. */
import { expect, test } from 'vitest'
import { facts, table } from '../../server/src/ide/markdown.ts'
import { plainText, withoutTables } from '../../server/src/ide/plain-text.ts'

test.each([
  ['**phys_start** of `mem_regions[0]`', 'phys_start of mem_regions[0]'],
  ['see [the rule](file:///docs/pio-wrap.md)', 'see the rule'],
  [table(['cell', 'rights'], [['root', 'read']]), 'cell  rights\nroot  read'],
  [facts([['root cell', '`0x10` = 16']]), 'root cell  0x10 = 16'],
  ['```c\n#define A 1\n```\nbelow', '#define A 1\nbelow'],
  ['one  \ntwo\n\n---\n\nthree', 'one\ntwo\n\nthree'],
  [String.raw`2 \* 3 and \<none\>`, String.raw`2 * 3 and <none\>`],
  ['`A | B` and **c**', 'A | B and c'],
  ['above\n\n```c\n#define **A** (B | `C)\n| D\n```', 'above\n\n#define **A** (B | `C)\n| D'],
  [facts([['flags', '`A | B`']]), 'flags  A | B'],
  ['- a list\n- of two', '- a list\n- of two'],
])('%j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text)
})

test.each([
  [
    facts([
      ['value', '`0x10` = 16'],
      ['root cell', 'none'],
    ]),
    '- **value**: `0x10` = 16\n- **root\u00a0cell**: none',
  ],
  [facts([['flags', '`A | B`']]), '- **flags**: `A | B`'],
  [table(['cell'], [['root']]), '- cell\n- root'],
  [table(['cell', 'rights', 'size'], []), '- **cell**: rights, size'],
  ['**a** | b\n\n---\n\n- c', '**a** | b\n\n---\n\n- c'],
])('%j without tables', (markdown, text) => {
  expect(withoutTables(markdown)).toBe(text)
})
