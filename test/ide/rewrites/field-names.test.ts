/** Naming fields that are initialised by position. */
import { describe, expect, test } from 'vitest'
import { cellConfig } from '../hovered.ts'
import { offered, rewritten, titles } from './rewritten.ts'

const element = 'refactor.rewrite.designators.element'
const array = 'refactor.rewrite.designators.array'

function regions(text: string, above = ''): string {
  return cellConfig({
    above,
    members:
      '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[2];\n\tunion jailhouse_stream_id stream_ids[2];',
    body: `.cpus = { 2 },\n\t.mem_regions = {\n\t\t${text}\n\t},`,
  })
}

/** What is between the braces of the array after the rewrite. */
function afterwards(text: string, kind: typeof element | typeof array, above = ''): string | undefined {
  const [, inner] =
    /\.mem_regions = \{\n\t\t(.*)\n\t\},/s.exec(rewritten(regions(text, above), kind) ?? '') ?? []
  return inner
}

describe('an element', () => {
  test('gets the names of its fields, and keeps its comments', () => {
    expect(afterwards('/* UART */ { 0x1000, /* guest */ 0x2000, $00x1000, 7 /* RWX */ },', element)).toBe(
      '/* UART */ { .phys_start = 0x1000, /* guest */ .virt_start = 0x2000, .size = 0x1000, .flags = 7 /* RWX */ },',
    )
  })

  test('may have names already, which say where the ones behind them go', () => {
    expect(afterwards('{ 0x1000, .size = 0x1000, $07 },', element)).toBe(
      '{ .phys_start = 0x1000, .size = 0x1000, .flags = 7 },',
    )
  })

  test('may have expressions and macros for its values', () => {
    expect(
      afterwards('{ BASE, $0BASE + 0x1000, AT(1), JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO },', element, macros),
    ).toBe(
      '{ .phys_start = BASE, .virt_start = BASE + 0x1000, .size = AT(1), .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO },',
    )
  })

  test('is offered anywhere in it, in white space and comments too', () => {
    for (const text of ['{$0 1, 2, 3, 4 },', '{ 1, /* $0x */ 2, 3, 4 },', '{ 1, 2, 3, 4 }$0,'])
      expect(titles(regions(text))).toContain('Name the fields of `mem_regions[0]`')
  })

  test('is not offered where all have names, nothing is said, or a macro made them', () => {
    for (const text of [
      '{ .size = $01 },',
      '{ $00 },',
      '{ $0 },',
      '{ $0PAIR, 3, 4 },',
      '{ $0NAMED, 3, 4 },',
      'REGION($01, 2),',
      'REGION2({ $01, 2, 3, 4 }),',
    ])
      expect(offered(regions(text, macros)).filter(({ kind }) => kind === element)).toEqual([])
  })

  test('is named in one that stands in an element as well', () => {
    const text = regions('{ 1, 2, 3, 4 } },\n\t.stream_ids = { { .mmu500 = { $07, 3 } }')
    expect(rewritten(text, element)).toContain('.stream_ids = { { .mmu500 = { .id = 7, .mask_out = 3 } }')
  })
})

const macros = `#define BASE 0x1000
#define AT(x) ((x) * 0x1000)
#define PAIR 1, 2
#define NAMED .phys_start = 1, 2
#define REGION(a, b) { a, b, 3, 4 }
#define REGION2(a) a`

describe('an array', () => {
  test('gets the names in all elements that lack some', () => {
    expect(afterwards('{ 1, 2, $03, 4 }, /* one */\n\t\t{ .phys_start = 5, 6 },', array)).toBe(
      '{ .phys_start = 1, .virt_start = 2, .size = 3, .flags = 4 }, /* one */\n\t\t{ .phys_start = 5, .virt_start = 6 },',
    )
  })

  test('leaves out the elements of macros', () => {
    expect(afterwards('REGION(1, 2),\n\t\t{ 5, 6 },$0', array, macros)).toBe(
      'REGION(1, 2),\n\t\t{ .phys_start = 5, .virt_start = 6 },',
    )
  })

  test('is not offered besides its element where that is the only one', () => {
    expect(titles(regions('{ 1, 2, $03, 4 },'))).toEqual([
      'Name the fields of `mem_regions[0]`',
      'Declare `mem_regions` with 1 element, as many as are written',
    ])
  })
})
