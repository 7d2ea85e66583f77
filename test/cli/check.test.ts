/**
 * `warden check` from its arguments to what it prints, on files on the disk. Mostly one rule is selected, so that new
 * rules change nothing here.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInHeader } from '../../server/src/abi/headers.ts'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const oneRule = ['--select', 'cpu-not-in-root']
const goodBoard = { 'lark.c': lark, 'lark-a.c': larkCell('0x2') }
const badBoard = { 'lark.c': lark, 'lark-a.c': larkCell('0x20') }

function check(files: Readonly<Record<string, string>>, ...args: readonly string[]): Result {
  return warden(['check', ...oneRule, ...args], { workingFolder: folderWith(files) })
}

test('a board without faults is said to be one', () => {
  expect(check(goodBoard)).toMatchInlineSnapshot(`
    {
      "err": "",
      "out": "found nothing wrong in 2 files, checked 1 board in 21 ms
    ",
      "status": 0,
    }
  `)
})

test('a fault is shown with its code, and makes the status 1', () => {
  const { status, out, err } = check(badBoard)
  expect({ status, err }).toEqual({ status: 1, err: '' })
  expect(withoutNotes(out)).toMatchInlineSnapshot(`
    "error[cpu-not-in-root]: the root cell does not have CPU 5
       --> lark-a.c:18:10
        |
     18 |     .cpus = { 0x20 },
        |             ^^^^^^^^
        |
       --> lark.c:28:10
        |
     28 |     .cpus = { 0xf },
        |             ------- the root cell has CPUs 0-3
        |
    …

    1 error, 0 warnings, 0 information, 0 hints in 2 files, checked 1 board in 21 ms
    "
  `)
})

test('a cell without a root is counted apart', () => {
  expect(check({ 'lark-a.c': larkCell('0x2') }).out).toMatchInlineSnapshot(`
    "found nothing wrong in 1 file, checked 0 boards and 1 cell without a root in 21 ms
    "
  `)
})

test('on demand it is said what was checked against what, and why', () => {
  const files = { ...goodBoard, 'lone/stork-a.c': larkCell('0x2') }
  expect(check(files, '--verbose').out).toMatchInlineSnapshot(`
    "board lark.c, read with the interface built into Warden
      lark-a.c → lark.c: its file name continues lark
    cells without a root, checked by themselves
      lone/stork-a.c

    found nothing wrong in 3 files, checked 1 board and 1 cell without a root in 21 ms
    "
  `)
})

test('--format concise prints findings and nothing else', () => {
  expect(check(badBoard, '--format', 'concise').out).toMatchInlineSnapshot(`
    "lark-a.c:18:10: error[cpu-not-in-root] the root cell does not have CPU 5
    "
  `)
  expect(check(goodBoard, '--format=concise').out).toBe('')
})

test('--format json prints one object', () => {
  const { out } = check(badBoard, '--format', 'json')
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    tool: 'warden 1.2.3',
    boards: [{ root: 'lark.c', cells: [{ file: 'lark-a.c', because: 'its file name continues lark' }] }],
    findings: [{ rule: 'cpu-not-in-root', file: 'lark-a.c', line: 18, cell: 'lark-a' }],
    summary: { files: 2, errors: 1, warnings: 0, information: 0, hints: 0, milliseconds: 21 },
  })
})

describe('the exit status', () => {
  const macroTwice = larkCell('0x2', '#define A 1\n#define A 2')
  const warnings = { 'lark.c': lark, 'lark-a.c': macroTwice }

  test.each([
    ['error', 0],
    ['warning', 1],
    ['information', 1],
    ['hint', 1],
    ['never', 0],
  ])('with a warning and --fail-on %s is %i', (threshold, status) => {
    const result = check(warnings, '--fail-on', threshold)
    expect(result.out).toContain('warning[c-macro-redefined]')
    expect(result.status).toBe(status)
  })

  test('is 0 with an error and --fail-on never, which shows it all the same', () => {
    const { status, out } = check(badBoard, '--fail-on', 'never')
    expect(status).toBe(0)
    expect(out).toContain('error[cpu-not-in-root]')
  })
})

describe('the paths', () => {
  const deep = {
    'boards/lark.c': lark,
    'boards/lark-a.c': larkCell('0x20'),
    'boards/main.c': 'int main(void);\n',
  }

  test('a folder is searched with everything below, and other C files in it are passed over', () => {
    const { out } = check(deep, '--format', 'concise', '.')
    expect(out).toMatch(/^boards\/lark-a\.c:18:\d+: error\[cpu-not-in-root\] [^\n]+\n$/)
  })

  test('of a named file the findings are shown, though its neighbours are read for them', () => {
    expect(check(deep, 'boards/lark-a.c').out).toContain('in 1 file, checked 1 board in')
    expect(check(deep, '--format', 'concise', 'boards/lark.c').out).toBe('')
  })

  test('named twice, directly and by its folder, a file is checked once', () => {
    expect(check(deep, 'boards/lark-a.c', 'boards', './boards/../boards/lark-a.c').out).toContain('1 error, ')
  })

  test('what lies outside of the working folder is shown from there', () => {
    const folder = folderWith({ ...deep, 'elsewhere/x': '' })
    const args = ['check', ...oneRule, '--format', 'concise', join(folder, 'boards')]
    expect(warden(args, { workingFolder: join(folder, 'elsewhere') }).out).toMatch(
      /^\.\.\/boards\/lark-a\.c:18:/,
    )
  })

  test('options may stand before, between and behind them, and before the command', () => {
    const workingFolder = folderWith(deep)
    const expected = warden(['check', 'boards', ...oneRule, '--format', 'concise'], { workingFolder })
    expect(expected.status).toBe(1)
    for (const args of [
      ['--format', 'concise', ...oneRule, 'check', 'boards'],
      ['check', '--format=concise', 'boards', ...oneRule],
      ['check', ...oneRule, '--format', 'concise', '--', 'boards'],
      ['check', 'boards', '--format', 'json', ...oneRule, '--format', 'concise'],
    ])
      expect(warden(args, { workingFolder })).toEqual(expected)
  })

  test('a link to nowhere, a huge C file and an empty folder stop nothing', () => {
    const workingFolder = folderWith(goodBoard)
    symlinkSync('missing.c', join(workingFolder, 'link.c'))
    symlinkSync('loop.c', join(workingFolder, 'loop.c'))
    writeFileSync(join(workingFolder, 'huge.c'), Buffer.alloc(17 * 1024 * 1024, ' '))
    mkdirSync(join(workingFolder, 'empty'))
    expect(warden(['check', ...oneRule], { workingFolder }).status).toBe(0)
  })
})

describe('the rules', () => {
  const unknown = { 'lark.c': lark, 'lark-a.c': larkCell('0x20', 'int x = NOWHERE;') }
  const concise = (...args: readonly string[]): readonly string[] =>
    rulesIn(warden(['check', '--format', 'concise', ...args], { workingFolder: folderWith(unknown) }))

  test('--select shows findings of the rule, and what is wrong with the C text', () => {
    expect(concise(...oneRule)).toEqual(['c-unknown-name', 'cpu-not-in-root'])
  })

  test('--select of something about the C text shows nothing else', () => {
    expect(concise('--select', 'c-unknown-name')).toEqual(['c-unknown-name'])
    expect(concise('--select', 'c-syntax')).toEqual([])
  })

  test('--select can be repeated', () => {
    expect(concise('--select', 'c-unknown-name', ...oneRule)).toEqual(['c-unknown-name', 'cpu-not-in-root'])
  })

  test('--ignore hides findings, also selected ones, and they do not count', () => {
    expect(concise(...oneRule, '--ignore', 'c-unknown-name')).toEqual(['cpu-not-in-root'])
    const result = check(badBoard, '--ignore', 'cpu-not-in-root')
    expect(result.status).toBe(0)
    expect(result.out).toContain('found nothing wrong')
  })
})

describe('the headers', () => {
  const headerTexts = [
    'jailhouse/types.h',
    'jailhouse/cell-config.h',
    'jailhouse/console.h',
    'jailhouse/pci_defs.h',
  ].map((name) => [name, builtInHeader(name)?.text ?? ''] as const)
  const needsMacro = { 'lark.c': lark, 'lark-a.c': larkCell('LARK_CPUS') }
  const needsHeader = { 'lark.c': lark, 'lark-a.c': larkCell('LARK_CPUS', '#include <lark-board.h>') }

  test.each([
    [['-DLARK_CPUS=0x2'], 0],
    [['-D', 'LARK_CPUS=0x20'], 1],
    [['--define', 'LARK_CPUS'], 0],
    [[], 1],
  ])('%j gives macros a value', (args, status) => {
    expect(check(needsMacro, ...args).status).toBe(status)
  })

  test('-I names folders with headers', () => {
    const files = { ...needsHeader, 'inc/lark-board.h': '#define LARK_CPUS 0x2\n' }
    expect(check(files).out).toContain('error[c-include-not-found]')
    expect(check(files, '-Iinc')).toMatchObject({ status: 0 })
    expect(check(files, '-I', '.', '--include-path', 'inc')).toMatchObject({ status: 0 })
  })

  test('--include names files that are read first', () => {
    const files = {
      ...needsMacro,
      'board.h': '#define LARK_CPUS LARK_SET\n',
      'set.h': '#define LARK_SET 0x2\n',
    }
    expect(check(files).status).toBe(1)
    expect(check(files, '--include', 'board.h', '--include', 'set.h').status).toBe(0)
    expect(check(files, '--include', 'none.h')).toMatchObject({
      status: 2,
      err: 'warden: --include none.h: there is no such file or folder\n',
    })
  })

  test('--headers names the tree, whose headers are the truth', () => {
    const header = 'tree/include/jailhouse/cell-config.h'
    const broken = { ...goodBoard, [header]: '#error this tree is broken\n' }
    expect(check(broken, '--headers', 'tree').out).toContain('error[c-error-directive]: ')
    const whole = {
      ...goodBoard,
      ...Object.fromEntries(headerTexts.map(([name, text]) => [`tree/include/${name}`, text])),
    }
    expect(check(whole, '--headers', 'tree', '-v').out).toContain(
      'board lark.c, read with the headers of tree\n',
    )
  })

  test('--arch decides where neither folder nor text do', () => {
    const text = lark.replace('JAILHOUSE_ARM64', 'LARK_ARCHITECTURE')
    const assertion = '_Static_assert(sizeof(long) == 4, "32 bits");\n'
    expect(check({ 'lark.c': `${assertion}${text}` }, '--arch', 'arm', '-DLARK_ARCHITECTURE=1').status).toBe(
      0,
    )
    expect(check({ 'lark.c': `${assertion}${text}` }, '-DLARK_ARCHITECTURE=1').out).toContain('32 bits')
  })

  test('what lies in the repository around the config may be included', () => {
    const files = {
      'sub/boards/lark.c': lark,
      'sub/boards/lark-a.c': larkCell('LARK_CPUS', '#include "../../common/lark-board.h"'),
      'common/lark-board.h': '#define LARK_CPUS 0x2\n',
    }
    const folder = folderWith(files)
    const inSub = (): Result => warden(['check', ...oneRule], { workingFolder: join(folder, 'sub') })
    expect(inSub().out).toContain('error[c-include-not-found]')
    mkdirSync(join(folder, '.git'))
    expect(inSub()).toMatchObject({ status: 0 })
  })
})

test('a folder is searched for variants of a config in a header, too', () => {
  const files = {
    'lark.c': lark,
    'lark-cell.h': larkCell('LARK_CPUS'),
    'lark-a.c': '#define LARK_CPUS 0x2\n#include "lark-cell.h"\n',
    'lark-b.c': '#define LARK_CPUS 0x100\n#include "lark-cell.h"\n',
  }
  const { out, status } = check(files)
  expect(out).toContain('error[cpu-not-in-root]')
  expect(out).toMatch(/lark-b\.c/)
  expect(status).toBe(1)
})

test('a fault in a file that several configs include is reported once, with its place and theirs', () => {
  const include = '#include "board.h"'
  const files = {
    'board.h': '/* all of them */\nint x = NOWHERE;\n',
    'lark.c': `${include}\n${lark}`,
    'lark-a.c': larkCell('0x2', include),
  }
  expect(check(files).out).toMatchInlineSnapshot(`
    "error[c-unknown-name]: \`NOWHERE\` is not defined
       --> board.h:2:9
        |
      2 | int x = NOWHERE;
        |         ^^^^^^^
        |
        = note: in the file included by lark-a.c and lark.c
        = help: define it, include the header that does, or pass it with -D

    1 error, 0 warnings, 0 information, 0 hints in 2 files, checked 1 board in 21 ms
    "
  `)
})

test('colours and the width are those of the terminal', () => {
  const workingFolder = folderWith(badBoard)
  const args = ['check', ...oneRule]
  const inColour = warden(args, { workingFolder, columns: 60 }).out
  expect(inColour).toContain('\u001b[31m\u001b[1merror[cpu-not-in-root]')
  const plain = warden([...args, '--color', 'never'], { workingFolder, columns: 60 }).out
  const notes = plain.split('\n').filter((line) => /^ +(= |\w)/.test(line))
  expect(notes).not.toEqual([])
  expect(notes.filter((line) => 60 < line.length)).toEqual([])
})

/** The text up to the notes, whose words are the rule's. */
function withoutNotes(text: string): string {
  return text.replace(/\n += [^]*?(?=\n\n)/g, '\n…')
}

/** The names of the rules in a text, in their order. */
function rulesIn({ out }: Result): readonly string[] {
  return [...out.matchAll(/\[([a-z-]+)\]/g)].map(([, rule = '']) => rule)
}
