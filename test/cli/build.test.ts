/** `warden build` from its arguments to the files that it writes. */
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { imageOfText } from '../config/images.ts'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const board = { 'lark.c': lark, 'lark-a.c': larkCell('0x2') }

interface Built extends Result {
  readonly folder: string
  readonly bytes: (path: string) => Uint8Array
}

function build(files: Readonly<Record<string, string>>, ...args: readonly string[]): Built {
  const folder = folderWith(files)
  const result = warden(['build', ...args], { workingFolder: folder })
  return { ...result, folder, bytes: (path) => new Uint8Array(readFileSync(join(folder, path))) }
}

test('an image is written beside its source', () => {
  const { status, out, err, bytes } = build(board, 'lark.c', 'lark-a.c')
  expect({ status, out, err }).toEqual({
    status: 0,
    out: '',
    err: 'built lark.cell, 528 bytes\nbuilt lark-a.cell, 172 bytes\n',
  })
  expect(bytes('lark.cell')).toEqual(imageOfText(lark))
  expect(bytes('lark-a.cell')).toEqual(imageOfText(larkCell('0x2')))
})

test('-o names the file, -d the folder', () => {
  const named = build(board, 'lark.c', '-o', 'root.bin')
  expect(named.err).toBe('built root.bin, 528 bytes\n')
  expect(named.bytes('root.bin')).toEqual(imageOfText(lark))
  const placed = build({ ...board, 'out/keep': '' }, 'lark.c', 'lark-a.c', '-d', 'out')
  expect(placed.err).toBe('built out/lark.cell, 528 bytes\nbuilt out/lark-a.cell, 172 bytes\n')
  expect(existsSync(join(placed.folder, 'lark.cell'))).toBe(false)
})

test('the options for headers and macros are those of check', () => {
  const cell = larkCell('CPUS')
  expect(build({ 'lark-a.c': cell }, 'lark-a.c').status).toBe(1)
  const { status, bytes } = build({ 'lark-a.c': cell }, 'lark-a.c', '-DCPUS=0x4')
  expect(status).toBe(0)
  expect(bytes('lark-a.cell')[132]).toBe(4)
})

test('an error keeps an image from being written, and is printed; other configs are built', () => {
  const { status, out, err, folder } = build({ ...board, 'lark-b.c': larkCell('0x20') }, 'lark.c', 'lark-b.c')
  expect({ status, out, err }).toEqual({
    status: 1,
    out: 'lark-b.c:18:10: error[cpu-not-in-root] the root cell does not have CPU 5\n',
    err: 'built lark.cell, 528 bytes\nwarden: lark-b.c: not built, because of 1 error\n',
  })
  expect(existsSync(join(folder, 'lark-b.cell'))).toBe(false)
})

test('--force builds what a compiler would, and says all the same what is wrong with it', () => {
  const wrong = { 'lark-b.c': larkCell('0x20'), 'lark-c.c': larkCell('NO_SUCH_CPU') }
  const { status, out, err, bytes } = build({ ...board, ...wrong }, '-f', 'lark-b.c', 'lark-c.c')
  expect({ status, out, err }).toEqual({
    status: 1,
    out:
      'lark-b.c:18:10: error[cpu-not-in-root] the root cell does not have CPU 5\n' +
      'lark-c.c:18:12: error[c-unknown-name] `NO_SUCH_CPU` is not defined\n',
    err: 'built lark-b.cell, 172 bytes\nwarden: lark-c.c: not built, because of 1 error\n',
  })
  expect(bytes('lark-b.cell')).toEqual(imageOfText(larkCell('0x20')))
  expect(build({ ...board, ...wrong }, '--force', 'lark-b.c').status).toBe(0)
})

test('an error of C does as well', () => {
  const { status, out } = build({ 'lark-a.c': larkCell('NO_SUCH_NAME') }, 'lark-a.c')
  expect(status).toBe(1)
  expect(out).toContain('error[c-unknown-name]')
})

test('an error that compilers only warn of is printed, and built as they do', () => {
  const cell = larkCell('0x2').replace(
    /\.cpu_set_size/,
    '.id = 0x123456789, .cpu_reset_address = 1 << 40,\n    .cpu_set_size',
  )
  const { status, out, err, bytes } = build({ ...board, 'lark-b.c': cell }, 'lark-b.c')
  expect({ status, err }).toEqual({ status: 0, err: 'built lark-b.cell, 172 bytes\n' })
  expect(out).toMatch(/error\[value-truncated\].*\n.*error\[shift-out-of-range\]/)
  expect(bytes('lark-b.cell')).toEqual(imageOfText(cell))
  const wrong = build({ ...board, 'lark-b.c': cell.replace('0x2', '0x20') }, 'lark-b.c')
  expect({ status: wrong.status, err: wrong.err }).toEqual({
    status: 1,
    err: 'warden: lark-b.c: not built, because of 3 errors\n',
  })
})

test('a warning does not', () => {
  const cell = larkCell('0x2', '#define TWICE 1\n#define TWICE 2\n')
  expect(
    warden(['check', '--format=concise'], { workingFolder: folderWith({ 'lark-a.c': cell }) }).out,
  ).toContain('warning[c-macro-redefined]')
  expect(build({ 'lark-a.c': cell }, 'lark-a.c')).toMatchObject({ status: 0, out: '' })
})

function inSection(text: string, object: string, section: string): string {
  return text.replace(`${object} = {`, `${object} __attribute__((section("${section}"))) = {`)
}

describe('several configurations in one file', () => {
  const second = larkCell('0x4')
    .replace(/#include.*\n/g, '')
    .replaceAll('config', 'other')
  const file = (a: string, b: string) => ({
    'both.c': inSection(larkCell('0x2'), 'config', a) + inSection(second, 'other', b),
  })

  test('are told apart by their sections', () => {
    const { status, err, bytes } = build(file('.cell.first', '.cell.second'), 'both.c')
    expect({ status, err }).toEqual({
      status: 0,
      err: 'built first.cell, 172 bytes\nbuilt second.cell, 172 bytes\n',
    })
    expect(bytes('second.cell')).toEqual(imageOfText(larkCell('0x4')))
  })

  test('cannot be told apart without', () => {
    const { status, out } = build({ 'both.c': larkCell('0x2') + second }, 'both.c')
    expect(status).toBe(1)
    expect(out).toContain(
      'error[extra-global-object] `other` becomes a part of the binary as well as `config`',
    )
  })

  test('cannot be written to one file, nor out of the folder', () => {
    expect(build(file('.cell.first', '.cell.second'), 'both.c', '-o', 'x.cell')).toMatchObject({
      status: 2,
      err: 'warden: -o is for a single image, and these are 2; -d names a folder for all of them\n',
    })
    expect(build(file('.cell.first', '.cell.../../x'), 'both.c').status).toBe(1)
    expect(build(file('.cell.first', '.cell.first'), 'both.c').err).toContain('two objects in the section')
  })
})

test('an object that would become part of the image is named', () => {
  const { status, out } = build({ 'lark-a.c': `${larkCell('0x2')}int leftover = 3;\n` }, 'lark-a.c')
  expect(status).toBe(1)
  expect(out).toContain(
    'error[extra-global-object] `leftover` becomes a part of the binary as well as `config`',
  )
})

describe('nothing is overwritten', () => {
  test('that was read', () => {
    const header = { 'cpus.h': '#define CPUS 2\n', 'lark-a.c': larkCell('CPUS', '#include "cpus.h"') }
    for (const output of ['lark-a.c', './lark-a.c', 'cpus.h']) {
      const { status, err, folder } = build(header, 'lark-a.c', '-o', output)
      expect(status).toBe(2)
      expect(err).toContain('is a source and is not overwritten')
      expect(readFileSync(join(folder, 'lark-a.c'), 'utf8')).toBe(header['lark-a.c'])
    }
  })

  test('through a link', () => {
    const folder = folderWith(board)
    symlinkSync('lark.c', join(folder, 'lark.cell'))
    expect(warden(['build', 'lark.c'], { workingFolder: folder })).toMatchObject({
      status: 2,
      err: 'warden: lark.c: lark.cell is a source and is not overwritten\n',
    })
    expect(readFileSync(join(folder, 'lark.c'), 'utf8')).toBe(lark)
  })

  test('by another image of the same run', () => {
    const twins = { 'a/lark.c': lark, 'b/lark.c': lark, 'out/keep': '' }
    expect(build(twins, 'a/lark.c', 'b/lark.c', '-d', 'out')).toMatchObject({
      status: 2,
      err: 'warden: b/lark.c: another config is built to lark.cell as well\n',
    })
  })
})

test.each([
  [['lark.c', '-o', 'missing/x.cell'], 'missing/x.cell: there is no such folder'],
  [['lark.c', '-o', 'out'], 'out: this is a folder'],
  [['lark.c', '-d', 'missing'], '-d missing: there is no such file or folder'],
  [['lark.c', '-d', 'lark.c'], '-d lark.c: this is no folder'],
  [['lark.c', '-o', 'x', '-d', 'out'], '-o and -d cannot be given together'],
  [['lark.c', '-o', ''], '-o "": an empty path leads nowhere'],
  [['out'], 'out: this is a folder; name the files in it'],
  [['main.c'], 'main.c: this file defines no cell config'],
  [['old.cell'], 'old.cell: this is an image already; name the C file that it was made from'],
  [['missing.c'], 'missing.c: there is no such file or folder'],
  [[], 'build needs the config to build'],
])('%j is wrong use', (args, message) => {
  const files = { ...board, 'out/keep': '', 'main.c': 'int main(void);\n', 'old.cell': '' }
  expect(build(files, ...args)).toMatchObject({ status: 2, out: '', err: `warden: ${message}\n` })
})

// The superuser may write anywhere.
test.skipIf(process.getuid?.() === 0)('a folder that must not be written to is named', () => {
  const folder = folderWith({ ...board, 'out/keep': '' })
  const mode = statSync(join(folder, 'out')).mode
  chmodSync(join(folder, 'out'), 0o555)
  const { status, err } = warden(['build', 'lark.c', '-d', 'out'], { workingFolder: folder })
  chmodSync(join(folder, 'out'), mode)
  expect({ status, err }).toEqual({
    status: 2,
    err: 'warden: out/lark.cell: it cannot be written: permission denied\n',
  })
})
