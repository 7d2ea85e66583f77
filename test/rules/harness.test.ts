/**
 * The harness of the rule tests, tested itself: a harness that lets everything pass proves nothing.
 */
import { ruleOf } from '../../server/src/rules/registry.ts'
import { describe, expect, test } from 'vitest'
import { checkExample } from './checked-example.ts'
import { exampleBoard } from './example-board.ts'
import { faultsOf } from './expectations.ts'
import { casesOf } from './markdown.ts'

const rule = 'cpu-not-in-root'
const foreignCpu = '.cell.id = 0,\n\n.cpus = { 1 << 4 },'

describe('a Markdown file', () => {
  test('is a list of named examples and of what is expected in them', () => {
    const markdown = [
      '# title',
      '## two findings',
      'prose',
      '```c',
      'a, // warning[x-y]: part, of it // hint[z]: other',
      '```',
      'prose',
      '```c',
      'b, // ordinary',
      '```',
      '## none',
      '```text',
      'no code',
      '```',
    ]
    expect(casesOf(markdown.join('\n'))).toEqual([
      {
        name: 'two findings',
        example: 'a,\nb, // ordinary',
        expected: [
          { severity: 'warning', rule: 'x-y', line: 0, message: 'part, of it' },
          { severity: 'hint', rule: 'z', line: 0, message: 'other' },
        ],
        markdownLines: [4, 8],
      },
      { name: 'none', example: '', expected: [], markdownLines: [] },
    ])
  })

  test.each([
    ['a fence is open', '## a\n```c\n', 'not closed'],
    ['code has no heading', '```c\n```', 'line 1: code without'],
    ['a severity is unknown', '## a\n```c\nx, // warnung[y]: z\n```', 'warnung'],
  ])('is refused when %s', (_, markdown, message) => {
    expect(() => casesOf(markdown)).toThrow(message)
  })
})

describe('a comparison', () => {
  const { findings } = checkExample(foreignCpu)
  const compared = (expectation: object) => {
    const expected = { severity: 'error', rule, line: 2, message: 'CPU 4', ...expectation } as const
    return faultsOf({ expected: [expected], markdownLines: [10, 20, 30] }, rule, findings)
  }

  test('is content when all is as expected', () => {
    expect(compared({})).toEqual([])
  })

  test.each([
    ['line', { line: 1 }, 'line 21'],
    ['severity', { severity: 'hint' }, `hint[${rule}]`],
    ['rule', { rule: 'other' }, 'error[other]'],
    ['message', { message: 'CPU 5' }, 'CPU 5'],
  ])('notices another %s', (_, expectation, text) => {
    expect(compared(expectation)).toEqual([
      expect.stringContaining(text),
      expect.stringMatching(/^line 31: not expected/),
    ])
  })

  test('notices a finding too many, and none too few', () => {
    expect(faultsOf({ expected: [], markdownLines: [] }, rule, findings)).toHaveLength(1)
    expect(faultsOf({ expected: [], markdownLines: [] }, 'other', findings)).toEqual([])
  })

  test('notices that the example is no C', () => {
    const { findings: broken } = checkExample('.mem_regions = { { .no_such_field = 1 } },')
    expect(faultsOf({ expected: [], markdownLines: [] }, 'other', broken)).toEqual([
      expect.stringContaining('error[c-unknown-field]'),
    ])
  })
})

describe('an example', () => {
  test('is completed by what it lacks', () => {
    const [root, cell] = exampleBoard(
      '.cell.flags = 0,\n.mem_regions = {\n  JAILHOUSE_SHMEM_NET_REGIONS(0, 1),\n},',
    )
    expect(root?.path).toBe('/example/example.c')
    expect(cell?.path).toBe('/example/example-cell.c')
    expect(cell?.text).toMatchInlineSnapshot(`
      "#include <jailhouse/types.h>
      #include <jailhouse/cell-config.h>
      struct {
        struct jailhouse_cell_desc cell;
        __u64 cpus[1];
        struct jailhouse_memory mem_regions[4];
      } __attribute__((packed)) config = {
        .cell.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
        .cell.architecture = JAILHOUSE_ARM64,
        .cell.revision = JAILHOUSE_CONFIG_REVISION,
        .cell.name = "cell",
        .cpus = { 1 << 1 },
        .cell.cpu_set_size = sizeof(config.cpus),
        .cell.num_memory_regions = ARRAY_SIZE(config.mem_regions),
      .cell.flags = 0,
      .mem_regions = {
        JAILHOUSE_SHMEM_NET_REGIONS(0, 1),
      },
      };
      "
    `)
    const lines = cell?.text.split('\n') ?? []
    const at = lines.indexOf('.mem_regions = {')
    expect(cell?.exampleLineOf(at)).toBe(1)
    expect(cell?.exampleLineOf(0)).toBeUndefined()
    expect(cell?.exampleLineOf(lines.length - 2)).toBeUndefined()
  })

  test('can bring its own root, whose fields replace those of the standard one', () => {
    const [root, cell] = exampleBoard(
      '//- x86 root\n.cell.name = "mine",\n.header.debug_console = { 0 },\n.irqchips = { [1] = { 0 } },\n//- cell motion.c\n',
    )
    expect(root?.text).toContain('.header.root_cell.name = "mine"')
    expect(root?.text.match(/\bname =/g)).toHaveLength(1)
    expect(root?.text).not.toContain('.header.debug_console.')
    expect(root?.text).toContain('struct jailhouse_irqchip irqchips[2];')
    expect(root?.text).toContain('PIO_RANGE')
    expect(root?.text).toContain('JAILHOUSE_X86')
    expect(cell?.path).toBe('/example/example-motion.c')
    expect(cell?.text).toContain('JAILHOUSE_X86')
    expect(cell?.text).toContain('.cell.name = "motion"')
  })

  test('can consist of complete files', () => {
    const files = exampleBoard('//- /a/b.h\n#define X 1\n//- /a/b.c\n#include "b.h"')
    expect(files.map(({ path, text }) => [path, text])).toEqual([
      ['/a/b.h', '#define X 1'],
      ['/a/b.c', '#include "b.h"'],
    ])
    expect(files[1]?.exampleLineOf(0)).toBe(3)
  })

  test('gives its cells different names and CPUs', () => {
    const cells = exampleBoard('//- cell\n//- cell\n//- cell example-linux.c').slice(1)
    expect(cells.map(({ path }) => path)).toEqual([
      '/example/example-cell.c',
      '/example/example-cell-2.c',
      '/example/example-linux.c',
    ])
    expect(cells.map(({ text }) => /\.cpus = (.*),/.exec(text)?.[1])).toEqual([
      '{ 1 << 1 }',
      '{ 1 << 2 }',
      '{ 1 << 3 }',
    ])
  })

  test('is refused when a part says nothing that is known', () => {
    expect(() => exampleBoard('//- rot\n')).toThrow('rot')
  })

  test.each(['//- root', '//- x86 root'])('of a standard root (%s) is free of findings', (example) => {
    const { findings, unread } = checkExample(example)
    expect(unread).toEqual([])
    expect(
      findings
        .filter(({ finding }) => ruleOf(finding.rule)?.preset === undefined)
        .map(({ finding }) => `${finding.rule}: ${finding.message}`),
    ).toEqual([])
  })
})
