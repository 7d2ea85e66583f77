/** Wrong arguments, and what cannot be read: one clear line each, exit status 2, and nothing done by halves. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { troubleWith } from '../../server/src/cli/disk.ts'
import { lark } from './configs.ts'
import { folderWith, warden } from './recording-terminal.ts'

/** What is written to standard error; that nothing else happened is checked on the way. */
function complaints(args: readonly string[], workingFolder = '/nowhere'): readonly string[] {
  const { status, out, err } = warden(args, { workingFolder })
  expect({ status, out }).toEqual({ status: 2, out: '' })
  expect(err).toMatch(/^(warden: [^\n]+\n)+$/)
  return err.trimEnd().split('\n')
}

describe('arguments', () => {
  test.each([
    [['frobnicate'], 'there is no command "frobnicate"; `warden --help` lists them'],
    [['chek'], 'there is no command "chek"; did you mean check? `warden --help` lists them'],
    [['boards/lark.c'], 'there is no command "boards/lark.c"; to check it: warden check boards/lark.c'],
    [['--color', 'never'], 'a command is missing; `warden --help` lists them'],
    [['check', '--fromat', 'json'], 'there is no option --fromat; did you mean --format?'],
    [['check', '--frobnicate'], 'there is no option --frobnicate; `warden check --help` lists them'],
    [['check', '-Wall'], 'there is no option -Wall; `warden check --help` lists them'],
    [['--frobnicate'], 'there is no option --frobnicate; `warden --help` lists them'],
    [['rules', '--format', 'json'], '--format is no option of `warden rules`'],
    [['check', '--format'], '--format needs a value: pretty, concise, json, sarif or github'],
    [['check', '--format', '--verbose'], '--format needs a value: pretty, concise, json, sarif or github'],
    [['check', '-I'], '-I needs a value: DIR'],
    [['check', '--format', 'xml'], '--format xml: it has to be pretty, concise, json, sarif or github'],
    [['check', '--format='], '--format "": it has to be pretty, concise, json, sarif or github'],
    [
      ['check', '--fail-on', 'fatal'],
      '--fail-on fatal: it has to be error, warning, information, hint or never',
    ],
    [['check', '--arch', 'mips'], '--arch mips: it has to be x86, arm or arm64'],
    [['check', '--color', 'sometimes'], '--color sometimes: it has to be auto, always or never'],
    [['check', '--verbose=3'], '--verbose takes no value; "3" is one'],
    [['rules', 'memory'], 'memory: `warden rules` takes no argument'],
    [['explain'], 'explain needs the name of a rule; `warden rules` lists them'],
    [['explain', 'pio-wrap', 'c-type'], 'explain takes one rule, not 2'],
    [['explain', 'pio-warp'], 'there is no rule "pio-warp"; did you mean pio-wrap?'],
    [['explain', 'phys-alias'], 'there is no rule "phys-alias"; did you mean overlap-phys-alias?'],
    [['explain', 'frobnicate'], 'there is no rule "frobnicate"; `warden rules` lists them'],
    [['explain', 'toString'], 'there is no rule "toString"; `warden rules` lists them'],
  ])('%j', (args, complaint) => {
    expect(complaints(args)).toEqual([`warden: ${complaint}`])
  })

  test('every wrong one is named', () => {
    const args = ['check', '--format', 'xml', '--fail-on', 'fatal', '--arch']
    expect(complaints(args).map((line) => line.split(/[ :]+/)[1])).toEqual([
      '--format',
      '--fail-on',
      '--arch',
    ])
  })

  test('an unknown option is named once, and no operand is taken for its value', () => {
    expect(complaints(['--frob', 'x', 'check', '--frob', 'y'])).toHaveLength(1)
  })

  test('nothing that a terminal would obey is passed on to it', () => {
    expect(complaints(['check\u001b[31m'])).toEqual([
      'warden: there is no command "check␛[31m"; `warden --help` lists them',
    ])
  })
})

describe('values of options', () => {
  test.each([
    [['--headers', 'missing'], '--headers missing: there is no such file or folder'],
    [['--headers', 'lark.c'], '--headers lark.c: this is no folder'],
    [
      ['--headers', 'empty'],
      '--headers empty: this is no Jailhouse source tree; include/jailhouse/cell-config.h is not in it',
    ],
    [['--headers', ''], '--headers "": an empty path leads nowhere'],
    [['-I', 'missing'], '-I missing: there is no such file or folder'],
    [['-I', ''], '-I "": an empty path leads nowhere'],
    [['-D', '1x=2'], '-D 1x=2: "1x" is no name of a macro'],
    [['-D', 'F(x)=x'], '-D F(x)=x: "F(x)" is no name of a macro'],
    [['-D', ''], '-D "": "" is no name of a macro'],
    [
      ['--select', 'cpu-not-in-rot'],
      '--select cpu-not-in-rot: there is no rule "cpu-not-in-rot"; did you mean cpu-not-in-root?',
    ],
    [
      ['--ignore', 'everything'],
      '--ignore everything: there is no rule "everything"; `warden rules` lists them',
    ],
  ])('%j', (args, complaint) => {
    const folder = folderWith({ 'lark.c': lark })
    mkdirSync(join(folder, 'empty'))
    expect(complaints(['check', ...args], folder)).toEqual([`warden: ${complaint}`])
  })

  test('they are named together with wrong paths', () => {
    expect(complaints(['check', 'missing.c', '-I', 'missing', '--select', 'nothing'])).toHaveLength(3)
  })
})

describe('paths', () => {
  const files = {
    'lark.c': lark,
    'main.c': 'int main(void);\n',
    'sources/main.c': 'int x;\n',
  }

  test.each([
    [['missing.c'], ['missing.c: there is no such file or folder']],
    [['lark.c/x'], ['lark.c/x: there is no such file or folder']],
    [['main.c'], ['main.c: this file defines no cell config']],
    [['sources'], ['sources: there is no cell config in this folder or below']],
    [[''], ['"": an empty path leads nowhere']],
    [['x'.repeat(300)], [`${'x'.repeat(300)}: the name is too long`]],
    [['loop'], ['loop: it is a link that leads back to itself']],
    [['huge.c'], ['huge.c: the file is larger than 2 MiB']],
    [['/dev/null'], ['/dev/null: this is neither a file nor a folder']],
    // The good path among them is not checked: there is nothing on standard output.
    [['lark.c', 'missing.c'], ['missing.c: there is no such file or folder']],
    [
      ['missing.c', 'lark.c', 'main.c', 'sources'],
      [
        'missing.c: there is no such file or folder',
        'main.c: this file defines no cell config',
        'sources: there is no cell config in this folder or below',
      ],
    ],
  ])('%j', (paths, expected) => {
    const folder = folderWith(files)
    symlinkSync('loop', join(folder, 'loop'))
    if (paths.includes('huge.c')) writeFileSync(join(folder, 'huge.c'), Buffer.alloc(3 * 1024 * 1024))
    expect(complaints(['check', ...paths], folder)).toEqual(expected.map((line) => `warden: ${line}`))
  })

  test('a working folder without configs is told from a wrong path', () => {
    expect(complaints(['check'], join(folderWith(files), 'sources'))).toEqual([
      'warden: there is no cell config in the current folder or below; name the files or folders to check',
    ])
  })

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('what may not be read is named, wherever it was found', () => {
    const folder = folderWith({ ...files, 'locked/lark.c': lark, 'open/lark.c': lark, 'open/secret.c': lark })
    chmodSync(join(folder, 'locked'), 0)
    chmodSync(join(folder, 'open/secret.c'), 0)
    const refused = 'it cannot be read: permission denied'
    expect(complaints(['check', 'open/secret.c'], folder)).toEqual([`warden: open/secret.c: ${refused}`])
    expect(complaints(['check', 'locked'], folder)).toEqual([`warden: locked: ${refused}`])
    expect(complaints(['check'], folder)).toEqual([
      `warden: locked: the folder cannot be listed: ${refused}`,
      `warden: open/secret.c: ${refused}`,
    ])
    chmodSync(join(folder, 'locked'), 0o700)
  })
})

test.each([
  ['EACCES', 'it cannot be read: permission denied', true],
  ['EPERM', 'it cannot be read: permission denied', true],
  ['EIO', 'it cannot be read: EIO', true],
  ['ENOENT', 'there is no such file or folder', false],
  ['ENOTDIR', 'there is no such file or folder', false],
])("the system's %s is said in words", (code, reason, isRefused) => {
  const error = Object.assign(new Error(`${code}: from the system`), { code })
  expect(troubleWith(error)).toEqual({ kind: 'trouble', reason, isRefused })
})
