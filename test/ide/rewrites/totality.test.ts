/** Rewrites in texts that nobody would write: whatever is there, nothing is thrown, and answers come. */
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rewritesAt } from '../../../server/src/ide/rewrites/rewrites.ts'
import { diskFiles } from '../../../server/src/workspace/node-files.ts'
import { cellConfig } from '../hovered.ts'
import { analysed } from './analysed.ts'

/** How many rewrites are offered at so many places of a text. */
function asked(text: string, places: number): number {
  const analysis = analysed('/board/cell.c', text)
  let count = 0
  for (let offset = 0; offset <= text.length; offset += Math.ceil((text.length + 1) / places))
    count += rewritesAt(analysis, offset).length
  return count
}

describe('nothing is thrown, and nothing takes for ever', () => {
  const example =
    diskFiles().read(resolve(import.meta.dirname, '../../../examples/tern/tern-linux.c'))?.text ?? ''
  const lengths = Array.from({ length: 12 }, (_, part) => Math.floor((example.length * (part + 1)) / 13))

  test.each(lengths)('in a config of which %i characters are typed', (length) => {
    expect(asked(example.slice(0, length), 300)).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ['a long list by position', listOf(20_000, (at) => `${at}, ${at}, 1, 1`), 20],
    ['a list that is sorted backwards', listOf(400, (at) => `0, ${400 - at}, 1, 1`), 20],
    ['a list of regions over one another', listOf(490, (at) => `0, ${490 - at}, 4096, 1`), 20],
    ['an array without bound', 'struct { int b; } a[1 << 30] = { [1 << 29] = { 1 } };', 60],
    [
      'macros that make thousands of structs',
      `#define S { 1 },
#define T S S S S S S S S S S S S S S S S
#define U T T T T T T T T T T T T T T T T
struct { int b; } a[] = { U U U U };`,
      60,
    ],
    ['structs in structs', `${'struct { '.repeat(120)}int b;${' } c;'.repeat(119)} } a = { 1 };`, 60],
    ['a sum of thousands of parts', `int a[] = { ${'1 + '.repeat(20_000)}1 };`, 20],
    ['braces without end', `int a[] = ${'{ '.repeat(3000)}`, 60],
  ])('in %s', (_, text, places) => {
    expect(asked(text, places)).toBeGreaterThanOrEqual(0)
  })
})

/** A list of regions, each by what is between its braces. */
function listOf(count: number, region: (at: number) => string): string {
  return cellConfig({
    members: `struct jailhouse_memory mem_regions[${count}];`,
    header: '.num_memory_regions = ARRAY_SIZE(config.mem_regions),',
    body: `.mem_regions = {\n${Array.from({ length: count }, (_, at) => `{ ${region(at)} },\n`).join('')}},`,
  })
}
