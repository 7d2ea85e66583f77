/** `warden report` from its arguments to what it writes; what is in a report is `test/ide/report`'s business. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const named = (name: string, cpus: string, above?: string): string =>
  larkCell(cpus, above).replace('"lark-a"', `"${name}"`)

const board = {
  'lark.c': lark,
  'lark-a.c': named('song', '0x2', '#include "lark.h"\n#define SAID 1'),
  'lark-b.c': named('nest', '0x4'),
  'lark-c.c': named('rest', '0x2'),
  'lark.h': '/* of this board */\n',
}

interface Written extends Result {
  readonly folder: string
}

function report(...args: readonly string[]): Written {
  const folder = folderWith({ ...board, 'stray/x.c': larkCell('0x2') })
  return { ...warden(['report', ...args], { workingFolder: folder }), folder }
}

test('the report is Markdown, and begins with what came out', () => {
  const { status, out, err } = report('lark.c')
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out).toMatch(/^# Isolation report: lark\n/)
  expect(out).toContain('**2 violations of isolation were found in 2 sets of cells that can run together.**')
})

test('every file that was read is in it, with its hash, and so are version and settings', () => {
  const { out } = report('lark.c', '-D', 'SIZE=3', '--arch', 'arm64')
  for (const [name, text] of Object.entries(board)) {
    const hash = createHash('sha256').update(text).digest('hex')
    expect(out).toContain(
      `| \`${name}\` | ${name === 'lark.c' ? 'root configuration' : name.endsWith('.h') ? 'included' : 'cell'} | \`${hash}\` |`,
    )
  }
  expect(out).toContain('| Program | warden 1.2.3 |')
  expect(out).toContain('| Macros defined before | `SIZE=3` |')
})

test('--cells chooses the set', () => {
  const { out } = report('lark.c', '--cells', 'nest')
  expect(out).toContain('## Set 1: nest\n')
  expect(out).not.toContain('## Set 2')
  expect(out).toContain('No violation of isolation was found')
  expect(report('lark.c', '--cells', 'none').out).toContain('## Set 1: the root cell alone\n')
})

test('findings are listed, and those that are suppressed with the reason', () => {
  const folder = folderWith({
    'lark.c': lark,
    'lark-a.c': larkCell('0x12'),
    'lark-b.c': named('nest', '0x104').replace(
      '.cpus =',
      '/* warden-ignore cpu-not-in-root: the board gets more CPUs */\n\t.cpus =',
    ),
  })
  const { out } = warden(['report', 'lark.c'], { workingFolder: folder })
  expect(out).toMatch(/\| `cpu-not-in-root` \| \*\*error\*\* \| .* \| `lark-a.c:\d+` \|\n/)
  expect(out).toMatch(
    /\| `cpu-not-in-root` \| \*\*error\*\* \| .* \| `lark-b.c:\d+` \| the board gets more CPUs \|\n/,
  )
})

test('messages that quote folders do not say where these are', () => {
  const folder = folderWith({ 'deep/lark.c': lark, 'deep/lark-a.c': larkCell('0x2', '#include "missing.h"') })
  const { out } = warden(['report', 'deep/lark.c'], { workingFolder: folder })
  expect(out).toContain('missing.h')
  expect(out).not.toContain(folder)
})

test('--format html is a page with a map for each set, --format json an object', () => {
  const { out } = report('lark.c', '--format', 'html')
  expect(out).toMatch(/^<!doctype html>[^]*<\/html>\n$/)
  expect(out.match(/<figure>/g)).toHaveLength(2)
  expect(JSON.parse(report('lark.c', '--format', 'json').out)).toMatchObject({
    version: 1,
    tool: 'warden 1.2.3',
    board: 'lark',
  })
})

test('-o writes to a file, and not over what was read', () => {
  const { status, out, err, folder } = report('lark.c', '-o', 'lark.md')
  expect({ status, out, err }).toEqual({ status: 0, out: '', err: '' })
  expect(readFileSync(join(folder, 'lark.md'), 'utf8')).toContain('# Isolation report: lark')
  expect(report('lark.c', '-o', 'lark.h')).toMatchObject({ status: 2, out: '' })
})

describe('wrong use', () => {
  test.each([
    [[], 'report needs the board to report on: the config of its root cell'],
    [['lark.c', 'lark-a.c'], 'report takes one board, not 2; name its root cell'],
    [['lark-a.c'], 'lark-a.c: this is no root cell; its board is that of lark.c'],
    [['stray/x.c'], 'stray/x.c: this is no root cell, and none was found for it'],
    [['missing.c'], 'missing.c: there is no such file or folder'],
    [['lark.c', '--cells', 'nost'], '--cells nost: there is no such cell; did you mean nest?'],
    [['lark.c', '--cells', 'song,rest'], '--cells: song and rest cannot exist together: both have CPU 1'],
    [['lark.c', '-o', 'missing/x.md'], '-o missing/x.md: there is no such folder'],
    [['lark.c', '--format', 'pdf'], '--format pdf: it has to be markdown, html or json'],
  ])('%j is one line and status 2', (args, message) => {
    expect(report(...args)).toMatchObject({ status: 2, out: '', err: `warden: ${message}\n` })
  })

  test('nothing is written then', () => {
    const { folder } = report('lark.c', '--cells', 'elephant', '-o', 'x.md')
    expect(existsSync(join(folder, 'x.md'))).toBe(false)
  })
})
