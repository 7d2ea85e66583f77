/** A project file by itself: what it sets, which boards it pins, and what is said where about the rest. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionAt, sourceFile } from '../../server/src/text/source-file.ts'
import { spanText } from '../../server/src/text/span.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { createProjects } from '../../server/src/workspace/projects.ts'
import type { Project } from '../../server/src/workspace/project-file.ts'
import { boardKeys, projectKeys } from '../../server/src/workspace/project-schema.ts'
import { readProjectText } from '../../server/src/workspace/project-text.ts'

const files = {
  '/p/configs/tern.c': '',
  '/p/configs/tern-linux.c': 'struct { struct jailhouse_cell_desc cell; } config;',
  '/p/configs/tern-linux.cell': '',
  '/p/configs/tern-control.c': '',
  '/p/configs/notes.txt': '',
  '/p/configs/old/tern-linux.c': '',
  '/p/configs/own/warden.json': '{}',
  '/p/configs/own/tern-own.c': '',
  '/jailhouse/include/jailhouse/cell-config.h': '',
  '/outside/tern-other.c': '',
}

test('all that it sets is there, with absolute paths', () => {
  const { entries, pins, problems } = read(`// How the configs of this folder are read.
{
  "$schema": "./schema.json",
  "headers": "../jailhouse",
  "includePaths": ["configs", "/jailhouse/include"], "preIncludes": ["configs/notes.txt"],
  "defines": { "BASE": "0x0" }, "architecture": "arm64", "preset": "strict",
  "rules": { "gic-mapped": "off", "c-syntax": "warning" },
  "boards": [{
    "root": "configs/tern.c", "cells": ["configs/tern-*.c"], /* both */
    "concurrent": [["tern-linux.c", "configs/tern-control.c"]],
    "rootConsole": "0xFE201000",
  }],
}`)
  expect(problems).toEqual([])
  expect(entries).toEqual({
    headers: '/jailhouse',
    includePaths: ['/p/configs', '/jailhouse/include'],
    preIncludes: ['/p/configs/notes.txt'],
    defines: { BASE: '0x0' },
    architecture: 'arm64',
    preset: 'strict',
    rules: { 'gic-mapped': 'off', 'c-syntax': 'warning' },
  })
  expect(pins).toEqual([
    {
      root: '/p/configs/tern.c',
      cells: ['/p/configs/tern-control.c', '/p/configs/tern-linux.c'],
      concurrent: [['/p/configs/tern-linux.c', '/p/configs/tern-control.c']],
      rootConsole: 0xfe201000n,
      by: 'warden.json',
    },
  ])
})

test('the example in the documentation has all keys and no fault', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/project-file.md'), 'utf8')
  const [, example = ''] = /```jsonc\n(.*?)```/s.exec(page) ?? []
  const { boards, entries, problems } = readProjectText(sourceFile('/p/warden.json', example))
  expect(problems).toEqual([])
  const keys = [...Object.keys(entries), ...boards.flatMap(({ entry }) => ['boards', ...Object.keys(entry)])]
  expect(keys.toSorted()).toEqual(
    [...projectKeys, ...boardKeys].filter((key) => key !== '$schema').toSorted(),
  )
})

test.each<[text: string, ...problems: readonly string[]]>([
  ['', 'error project-syntax at 1:1 «»: a value is missing here'],
  ['{ "headers" "x" }', 'error project-syntax at 1:13 «"x"»: a colon is missing here'],
  ['{\n  "rules": {\n', 'error project-syntax at 3:1 «»: the closing brace } is missing'],
  [
    "{ 'preset': 1 }",
    "error project-syntax at 1:3 «'preset'»: keys and texts stand between double quotation marks in JSON",
  ],
  ['[]', 'error project-type at 1:1 «[]»: the file has to be an object in braces { }, not a list'],
  [
    '{ "headers": 3, "defines": { "a b": "", "c": 1 } }',
    'error project-type at 1:14 «3»: `headers` has to be a text, not 3',
    'error project-type at 1:30 «"a b"»: `a b` is no name of a macro',
    'error project-type at 1:46 «1»: `defines.c` has to be a text, not 1',
  ],
  [
    '{ "preset": "strickt" }',
    'error project-type at 1:13 «"strickt"»: `preset` has to be "recommended", "strict" or "all", not "strickt"; did you mean "strict"?',
  ],
  [
    '{ "boards": [{ "cells": [], "concurrent": [["a.c"]] }] }',
    'error project-type at 1:14 «{»: the board lacks the key `root`',
    'error project-type at 1:44 «["a.c"]»: `boards[0].concurrent[0]` has to have at least 2 elements',
  ],
  ...['ttyS0', '0x', '3f8', '0x3f8 ', '0x10000000000000000', '-0x1'].map((wrong): [string, string] => [
    `{ "boards": [{ "root": "configs/tern.c", "cells": [], "rootConsole": "${wrong}" }] }`,
    `error project-type at 1:70 «"${wrong}"»: \`boards[0].rootConsole\` has to be an address such as "0x90000000", not "${wrong}"`,
  ]),
  [
    '{ "boards": [{ "root": "configs/tern.c", "cells": [], "rootConsole": 1016 }] }',
    'error project-type at 1:70 «1016»: `boards[0].rootConsole` has to be a text, not 1016',
  ],
  [
    '{ "boards": [{ "root": "configs/tern.c", "cels": [], "cells": [] }], "heders": "" }',
    'warning project-unknown-key at 1:42 «"cels"»: there is no key `cels` in the board; did you mean `cells`?',
    'warning project-unknown-key at 1:70 «"heders"»: there is no key `heders`; did you mean `headers`?',
  ],
  [
    '{ "rules": { "gic-maped": "off" }, "preset": "all", "preset": "strict" }',
    'warning project-duplicate-key at 1:53 «"preset"»: the key `preset` is here a second time, and only this one counts',
    'warning project-unknown-rule at 1:14 «"gic-maped"»: there is no rule `gic-maped`; did you mean `gic-mapped`?',
  ],
  [
    '{ "headers": "configs", "includePaths": ["x"], "preIncludes": ["y.h"] }',
    'error project-no-tree at 1:14 «"configs"»: configs is no Jailhouse source tree; name the folder that holds `include/jailhouse/cell-config.h`',
    'error project-no-file at 1:42 «"x"»: there is no folder x, or nothing is in it; relative paths begin at the folder of this file',
    'error project-no-file at 1:64 «"y.h"»: there is no file y.h; relative paths begin at the folder of this file',
  ],
])('%j', (text, ...expected) => {
  expect(said(read(text))).toEqual(expected)
})

test.each<[board: string, ...problems: readonly string[]]>([
  [
    '"root": "tern.c", "cells": []',
    'error project-no-file at 1:24 «"tern.c"»: there is no file tern.c in the folder of this file or below; paths begin at the folder of this file',
  ],
  [
    '"root": "configs/tern.c", "cells": ["configs/lark-*.c", "configs/tern-lnux.c", "configs/*.txt"]',
    'warning project-no-file at 1:52 «"configs/lark-*.c"»: no config matches configs/lark-*.c in the folder of this file or below; paths begin at the folder of this file',
    'error project-no-file at 1:72 «"configs/tern-lnux.c"»: there is no file configs/tern-lnux.c in the folder of this file or below; paths begin at the folder of this file',
    'warning project-no-file at 1:95 «"configs/*.txt"»: no config matches configs/*.txt in the folder of this file or below; paths begin at the folder of this file',
  ],
  [
    '"root": "configs/tern.c", "cells": ["../outside/*.c", "configs/own/tern-own.c"]',
    'warning project-no-file at 1:52 «"../outside/*.c"»: no config matches ../outside/*.c in the folder of this file or below; paths begin at the folder of this file',
    'error project-no-file at 1:70 «"configs/own/tern-own.c"»: there is no file configs/own/tern-own.c in the folder of this file or below; paths begin at the folder of this file',
  ],
  [
    '"root": "configs/tern.c", "cells": ["**/*.c"], "concurrent": [["tern-linux.c", "tern-own.c"]]',
    'error project-not-on-board at 1:79 «"tern-linux.c"»: 2 cells of this board are called tern-linux.c; write the path, as configs/old/tern-linux.c',
    'error project-not-on-board at 1:95 «"tern-own.c"»: tern-own.c is no cell of this board; name one of the files that the patterns in `cells` match',
  ],
  [
    '"root": "configs/tern.c", "cells": ["configs/tern-*.c"] }, { "root": "configs/old/tern-linux.c", "cells": ["configs/tern-linux.c"]',
    'error project-pinned-twice at 1:123 «"configs/tern-linux.c"»: configs/tern-linux.c is on the board of configs/tern.c already',
  ],
  [
    '"root": "configs/tern.c", "cells": [] }, { "root": "configs/tern.c", "cells": ["configs/tern-linux.c"]',
    'error project-pinned-twice at 1:67 «"configs/tern.c"»: configs/tern.c is the root of another board as well',
  ],
])('a board of %s', (board, ...expected) => {
  expect(said(read(`{ "boards": [{ ${board} }] }`))).toEqual(expected)
})

test('what is valid counts, whatever is wrong beside it', () => {
  const { entries, pins } = read(`{
    "architecture": "mips", "defines": { "A": 1, "B": "2" }, "rules": { "gic-mapped": "of", "gic-bases": "off" },
    "boards": [{ "root": 1, "cells": [] }, { "root": "configs/tern.c", "cells": ["configs/tern-linux.c"], "x": 1 }]
    "preset": "all",
  `)
  expect(entries).toEqual({ defines: { B: '2' }, rules: { 'gic-bases': 'off' }, preset: 'all' })
  expect(pins.map(({ root, cells }) => [root, ...cells])).toEqual([
    ['/p/configs/tern.c', '/p/configs/tern-linux.c'],
  ])
})

test('a pattern means no image beside its source, and a name does', () => {
  const [byPattern] = read(
    '{ "boards": [{ "root": "configs/tern.c", "cells": ["configs/*-linux.*"] }] }',
  ).pins
  expect(byPattern?.cells).toEqual(['/p/configs/tern-linux.c'])
  const [byName] = read(
    '{ "boards": [{ "root": "configs/tern.c", "cells": ["configs/tern-linux.cell"] }] }',
  ).pins
  expect(byName?.cells).toEqual(['/p/configs/tern-linux.cell'])
})

test('a mark of the byte order in front changes nothing', () => {
  expect(read('\ufeff{ "preset": "all" }')).toMatchObject({ entries: { preset: 'all' }, problems: [] })
})

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\n',
  '//',
  '/*',
  '*/',
  '"root"',
  '"boards"',
  '"cells"',
  '"a.c"',
  '"rules"',
  '"off"',
  '1',
  'null',
  'true',
  '\\u12',
  '\ufeff',
  '"__proto__"',
  '"defines"',
  '"concurrent"',
  '"rootConsole"',
  '"0x1"',
]

test('no text makes it throw, and every place is in the text', () => {
  const piece = fc.constantFrom(...pieces)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (chosen) => {
      const text = chosen.join('')
      for (const { at } of readProjectText(sourceFile('/p/warden.json', text)).problems) {
        expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true)
      }
    }),
  )
})

test.each(['[', '{"a":', '{"boards":[{"cells":['])('%s, many times, is no more than a finding', (text) => {
  const [problem] = readProjectText(sourceFile('/p/warden.json', text.repeat(100_000))).problems
  expect(problem?.message).toBe('brackets are nested more than 64 deep, and no project file needs that')
})

function read(text: string): Project {
  const store = memoryFiles({ ...files, '/p/warden.json': text })
  const project = createProjects({ files: store, searchedUpTo: () => '/' }).of('/p/configs/tern.c')
  if (!project) throw new Error('there is no project')
  return project
}

function said({ problems }: Project): readonly string[] {
  return problems.map(({ code, severity, message, help, at }) => {
    const { line, column } = positionAt(at.file, at.start)
    const advice = help === undefined ? '' : `; ${help}`
    return `${severity} ${code} at ${line + 1}:${column + 1} «${spanText(at)}»: ${message}${advice}`
  })
}
