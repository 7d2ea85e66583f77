/** The changes that fixes are made of, on many ways to write the same thing. */
import { describe, expect, test } from 'vitest'
import type { CellConfig } from '../../../server/src/config/model.ts'
import { appendingItem, removingItem } from '../../../server/src/rules/fix/elements.ts'
import { removingField, settingField } from '../../../server/src/rules/fix/fields.ts'
import type { Change } from '../../../server/src/rules/fix/fix.ts'
import { addingFlag, removingFlag } from '../../../server/src/rules/fix/flags.ts'
import { settingArgument } from '../../../server/src/rules/fix/net-macro.ts'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import { analyse } from '../../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'

const before = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define BASE 0x1000
#define REGION(size_) { .phys_start = 0x5000, .size = size_ }
struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[2];
} __attribute__((packed)) config = {
`

/** What a change makes of an initialiser; undefined where it cannot be made. */
function changed(initialiser: string, change: (config: CellConfig) => Change): string | undefined {
  const isDos = initialiser.includes('\r')
  const unix = `${before}${initialiser}\n};\n`
  const file = sourceFile('/example.c', isDos ? unix.replaceAll(/\r?\n/g, '\r\n') : unix)
  const { configurations } = analyse(file, {
    files: memoryFiles({}),
    settings: defaultSettings,
    roots: ['/'],
  })
  const config = configurations[0]
  if (config?.kind !== 'cell') throw new Error('the example is no cell config')
  const edits = change(config)
  if (!edits) return undefined
  const end = isDos ? '\r\n};\r\n' : '\n};\n'
  const lines = isDos ? before.split('\n').length - 1 : 0
  return withEdits(file.text, edits).slice(before.length + lines, -end.length)
}

const region = (index: number) => (config: CellConfig) => {
  const item = config.memory.items[index]
  if (!item) throw new Error(`no region ${index}`)
  return item
}
const first = region(0)

const settingSize = (config: CellConfig): Change => settingField(first(config).view, 'size', '0x2000')
const settingSizeBehindPhys = (config: CellConfig): Change =>
  settingField(first(config).view, 'size', '0x2000', 'phys_start')
const settingId = (config: CellConfig): Change => settingField(config.cell.view, 'id', '3')

describe('setting a field', () => {
  test.each([
    [
      'replaces',
      '.mem_regions = {{ .size = 0x1000 + 1 /* odd */ }},',
      settingSize,
      '.mem_regions = {{ .size = 0x2000 /* odd */ }},',
    ],
    [
      'replaces a macro',
      '.mem_regions = {{ .size = BASE }},',
      settingSize,
      '.mem_regions = {{ .size = 0x2000 }},',
    ],
    [
      'replaces what is positional',
      '.mem_regions = {{ 1, 2, 3, 4 }},',
      settingSize,
      '.mem_regions = {{ 1, 2, 0x2000, 4 }},',
    ],
    [
      'adds on the line',
      '.mem_regions = {{ .phys_start = 1 }},',
      settingSize,
      '.mem_regions = {{ .phys_start = 1, .size = 0x2000 }},',
    ],
    [
      'adds behind a comma',
      '.mem_regions = {{ .phys_start = 1, }},',
      settingSize,
      '.mem_regions = {{ .phys_start = 1, .size = 0x2000, }},',
    ],
    [
      'adds a line',
      '.mem_regions = {\n\t{\n\t\t.phys_start = 1, /* here */\n\t},\n},',
      settingSize,
      '.mem_regions = {\n\t{\n\t\t.phys_start = 1, /* here */\n\t\t.size = 0x2000,\n\t},\n},',
    ],
    [
      'adds a line and the comma before it',
      '.mem_regions = {\n\t{\n\t\t.phys_start = 1 // here\n\t},\n},',
      settingSize,
      '.mem_regions = {\n\t{\n\t\t.phys_start = 1, // here\n\t\t.size = 0x2000\n\t},\n},',
    ],
    [
      'adds behind the field that is named',
      '.mem_regions = {{\n  .phys_start = 1,\n  .flags = 2,\n}},',
      settingSizeBehindPhys,
      '.mem_regions = {{\n  .phys_start = 1,\n  .size = 0x2000,\n  .flags = 2,\n}},',
    ],
    ['keeps the way of writing', '.cell.name = "a",', settingId, '.cell.name = "a",\n.cell.id = 3,'],
    [
      'keeps line breaks',
      '.cell = {\r\n  .name = "a",\r\n},',
      settingId,
      '.cell = {\r\n  .name = "a",\r\n  .id = 3,\r\n},',
    ],
  ])('%s', (_, text, change, expected) => {
    expect(changed(text, change)).toBe(expected)
  })

  test.each([
    ['in what a macro wrote', '.mem_regions = { REGION(0x1000) },'],
    ['in an argument that may mean more', '.mem_regions = { REGION(BASE) },'],
    ['in nothing', '.mem_regions = {},'],
  ])('is impossible %s', (_, text) => {
    expect(changed(text, settingSize)).toBeUndefined()
  })
})

const removingSize = (config: CellConfig): Change => removingField(first(config).view, 'size')

describe('removing a field', () => {
  test.each([
    [
      'in the middle',
      '.mem_regions = {{ .phys_start = 1, .size = 2, .flags = 3 }},',
      '.mem_regions = {{ .phys_start = 1, .flags = 3 }},',
    ],
    [
      'at the end',
      '.mem_regions = {{ .phys_start = 1, .size = 2 }},',
      '.mem_regions = {{ .phys_start = 1 }},',
    ],
    [
      'with its line and comments',
      '.mem_regions = {{\n  .phys_start = 1,\n  /* why */\n  .size = 2, /* big */\n  .flags = 3,\n}},',
      '.mem_regions = {{\n  .phys_start = 1,\n  .flags = 3,\n}},',
    ],
  ])('%s', (_, text, expected) => {
    expect(changed(text, removingSize)).toBe(expected)
  })
})

const addingDma = (config: CellConfig): Change => addingFlag(first(config).view, 'flags', 'JAILHOUSE_MEM_DMA')
const removingDma = (config: CellConfig): Change =>
  removingFlag(first(config).view, 'flags', 'JAILHOUSE_MEM_DMA')
const withFlags = (flags: string): string => `.mem_regions = {{ .flags = ${flags} }},`

describe('flags', () => {
  test.each([
    ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_DMA'],
    ['0', 'JAILHOUSE_MEM_DMA'],
    ['(1 | 2)', '(1 | 2) | JAILHOUSE_MEM_DMA'],
  ])('are added to %s', (flags, expected) => {
    expect(changed(withFlags(flags), addingDma)).toBe(withFlags(expected))
  })

  test('are added on a new line where the old one would be too long', () => {
    const line = '\t\t.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE'
    const text = `.mem_regions = {\n\t{\n${line},\n\t},\n},`
    expect(changed(text, addingDma)).toBe(text.replace(line, `${line} |\n\t\t\tJAILHOUSE_MEM_DMA`))
  })

  test('are added as a field withFlags their own where there is none', () => {
    expect(changed('.mem_regions = {{ .size = 1 }},', addingDma)).toBe(
      '.mem_regions = {{ .size = 1, .flags = JAILHOUSE_MEM_DMA }},',
    )
  })

  test('are not added to what `|` would tear apart', () => {
    expect(changed(withFlags('1 ? 2 : 3'), addingDma)).toBeUndefined()
  })

  test.each([
    ['JAILHOUSE_MEM_READ | JAILHOUSE_MEM_DMA', 'JAILHOUSE_MEM_READ'],
    ['JAILHOUSE_MEM_DMA | JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_READ'],
    ['1 |\n  JAILHOUSE_MEM_DMA |\n  2', '1 |\n  2'],
    ['JAILHOUSE_MEM_DMA', '0'],
  ])('are taken out withFlags %j', (flags, expected) => {
    expect(changed(withFlags(flags), removingDma)).toBe(withFlags(expected))
  })

  test('are not taken out withFlags what is no list withFlags them', () => {
    expect(changed(withFlags('(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_DMA) & 0xff'), removingDma)).toBeUndefined()
  })
})

const removingFirst = (config: CellConfig): Change => removingItem(config.memory, first(config))
const appendingOne = (config: CellConfig): Change =>
  appendingItem(config, config.memory, '{\n  .size = 3,\n}')

describe('elements', () => {
  test('are taken out with the comment that names them', () => {
    expect(
      changed(
        '.mem_regions = {\n  /* RAM */ {\n    .size = 1,\n  },\n  /* UART */ {\n    .size = 2,\n  },\n},',
        removingFirst,
      ),
    ).toBe('.mem_regions = {\n  /* UART */ {\n    .size = 2,\n  },\n},')
  })

  test('are taken out with the call of a macro that yields nothing else', () => {
    expect(changed('.mem_regions = { REGION(0x1000), { .size = 2 } },', removingFirst)).toBe(
      '.mem_regions = { { .size = 2 } },',
    )
  })

  test('are left alone where a macro yields more', () => {
    const text = '.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1) },'
    expect(changed(text, removingFirst)).toBeUndefined()
  })

  test('change the declared length and a count that is a number', () => {
    const text = '.cell.num_memory_regions = 2, .mem_regions = {{ .size = 1 }, { .size = 2 }},'
    expect(changed(text, removingFirst)).toBe('.cell.num_memory_regions = 1, .mem_regions = {{ .size = 2 }},')
    expect(changed(text, appendingOne)).toBe(
      '.cell.num_memory_regions = 3, .mem_regions = {{ .size = 1 }, { .size = 2 }, {\n  .size = 3,\n}},',
    )
  })

  test('are left alone where the count leaves out some of them', () => {
    const text = '.cell.num_memory_regions = 1, .mem_regions = {{ .size = 1 }, { .size = 2 }},'
    expect(changed(text, removingFirst)).toBeUndefined()
    expect(changed(text, appendingOne)).toBeUndefined()
  })

  test('are added in lines as far in as the last one', () => {
    expect(
      changed('.mem_regions = {\n    { .size = 1 },\n    { .size = 2 }, /* two */\n},', appendingOne),
    ).toBe(
      '.mem_regions = {\n    { .size = 1 },\n    { .size = 2 }, /* two */\n    {\n      .size = 3,\n    },\n},',
    )
  })
})

const macro = 'JAILHOUSE_SHMEM_NET_REGIONS'
const inRegions = (call: string): string => `.mem_regions = { ${macro}${call} },`

const settingStart = (config: CellConfig): Change =>
  settingArgument(first(config).place, macro, 0, '0x80000000')
const settingPeer = (config: CellConfig): Change => settingArgument(first(config).place, macro, 1, '1')

describe('the arguments of a macro', () => {
  test.each([
    ['the first one', settingStart, '(0x70000000, 0)', '(0x80000000, 0)'],
    ['the last one', settingPeer, '( 0x70000000,0 )', '( 0x70000000,1 )'],
    ['behind a comma in parentheses', settingPeer, '((0, BASE), (0))', '((0, BASE), 1)'],
  ])('are replaced: %s', (_, change, given, expected) => {
    expect(changed(inRegions(given), change)).toBe(inRegions(expected))
  })

  test('are left alone in the call of another one', () => {
    expect(changed('.mem_regions = { REGION(0x1000) },', settingStart)).toBeUndefined()
  })
})

test('a field that the struct does not have cannot be set', () => {
  expect(
    changed('.mem_regions = {{ .size = 1 }},', (config) => settingField(first(config).view, 'nothing', '1')),
  ).toBe(undefined)
})
