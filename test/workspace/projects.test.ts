/** Which project file holds for a config, and what it does to the check: headers, severities, boards. */
import { describe, expect, test } from 'vitest'
import { projectDocs } from '../../server/src/rules/project-docs.ts'
import { memoryFiles, overlaidFiles } from '../../server/src/workspace/file-store.ts'
import { createProjects } from '../../server/src/workspace/projects.ts'
import { defaultSettings, type Settings } from '../../server/src/workspace/settings.ts'
import { type Check, createWorkspace } from '../../server/src/workspace/workspace.ts'
import { lark, larkCell } from '../cli/configs.ts'

const tree = {
  '/a/warden.json': '{}',
  '/a/b/c/x.c': '',
  '/a/b/d/warden.json': '{}',
  '/a/b/d/x.c': '',
  '/e/x.c': '',
}

test.each([
  ['/a/b/c/x.c', '/a', '/a/warden.json'],
  ['/a/b/d/x.c', '/a', '/a/b/d/warden.json'],
  ['/a/b/d/e/f.c', '/', '/a/b/d/warden.json'],
  ['/a/b/c/x.c', '/a/b', undefined],
  ['/a/b/c/x.c', undefined, undefined],
  ['/e/x.c', '/', undefined],
  ['/a/b/d/warden.json', '/', '/a/b/d/warden.json'],
])('the project file for %s, searched up to %s, is %s', (path, end, expected) => {
  const projects = createProjects({ files: memoryFiles(tree), searchedUpTo: () => end })
  expect(projects.of(path)?.file.path).toBe(expected)
})

test('it is read again when it has changed, and its patterns when files have', () => {
  const store = overlaidFiles(memoryFiles({ ...tree, '/e/root.c': '' }))
  const projects = createProjects({ files: store, searchedUpTo: () => '/e' })
  expect(projects.of('/e/x.c')).toBeUndefined()
  store.open('/e/warden.json', '{ "boards": [{ "root": "root.c", "cells": ["x*.c"] }] }')
  const first = projects.of('/e/x.c')
  expect(first?.pins.map(({ cells }) => cells)).toEqual([['/e/x.c']])
  expect(projects.of('/e/x.c')).toBe(first)
  store.open('/e/x2.c', '')
  projects.filesChanged()
  expect(projects.of('/e/x.c')?.pins.map(({ cells }) => cells)).toEqual([['/e/x.c', '/e/x2.c']])
  store.open('/e/warden.json', '{}')
  expect(projects.of('/e/x.c')?.pins).toEqual([])
  store.close('/e/warden.json')
  expect(projects.of('/e/x.c')).toBeUndefined()
})

const board = {
  '/p/tern.c': lark,
  '/p/tern-linux.c': larkCell('0x20'),
  '/p/tern-control.c': larkCell('0x4').replace('"lark-a"', '"lark-b"'),
}

test.each(Object.entries(projectDocs))(
  'the example for %s has that fault and no other',
  (code, { example }) => {
    const found = check(board, example).findings.map(({ rule }) => rule)
    expect(new Set(found.filter((rule) => rule in projectDocs))).toEqual(new Set([code]))
  },
)

test('a project file beats the settings, key by key; of rules and macros each entry does', () => {
  const settings: Settings = {
    ...defaultSettings,
    includePaths: ['/theirs'],
    defines: { A: '1', B: '1' },
    rules: { 'cpu-not-in-root': 'hint', 'overlap-other-cell': 'hint' },
  }
  const project = `{
    "includePaths": ["ours"], "defines": { "A": "2" }, "rules": { "cpu-not-in-root": "warning" },
  }`
  const cell = larkCell('0x20', '#include <a.h>\n#if A != 2 || B != 1\n#error\n#endif\n')
  const files = { ...board, '/p/tern-linux.c': cell, '/p/ours/a.h': '', '/theirs/a.h': '#error' }
  const found = check(files, project, settings)
  expect(severitiesOf(found, 'cpu-not-in-root', 'overlap-other-cell', 'c-error-directive')).toEqual([
    'warning cpu-not-in-root',
    'hint overlap-other-cell',
  ])
})

test('the headers that it names are used', () => {
  const files = { ...board, '/j/include/jailhouse/cell-config.h': '#error "own header"' }
  expect(check(files, '{ "headers": "../j" }').findings.map(({ message }) => message)).toContain(
    '#error: "own header"',
  )
})

test('a board across folders is checked as one, and its concurrent cells as such', () => {
  const files = {
    '/p/roots/a.c': lark,
    '/p/cells/b.c': larkCell('0x2'),
    '/p/cells/c.c': larkCell('0x4').replace('"lark-a"', '"lark-b"'),
  }
  expect(check(files, '{}', defaultSettings, ['/p/cells/b.c']).orphans).toHaveLength(1)
  const project =
    '{ "boards": [{ "root": "roots/a.c", "cells": ["cells/*.c"], "concurrent": [["b.c", "c.c"]] }] }'
  const found = check(files, project, defaultSettings, ['/p/cells/b.c', '/p/cells/c.c'])
  expect(found.orphans).toEqual([])
  expect(found.boards.map(({ members }) => members.cells.map(({ cell }) => cell.file.path))).toEqual([
    ['/p/cells/b.c', '/p/cells/c.c'],
  ])
  expect(severitiesOf(found, 'overlap-other-cell')).toEqual(['error overlap-other-cell'])
})

/** A project file that says where Linux prints. */
function at(address: string): string {
  return `{ "boards": [{ "root": "tern.c", "cells": [], "rootConsole": "${address}" }] }`
}

describe('where Linux in the root cell prints', () => {
  const rules = ['root-console-taken', 'project-no-uart']

  test('is what a cell should not take', () => {
    const found = check(board, at('0x40010000'))
    expect(severitiesOf(found, ...rules)).toEqual([
      'information root-console-taken',
      'information root-console-taken',
    ])
    expect(found.findings.find(({ rule }) => rule === 'root-console-taken')?.file.path).toBe(
      '/p/tern-control.c',
    )
    expect(severitiesOf(check(board, at('0x40020000')), ...rules)).toEqual([])
  })

  test('is a UART that the root cell has, as far as that is known', () => {
    expect(severitiesOf(check(board, at('0x50000000')), ...rules)).toEqual(['warning project-no-uart'])
    const unknown = { ...board, '/p/tern.c': lark.replace('.size = 0x100000,', '.size = SIZE,') }
    expect(severitiesOf(check(unknown, at('0x50000000')), ...rules)).toEqual([])
    const none = { ...board, '/p/tern.c': '' }
    expect(severitiesOf(check(none, at('0x50000000')), ...rules)).toEqual([])
  })

  test('is a port on x86, where a port can be', () => {
    const x86 = lark
      .replace('JAILHOUSE_ARM64', 'JAILHOUSE_X86')
      .replace('mem_regions[1];', 'mem_regions[1];\n\tstruct jailhouse_pio pio_regions[1];')
      .replace('\t.mem_regions = {', '\t.pio_regions = { PIO_RANGE(0x3f8, 8) },\n\t.mem_regions = {')
      .replace('\t\t\t.num_memory_regions', '\t\t\t.num_pio_regions = 1,\n\t\t\t.num_memory_regions')
    const found = (address: string): readonly string[] => {
      const { findings } = check({ '/p/tern.c': x86 }, at(address))
      return findings.flatMap(({ rule, message }) => (rule === 'project-no-uart' ? [message] : []))
    }
    expect(found('0x3f8')).toEqual([])
    expect(found('0x40010000')).toEqual([])
    expect(found('0x2f8')).toEqual([
      'the root cell of tern.c has nothing at 0x2f8, so Linux cannot print there',
    ])
  })
})

test('while a root is half typed, nobody says that it is none', () => {
  const files = {
    ...board,
    '/p/tern.c': lark.replace('struct jailhouse_system header;', 'struct jailhouse_system header'),
  }
  const { findings } = check(files, '{ "boards": [{ "root": "tern.c", "cells": [] }] }')
  expect(findings.map(({ rule }) => rule)).not.toContain('project-wrong-kind')
})

function check(
  texts: Readonly<Record<string, string>>,
  project: string,
  settings = defaultSettings,
  asked: readonly string[] = Object.keys(texts).filter((path) => path.startsWith('/p/tern')),
): Check {
  const files = memoryFiles({ ...texts, '/p/warden.json': project })
  return createWorkspace({ files, settings, roots: ['/p', '/theirs'] }).check(asked)
}

/** The findings of some rules, so that new rules change nothing here. */
function severitiesOf({ findings }: Check, ...rules: readonly string[]): readonly string[] {
  return findings.flatMap(({ rule, severity }) => (rules.includes(rule) ? [`${severity} ${rule}`] : []))
}
