/** Markdown without its marks. */
import { expect, test } from 'vitest'
import { plainText } from '../../server/src/ide/plain-text.ts'

test.each([
  ['**phys_start** of `mem_regions[0]`', 'phys_start of mem_regions[0]'],
  ['see [the rule](file:///docs/pio-wrap.md)', 'see the rule'],
  ['| cell | rights |\n| --- | --- |\n| root | read |', 'cell  rights\nroot  read'],
  ['```c\n#define A 1\n```\nbelow', '#define A 1\nbelow'],
  ['one  \ntwo\n\n---\n\nthree', 'one\ntwo\n\nthree'],
  [String.raw`a \| b, 2 \* 3 and \<none\>`, String.raw`a | b, 2 * 3 and <none\>`],
  ['- a list\n- of two', '- a list\n- of two'],
])('%j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text)
})
