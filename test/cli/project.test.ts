/** `warden check` with a project file: found, obeyed, overruled by options, and refused when it is broken. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const badBoard = { 'lark.c': lark, 'lark-a.c': larkCell('0x20') }

function check(files: Readonly<Record<string, string>>, ...args: readonly string[]): Result {
  return warden(['check', '--format', 'concise', ...args], { workingFolder: folderWith(files) })
}

test.each([
  ['{ "preset" "all" }', 'warden.json:1:12: a colon is missing here'],
  ['{\n  "presets": 1,\n  "headers": 1\n}', 'warden.json:3:14: `headers` has to be a text, not 1'],
  [
    '{ "architecture": "arm_64" }',
    'warden.json:1:19: `architecture` has to be "x86", "arm" or "arm64", not "arm_64"; did you mean "arm64"?',
  ],
])('nothing is checked, built or dumped with the project file %j', (text, problem) => {
  const files = { ...badBoard, 'warden.json': text }
  const expected = { status: 2, out: '', err: `warden: ${problem}\n` }
  expect(check(files)).toEqual(expected)
  const workingFolder = folderWith(files)
  expect(warden(['build', 'lark.c'], { workingFolder })).toEqual(expected)
  expect(warden(['dump', 'lark.c'], { workingFolder })).toEqual(expected)
})

test('what else is wrong with it is shown like any other finding', () => {
  const project = '{ "rules": { "cpu-not-in-rot": "off", "project-unknown-key": "error" }, "x": 1 }'
  const { status, out } = check({ ...badBoard, 'warden.json': project }, '--select', 'pio-wrap')
  expect(status).toBe(1)
  expect(out).toBe(
    [
      'warden.json:1:14: warning[project-unknown-rule] there is no rule `cpu-not-in-rot`\n',
      'warden.json:1:73: error[project-unknown-key] there is no key `x`\n',
    ].join(''),
  )
})

test('the code of a project file is shown like that of a config', () => {
  const files = { ...badBoard, 'warden.json': '{ "rules": { "cpu-not-in-rot": "off" } }' }
  const { out } = warden(['check', '--select', 'project-unknown-rule'], { workingFolder: folderWith(files) })
  expect(out).toMatchInlineSnapshot(`
    "warning[project-unknown-rule]: there is no rule \`cpu-not-in-rot\`
       --> warden.json:1:14
        |
      1 | { "rules": { "cpu-not-in-rot": "off" } }
        |              ^^^^^^^^^^^^^^^^
        |
        = help: did you mean \`cpu-not-in-root\`?

    0 errors, 1 warning, 0 information, 0 hints in 2 files, checked 1 board in 21 ms
    "
  `)
})

test('where it says that Linux prints is what a cell should not take, on a board that an option names as well', () => {
  const project = '{ "boards": [{ "root": "lark.c", "cells": [], "rootConsole": "0x40010000" }] }'
  const files = { 'lark.c': lark, 'lark-a.c': larkCell('0x2'), 'warden.json': project }
  const finding =
    'lark-a.c:20:13: information[root-console-taken] memory region 0 takes the UART at 0x40010000, which Linux in the root cell prints to\n'
  expect(check(files, '--select', 'root-console-taken')).toEqual({ status: 0, out: finding, err: '' })
  const named = check(files, '--select', 'root-console-taken', '--board', 'lark.c', 'lark-a.c')
  expect(named).toEqual({ status: 0, out: finding, err: '' })
})

test('options beat what it says', () => {
  const project = `{
    "rules": { "cpu-not-in-root": "off" }, "defines": { "A": "1", "B": "1" }, "includePaths": ["p"], "preset": "strict",
  }`
  const cell = larkCell('0x20', '#include <where.h>\n#if A != 2 || B != 1\n#error\n#endif')
  const files = {
    'lark.c': lark,
    'lark-a.c': cell,
    'p/where.h': '#error "p"',
    'o/where.h': '',
    'warden.json': project,
  }
  expect(check(files, '--select', 'c-error-directive').out).toContain('#error: "p"')
  const options = ['-D', 'A=2', '-I', 'o', '--select', 'cpu-not-in-root']
  expect(check(files, ...options).out).toBe(
    'lark-a.c:21:10: error[cpu-not-in-root] the root cell does not have CPU 5\n',
  )
})

test('it is looked for up to the top of the repository, and in the working folder', () => {
  const files = { 'warden.json': '{ "x": 1 }', 'inner/configs/lark.c': lark }
  const folder = folderWith(files)
  const expected = '../../warden.json:1:3: warning[project-unknown-key] there is no key `x`\n'
  expect(found(join(folder, 'inner/configs'))).toBe(expected)
  mkdirSync(join(folder, 'inner/.git'))
  expect(found(join(folder, 'inner/configs'))).toBe('')
  expect(found(folder, 'inner/configs')).toBe(expected.replace('../../', ''))
})

test('a pinned board is checked across folders, and says why', () => {
  const project = '{ "boards": [{ "root": "a/lark.c", "cells": ["b/*.c"] }] }'
  const files = { 'a/lark.c': lark, 'b/demo.c': larkCell('0x20'), 'warden.json': project }
  const workingFolder = folderWith(files)
  const { out } = warden(['check', '--verbose', '--select', 'cpu-not-in-root', 'b'], { workingFolder })
  expect(out).toContain('error[cpu-not-in-root]')
  expect(out).toMatch(/demo\.c → lark\.c: .*warden\.json/)
})

function found(workingFolder: string, ...paths: readonly string[]): string {
  return warden(['check', '--format', 'concise', '--select', 'pio-wrap', ...paths], { workingFolder }).out
}
