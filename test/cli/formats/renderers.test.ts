/** The output formats, on one made-up outcome that has everything in it. */
import { describe, expect, test } from 'vitest'
import { plain } from '../../../server/src/cli/colours.ts'
import { concise } from '../../../server/src/cli/formats/concise.ts'
import { json } from '../../../server/src/cli/formats/json.ts'
import { pretty } from '../../../server/src/cli/formats/pretty.ts'
import type { Outcome, OutcomeFinding } from '../../../server/src/cli/outcome.ts'
import { between, fileOf } from './marked-text.ts'

const root = fileOf(
  '.mem_regions = {\n\t{ .size = 0x1000 },\n},\n.cpus = { 0xf },\n',
  '/project/boards/lark.c',
)
const cell = fileOf(
  '#include "../macros.h"\n.cpus = { 0x10 },\nRAM(\n\t0x1000\n),\n',
  '/project/boards/lark-a.c',
)
const macros = fileOf('#define RAM(size) { .size = size }\nint x = NOWHERE;\n', '/project/macros.h')
const builtIn = fileOf('#define PIO_RANGE(first, count)\n', '<warden>/jailhouse/cell-config.h')

const nothing = { why: undefined, help: undefined, related: [], cell: undefined, fixes: [] } as const

const findings: readonly OutcomeFinding[] = [
  {
    ...nothing,
    rule: 'cpu-not-in-root',
    severity: 'error',
    message: 'the root cell does not have CPU 4',
    why: '`cell create` fails with EBUSY, since a cell can only take CPUs that the root cell has at that moment',
    help: 'choose among CPUs 0-3',
    span: between(cell, '{ 0x10 }'),
    related: [{ span: between(root, '{ 0xf }'), message: 'the root cell has CPUs 0-3' }],
    file: cell,
    cell: 'lark-a',
    includedBy: [cell.path],
  },
  {
    ...nothing,
    rule: 'overlap',
    severity: 'warning',
    message: 'the region overlaps',
    span: between(cell, 'RAM(', ')'),
    related: [
      { span: between(macros, 'RAM'), message: 'from the macro `RAM`' },
      { span: between(builtIn, 'PIO_RANGE'), message: 'from the macro `PIO_RANGE`' },
    ],
    file: cell,
    cell: 'lark-a',
    includedBy: [cell.path],
  },
  {
    ...nothing,
    rule: 'c-unknown-name',
    severity: 'information',
    message: '`NOWHERE` is not defined',
    span: between(macros, 'NOWHERE'),
    file: cell,
    includedBy: [cell.path, root.path],
  },
  {
    ...nothing,
    rule: 'style',
    severity: 'hint',
    message: 'no',
    span: between(root, '0x1000'),
    file: root,
    includedBy: [root.path],
  },
]

const outcome: Outcome = {
  tool: 'warden 1.2.3',
  workingFolder: '/project',
  boards: [
    {
      root: root.path,
      architecture: 'arm64',
      cells: [
        { file: cell.path, name: 'lark-a', because: 'its file name continues lark', candidates: [root.path] },
      ],
      concurrent: [],
      coexistence: { sets: [[0]], isComplete: true, pairs: [] },
      headers: '/project/jailhouse',
    },
  ],
  orphans: ['/project/boards/stork-a.c'],
  findings,
  suppressed: [],
  summary: { files: 3, errors: 1, warnings: 1, information: 1, hints: 1, fixed: undefined, milliseconds: 43 },
}

const withoutFindings: Outcome = {
  ...outcome,
  findings: [],
  orphans: [],
  summary: { files: 1, errors: 0, warnings: 0, information: 0, hints: 0, fixed: undefined, milliseconds: 0 },
}

describe('pretty', () => {
  const style = { width: 72, paint: plain, isVerbose: false, showsBoards: false }

  test('says everything about every finding', () => {
    expect(`\n${pretty(outcome, style)}`).toMatchInlineSnapshot(`
      "
      error[cpu-not-in-root]: the root cell does not have CPU 4
         --> boards/lark-a.c:2:9
          |
        2 | .cpus = { 0x10 },
          |         ^^^^^^^^
          |
         --> boards/lark.c:4:9
          |
        4 | .cpus = { 0xf },
          |         ------- the root cell has CPUs 0-3
          |
          = why: \`cell create\` fails with EBUSY, since a cell can only take
                 CPUs that the root cell has at that moment
          = help: choose among CPUs 0-3

      warning[overlap]: the region overlaps
         --> boards/lark-a.c:3:1
          |
        3 | / RAM(
        4 | |     0x1000
        5 | | ),
          | |_^
          |
         --> macros.h:1:9
          |
        1 | #define RAM(size) { .size = size }
          |         --- from the macro \`RAM\`
          |
         --> <warden>/jailhouse/cell-config.h:1:9
          |
        1 | #define PIO_RANGE(first, count)
          |         --------- from the macro \`PIO_RANGE\`

      information[c-unknown-name]: \`NOWHERE\` is not defined
         --> macros.h:2:9
          |
        2 | int x = NOWHERE;
          |         ^^^^^^^
          |
          = note: in the file included by boards/lark-a.c and boards/lark.c

      hint[style]: no
         --> boards/lark.c:2:12
          |
        2 |     { .size = 0x1000 },
          |               ^^^^^^

      1 error, 1 warning, 1 information, 1 hint in 3 files, checked 1 board and 1 cell without a root in 43 ms
      "
    `)
  })

  test('says which files make up the boards when it is asked to', () => {
    const text = pretty({ ...withoutFindings, orphans: outcome.orphans }, { ...style, isVerbose: true })
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      board boards/lark.c, read with the headers of jailhouse
        lark-a.c → lark.c: its file name continues lark
      cells without a root, checked by themselves
        boards/stork-a.c

      found nothing wrong in 1 file, checked 1 board and 1 cell without a root in 0 ms
      "
    `)
  })

  test('says plainly that nothing was found', () => {
    expect(pretty(withoutFindings, style)).toMatchInlineSnapshot(`
      "found nothing wrong in 1 file, checked 1 board in 0 ms
      "
    `)
  })

  test('counts in singular and plural', () => {
    const many = {
      files: 1,
      errors: 2,
      warnings: 0,
      information: 5,
      hints: 10,
      fixed: undefined,
      milliseconds: 1,
    }
    const text = pretty({ ...withoutFindings, boards: [], summary: many }, style)
    expect(text).toMatchInlineSnapshot(`
      "2 errors, 0 warnings, 5 information, 10 hints in 1 file, checked 0 boards in 1 ms
      "
    `)
  })

  test('shows places of one file together when they are near, and else apart', () => {
    const file = fileOf(
      Array.from({ length: 40 }, (_, line) => `line ${line + 1};`).join('\n'),
      '/project/x.c',
    )
    const places = ['line 3;', 'line 9;', 'line 33;'].map((text) => between(file, text))
    const related = places.map((span) => ({ span, message: 'see here' }))
    const finding = {
      ...nothing,
      rule: 'r',
      severity: 'error',
      message: 'm',
      file,
      includedBy: [file.path],
    } as const
    const one = { ...finding, span: between(file, 'line 5;'), related }
    expect(`\n${pretty({ ...withoutFindings, findings: [one] }, style)}`).toMatchInlineSnapshot(`
      "
      error[r]: m
         --> x.c:5:1
          |
        3 | line 3;
          | ------- see here
        4 | line 4;
        5 | line 5;
          | ^^^^^^^
      ...
        9 | line 9;
          | ------- see here
          |
         --> x.c:33:1
          |
       33 | line 33;
          | -------- see here

      found nothing wrong in 1 file, checked 1 board in 0 ms
      "
    `)
  })
})

describe('concise', () => {
  test('is one line for each finding', () => {
    expect(`\n${concise(outcome)}`).toMatchInlineSnapshot(`
      "
      boards/lark-a.c:2:9: error[cpu-not-in-root] the root cell does not have CPU 4
      boards/lark-a.c:3:1: warning[overlap] the region overlaps
      macros.h:2:9: information[c-unknown-name] \`NOWHERE\` is not defined
      boards/lark.c:2:12: hint[style] no
      "
    `)
  })

  test('stays one line whatever is in the message or the path', () => {
    const [first] = findings
    if (!first) throw new Error('there is a finding')
    const file = fileOf('x', '/project/a\nb.c')
    const strange = {
      ...first,
      file,
      span: between(file, 'x'),
      message: 'the cell "\u001b[31m\r\n" is strange',
    }
    expect(concise({ ...outcome, findings: [strange] })).toBe(
      'a␊b.c:1:1: error[cpu-not-in-root] the cell "␛[31m␍␊" is strange\n',
    )
  })

  test('is empty when nothing was found', () => {
    expect(concise(withoutFindings)).toBe('')
  })
})

describe('json', () => {
  test('has the documented shape, with null for what is absent', () => {
    expect(json(outcome)).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "tool": "warden 1.2.3",
        "boards": [
          {
            "root": "boards/lark.c",
            "cells": [
              {
                "file": "boards/lark-a.c",
                "name": "lark-a",
                "because": "its file name continues lark",
                "candidates": null
              }
            ],
            "concurrent": [],
            "coexistence": {
              "sets": [
                [
                  0
                ]
              ],
              "isComplete": true,
              "pairs": []
            }
          }
        ],
        "findings": [
          {
            "rule": "cpu-not-in-root",
            "severity": "error",
            "message": "the root cell does not have CPU 4",
            "why": "\`cell create\` fails with EBUSY, since a cell can only take CPUs that the root cell has at that moment",
            "help": "choose among CPUs 0-3",
            "file": "boards/lark-a.c",
            "line": 2,
            "column": 9,
            "endLine": 2,
            "endColumn": 17,
            "cell": "lark-a",
            "related": [
              {
                "file": "boards/lark.c",
                "line": 4,
                "column": 9,
                "endLine": 4,
                "endColumn": 16,
                "message": "the root cell has CPUs 0-3"
              }
            ],
            "fix": null
          },
          {
            "rule": "overlap",
            "severity": "warning",
            "message": "the region overlaps",
            "why": null,
            "help": null,
            "file": "boards/lark-a.c",
            "line": 3,
            "column": 1,
            "endLine": 5,
            "endColumn": 2,
            "cell": "lark-a",
            "related": [
              {
                "file": "macros.h",
                "line": 1,
                "column": 9,
                "endLine": 1,
                "endColumn": 12,
                "message": "from the macro \`RAM\`"
              },
              {
                "file": "<warden>/jailhouse/cell-config.h",
                "line": 1,
                "column": 9,
                "endLine": 1,
                "endColumn": 18,
                "message": "from the macro \`PIO_RANGE\`"
              }
            ],
            "fix": null
          },
          {
            "rule": "c-unknown-name",
            "severity": "information",
            "message": "\`NOWHERE\` is not defined",
            "why": null,
            "help": null,
            "file": "macros.h",
            "line": 2,
            "column": 9,
            "endLine": 2,
            "endColumn": 16,
            "cell": null,
            "related": [],
            "fix": null
          },
          {
            "rule": "style",
            "severity": "hint",
            "message": "no",
            "why": null,
            "help": null,
            "file": "boards/lark.c",
            "line": 2,
            "column": 12,
            "endLine": 2,
            "endColumn": 18,
            "cell": null,
            "related": [],
            "fix": null
          }
        ],
        "suppressed": [],
        "summary": {
          "files": 3,
          "errors": 1,
          "warnings": 1,
          "information": 1,
          "hints": 1,
          "fixed": null,
          "milliseconds": 43
        }
      }
      "
    `)
  })

  test('has its end behind the last character, also at the end of a line', () => {
    const [, multiline] = findings
    expect(multiline?.span.file.text.slice(multiline.span.start, multiline.span.end)).toBe(
      'RAM(\n\t0x1000\n)',
    )
    const parsed: unknown = JSON.parse(json(outcome))
    expect(parsed).toMatchObject({ findings: [{}, { line: 3, column: 1, endLine: 5, endColumn: 2 }, {}, {}] })
  })
})
