/** `warden map` from its arguments to what it draws. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const named = (name: string, cpus: string): string => larkCell(cpus).replace('"lark-a"', `"${name}"`)

/** Two cells that can exist together, and one that takes the CPU of the first. */
const board = {
  'lark.c': lark,
  'lark-a.c': named('song', '0x2'),
  'lark-b.c': named('nest', '0x4'),
  'lark-c.c': named('rest', '0x2'),
}

interface Drawn extends Result {
  readonly folder: string
}

function map(...args: readonly string[]): Drawn {
  const folder = folderWith({ ...board, 'main.c': 'int main(void);\n', 'stray/x.c': larkCell('0x2') })
  return { ...warden(['map', ...args], { workingFolder: folder }), folder }
}

test('the board is drawn as text, with all cells that can exist together', () => {
  const { status, out, err } = map('lark.c')
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out.split('\n').slice(0, 4)).toEqual([
    'lark',
    'arm64, lark.c. Physical memory by rising address, not to scale.',
    'Created: song, nest.',
    'Not created: rest, since song has CPU 1.',
  ])
})

function createdWith(...args: readonly string[]): string | undefined {
  return map('lark.c', ...args).out.split('\n')[2]
}

test('--cells chooses which are created, by name or file, in any order', () => {
  expect(createdWith('--cells', 'rest')).toBe('Created: rest.')
  expect(createdWith('--cells', 'lark-c.c,nest')).toBe('Created: nest, rest.')
  expect(createdWith('--cells', 'lark-c', '--cells', 'nest')).toBe('Created: nest, rest.')
  expect(createdWith('--cells', 'none')).toBe('No cell is created.')
})

test('cells that are declared concurrent are created before others', () => {
  const project = {
    boards: [{ root: 'lark.c', cells: ['lark-*.c'], concurrent: [['lark-b.c', 'lark-c.c']] }],
  }
  const folder = folderWith({ ...board, 'warden.json': JSON.stringify(project) })
  const { out } = warden(['map', 'lark.c'], { workingFolder: folder })
  expect(out.split('\n')[2]).toBe('Created: nest, rest.')
})

test('--format svg is a picture that stands alone', () => {
  const { status, out } = map('lark.c', '--format', 'svg')
  expect(status).toBe(0)
  expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/)
  expect(out).toContain('prefers-color-scheme:dark')
})

test('--format html is a page that says who made it', () => {
  const { status, out } = map('lark.c', '--format', 'html')
  expect(status).toBe(0)
  expect(out).toMatch(/^<!doctype html>[^]*<\/html>\n$/)
  expect(out).toContain('Made by Warden 1.2.3.')
})

test('-o writes to a file, and nothing to the terminal', () => {
  const { status, out, err, folder } = map('lark.c', '--format', 'svg', '-o', 'lark.svg')
  expect({ status, out, err }).toEqual({ status: 0, out: '', err: '' })
  expect(readFileSync(join(folder, 'lark.svg'), 'utf8')).toContain('<title>Map of lark</title>')
})

test('-o does not overwrite what was read', () => {
  for (const output of ['lark.c', './lark-b.c']) {
    const { status, err, folder } = map('lark.c', '-o', output)
    expect(status).toBe(2)
    expect(err).toContain('this is a source and is not overwritten')
    expect(readFileSync(join(folder, output), 'utf8')).not.toContain('Physical memory')
  }
})

describe('wrong use', () => {
  test.each([
    [[], 'map needs the board to draw: the config of its root cell'],
    [['lark.c', 'lark-a.c'], 'map takes one board, not 2; name its root cell'],
    [['lark-a.c'], 'lark-a.c: this is no root cell; its board is that of lark.c'],
    [['stray/x.c'], 'stray/x.c: this is no root cell, and none was found for it'],
    [['main.c'], 'main.c: this file defines no cell config'],
    [['missing.c'], 'missing.c: there is no such file or folder'],
    [['stray'], 'stray: this is a folder; name the files in it'],
    [['lark.c', '--cells', 'nost'], '--cells nost: there is no such cell; did you mean nest?'],
    [
      ['lark.c', '--cells', 'none,song'],
      '--cells none: there is no such cell; the board has song, nest and rest',
    ],
    [
      ['lark.c', '--cells', 'elephant'],
      '--cells elephant: there is no such cell; the board has song, nest and rest',
    ],
    [['lark.c', '--cells', ''], '--cells "": there is no such cell; the board has song, nest and rest'],
    [['lark.c', '--cells', 'song,rest'], '--cells: song and rest cannot exist together: both have CPU 1'],
    [['lark.c', '-o', ''], '-o "": an empty path leads nowhere'],
    [['lark.c', '-o', 'missing/x.svg'], '-o missing/x.svg: there is no such folder'],
    [['lark.c', '-o', 'stray'], '-o stray: this is a folder'],
    [['lark.c', '--format', 'png'], '--format png: it has to be text, svg or html'],
  ])('%j is one line and status 2', (args, message) => {
    expect(map(...args)).toMatchObject({ status: 2, out: '', err: `warden: ${message}\n` })
  })

  test('nothing is written then', () => {
    const { folder } = map('lark.c', '--cells', 'elephant', '-o', 'x.txt')
    expect(existsSync(join(folder, 'x.txt'))).toBe(false)
  })
})
