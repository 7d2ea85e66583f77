/**
 * The built-in interface against a real Jailhouse tree of the same revision, named by `JAILHOUSE_TREE`: every macro
 * has the same value, and every config becomes the same bytes.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  gcc,
  hasCompiler,
  imageOf,
  outputOfProgram,
  temporaryFolder,
  writtenHeaders,
} from './host-compiler.ts'

const tree = process.env['JAILHOUSE_TREE'] ?? ''
const isComparable = tree !== '' && hasCompiler
const why = hasCompiler ? 'JAILHOUSE_TREE is not set' : 'there is no gcc and objcopy here'
/** What a reader of the list of tests is told when these do not run. */
const note = isComparable ? '' : ` (skipped: ${why})`
const includes = '#include <jailhouse/types.h>\n#include <jailhouse/cell-config.h>\n'

interface Macro {
  readonly name: string
  readonly isFunction: boolean
  readonly body: string
}

test.runIf(isComparable)(`every macro of the tree is ours too, with the same value${note}`, () => {
  const headers = writtenHeaders()
  const theirs = macrosOf(treeIncludes('x86'))
  expect(theirs.length).toBeGreaterThan(100)
  const ours = new Map(macrosOf([headers]).map((macro) => [macro.name, macro]))
  expect(theirs.filter(({ name, isFunction }) => ours.get(name)?.isFunction !== isFunction)).toEqual([])
  const program = printing(theirs)
  expect(outputOfProgram(program, [headers])).toBe(outputOfProgram(program, treeIncludes('x86')))
})

test.runIf(isComparable)(`we have no macro that the tree lacks${note}`, () => {
  const theirs = new Set(macrosOf(treeIncludes('x86')).map(({ name }) => name))
  const ours = macrosOf([writtenHeaders()]).map(({ name }) => name)
  expect(ours.filter((name) => !theirs.has(name))).toEqual([])
})

test.runIf(isComparable).each(['arm', 'arm64', 'x86'])(
  `every config of %s becomes the same bytes${note}`,
  (architecture) => {
    const sources = join(tree, 'configs', architecture)
    const names = readdirSync(sources).filter((name) => name.endsWith('.c'))
    expect(names).not.toEqual([])
    const files = names.map((name) => join(sources, name))
    const ours = compiled(files, [writtenHeaders()])
    const theirs = compiled(files, treeIncludes(architecture))
    const differing = names.filter((name) => {
      const object = name.replace(/\.c$/, '.o')
      const image = imageOf(join(theirs, object))
      return image.length < 132 || !image.equals(imageOf(join(ours, object)))
    })
    expect(differing).toEqual([])
  },
  180_000,
)

function treeIncludes(architecture: string): readonly string[] {
  return [`hypervisor/arch/${architecture}/include`, 'hypervisor/include', 'include'].map((path) =>
    join(tree, path),
  )
}

/** The macros that the headers define besides what gcc itself does; include guards are nobody's interface. */
function macrosOf(folders: readonly string[]): readonly Macro[] {
  const folder = temporaryFolder()
  const options = folders.map((path) => `-I${path}`)
  const listing = [
    '-E',
    '-dM',
    '-x',
    'c',
    '-include',
    'jailhouse/types.h',
    '-include',
    'jailhouse/cell-config.h',
  ]
  const listed = gcc([...listing, ...options, '/dev/null'], folder)
  const predefined = new Set(gcc(['-E', '-dM', '-x', 'c', '/dev/null'], folder).split('\n'))
  return listed
    .split('\n')
    .filter((line) => line !== '' && !predefined.has(line))
    .map((line) => /^#define (\w+)(\([^)]*\))? ?(.*)$/.exec(line))
    .flatMap((match) =>
      match ? [{ name: match[1] ?? '', isFunction: match[2] !== undefined, body: match[3] ?? '' }] : [],
    )
    .filter(({ name }) => !/^_|^WARDEN_|_H$/.test(name) && name !== 'NULL')
}

/** A program that prints the value, size and signedness of every macro without parameters. */
function printing(macros: readonly Macro[]): string {
  const statements = macros
    .filter(({ isFunction }) => !isFunction)
    .map(({ name, body }) => {
      if (body.startsWith('{'))
        return `{ unsigned m[6] = ${name}; for (int i = 0; i < 6; i++) printf("${name} %x\\n", m[i]); }`
      if (body.startsWith('"')) return `printf("${name} %s\\n", ${name});`
      const type = `__typeof__(${name})`
      return `printf("${name} %llx %d %d\\n", (unsigned long long)(${name}), (int)sizeof(${type}), (${type})-1 < 0);`
    })
  return `${includes}int printf(const char *, ...);\nint main(void) {\n${statements.join('\n')}\n${asking()}return 0;\n}\n`
}

/** The macros with parameters that give a number, asked for values that tell their answers apart. */
function asking(): string {
  const predicates = [
    'CELL_FLAGS_VIRTUAL_CONSOLE_ACTIVE',
    'CELL_FLAGS_VIRTUAL_CONSOLE_PERMITTED',
    'SYS_FLAGS_VIRTUAL_DEBUG_CONSOLE',
    'CON_IS_MMIO',
    'CON_USES_REGDIST_1',
    'FB_IS_1920x1080',
    'CON_HAS_INVERTED_GATE',
    'CON_HAS_MDR_QUIRK',
  ]
  const asked = predicates.map(
    (name) => `for (int i = 0; i < 32; i++) printf("${name} %d %d\\n", i, ${name}(0u | 1u << i));\n`,
  )
  const lengths =
    'int a[6]; printf("ARRAY_SIZE %d %d\\n", (int)(2 * ARRAY_SIZE(a)), (int)(100 / ARRAY_SIZE(a)));\n'
  return asked.join('') + lengths
}

/** The folder in which gcc leaves the object files of the configs. */
function compiled(files: readonly string[], folders: readonly string[]): string {
  const folder = join(temporaryFolder(), 'objects')
  mkdirSync(folder)
  gcc(['-c', '-w', ...folders.map((path) => `-I${path}`), ...files], folder)
  return folder
}
