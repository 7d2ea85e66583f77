/**
 * No text makes the front end throw, hang, or say more than anybody would read. The time that is demanded is generous,
 * since machines differ; what it rules out is work that grows faster than the text.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageOf } from '../../server/src/c/image.ts'
import { lex } from '../../server/src/c/lexer.ts'
import { limits } from '../../server/src/c/limits.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import type { Translation } from '../../server/src/c/translate.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { translated } from './translation.ts'

const examples = join(import.meta.dirname, '..', '..', 'examples')
const configs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.c'))
  .toSorted()
  .map((path): [string, string] => [path, readFileSync(join(examples, path), 'utf8')])

/** Goes through everything that an editor would ask of a translation. */
function check({ objects, complaints }: Translation): void {
  for (const { type, value } of objects) imageOf(type, value)
  expect(complaints.length).toBeLessThanOrEqual(limits.complaints)
  for (const { at } of complaints) {
    const { start, end, file } = writtenAt(at)
    expect(start).toBeLessThanOrEqual(end)
    expect(end).toBeLessThanOrEqual(file.text.length)
  }
}

function checkConfig(text: string): void {
  const path = '/board/configs/arm64/a.c'
  const files = memoryFiles({ [path]: text })
  const file = files.read(path)
  if (file) check(analyse(file, { files, settings: defaultSettings, roots: ['/board'] }).translation)
}

/** What may stand between two tokens. */
const gap = /^(?:\s|\ufeff|\\[ \t]*\r?\n|\/\/(?:\\[ \t]*\r?\n|[^\n])*|\/\*[^]*?\*\/|\/\*[^]*$)*$/

function expectTiles(text: string): void {
  let at = 0
  for (const { start, end } of lex(sourceFile('/a.c', text)).tokens) {
    expect(at).toBeLessThanOrEqual(start)
    expect(text.slice(at, start)).toMatch(gap)
    at = end
  }
  expect(at).toBe(text.length)
}

const pieces = fc.constantFrom(
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ',',
  ';',
  '.',
  '=',
  '"',
  "'",
  '#',
  '##',
  '\\',
  '\n',
  '/*',
  '*/',
  '//',
  '...',
  ' ',
  '#if',
  '#define F(x) x',
  '#else\n',
  '#endif\n',
  '0x',
  '1',
  'a',
  'sizeof',
  'struct',
  '\0',
  '\r',
  '\ufeff',
  'é',
  '?',
)

describe('tokens and gaps tile the file', () => {
  it('of any characters', () => {
    expect.hasAssertions()
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectTiles), { numRuns: 500 })
  })
  it('of any pieces of C', () => {
    expect.hasAssertions()
    const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, expectTiles), { numRuns: 1000 })
  })
  it.each(configs)('of %s', (_, text) => {
    expect.hasAssertions()
    expectTiles(text)
  })
})

describe('broken examples', () => {
  it.each(configs)('prefixes of %s', (_, text) => {
    expect.hasAssertions()
    const step = Math.max(1, Math.floor(text.length / 250))
    for (let end = 0; end <= text.length; end += step) checkConfig(text.slice(0, end))
  })

  it.each(configs)('mutations of %s', (_, text) => {
    expect.hasAssertions()
    const place = fc.nat({ max: text.length })
    const edits = fc.array(fc.tuple(place, fc.nat({ max: 30 }), fc.oneof(pieces, fc.constant(''))), {
      minLength: 1,
      maxLength: 4,
    })
    const run = (list: readonly (readonly [number, number, string])[]): void =>
      checkConfig(list.reduce((old, [at, cut, put]) => old.slice(0, at) + put + old.slice(at + cut), text))
    fc.assert(fc.property(edits, run), { numRuns: 250 })
  })

  it('any pieces of C', () => {
    expect.hasAssertions()
    const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (code) =>
        check(translated(`struct { int a[3]; struct { int b; } c; } x = { ${code}`)),
      ),
      { numRuns: 1500 },
    )
  })
})

const n = 20_000
const many = (text: string, count = n): string => text.repeat(count)
const list = (make: (index: number) => string, count = n): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
const chained = (make: (index: number) => string, count: number): string =>
  list((index) => `${make(index)}\n`, count)

/** Hostile texts, each with the beginning of the first complaint about it. */
const hostile: readonly (readonly [name: string, text: string, complaint: string])[] = [
  ['parentheses', `int x = ${many('(')}1${many(')')};`, 'c-limit: nesting'],
  ['open parentheses', `int x = ${many('(')}`, 'c-limit: nesting'],
  ['braces', `int x = ${many('{')}1${many('}')};`, 'c-limit: nesting'],
  ['open braces', `int x = ${many('{')}`, 'c-limit: nesting'],
  ['closing braces', many('}'), 'c-syntax: expected a declaration'],
  ['unary operators', `int x = ${many('- ')}1;`, 'c-limit: nesting'],
  ['sizeof', `int x = ${many('sizeof ')}1;`, 'c-limit: nesting'],
  ['casts', `int x = ${many('(int)')}1;`, 'c-limit: nesting'],
  ['operators', `int x = 1${many('|1')};`, 'c-limit: expressions'],
  ['members', `struct s { int b; } a; int x = sizeof(a${many('.b')});`, 'c-limit: expressions'],
  ['indices', `int a[1]; int x = sizeof(a${many('[0]')});`, 'c-limit: expressions'],
  ['conditionals', `int x = ${many('1?')}1${many(':2')};`, 'c-limit: nesting'],
  ['conditionals to the right', `int x = ${many('0?1:')}1;`, 'c-limit: nesting'],
  ['conditionals without a middle', `int x = ${many('(1 ?: ', 50)}1${many(')', 50)};`, ''],
  ['compound literals', `int x = sizeof${many('((int[]){')}1${many('})')};`, 'c-limit: nesting'],
  ['structs', `${many('struct {')}int a;${many('};')} x = {1};`, 'c-limit: nesting'],
  [
    'structs by name',
    `struct s0 { int a; };${list((i) => `struct s${i + 1} { struct s${i} a; };`, 5000)} struct s5000 x = {1};`,
    'c-limit: types',
  ],
  [
    'typedefs of arrays',
    `typedef int t0;${list((i) => `typedef t${i} t${i + 1}[1];`, 5000)} t5000 x = {1};`,
    'c-limit: types',
  ],
  ['dimensions', `int x${many('[1]')} = {1};`, 'c-limit: types'],
  ['declarators', `int ${many('(')}x${many(')')} = 1;`, 'c-limit: nesting'],
  ['attributes', `int x ${many('__attribute__((')}`, 'c-syntax: expected'],
  ['brackets', `int x${many('[')} = 1;`, 'c-syntax: expected'],
  ['designators', `int x[] = { ${many('[')} };`, 'c-syntax: expected'],
  ['a large array', 'unsigned char x[1<<30] = { [(1<<30)-1] = 1 };', 'c-limit: only the first'],
  ['a large range', 'unsigned char x[1<<30] = { [0 ... (1<<30)-1] = 1 };', 'c-limit: only the first'],
  ['an index without an array', 'unsigned char x[] = { [1<<30] = 1 };', 'c-limit: only the first'],
  [
    'ranges in ranges',
    'unsigned char x[65536][65536] = { [0 ... 65535] = { [0 ... 65535] = 1 } };',
    'c-limit: ranges',
  ],
  [
    'ranges of ranges',
    'unsigned char x[65536][65536] = { [0 ... 65535][0 ... 65535] = 1 };',
    'c-limit: ranges',
  ],
  ['members of a struct', `struct { ${list((i) => `int a${i};`)} } x = { ${many('1,')} };`, ''],
  [
    'fields by name',
    `struct { ${list((i) => `int a${i};`, 5000)} } x = { ${list((i) => `.a${i}=1,`, 5000)} };`,
    '',
  ],
  ['an unknown long field', `struct { int ${many('a')};} x = { .${many('b')} = 1 };`, 'c-unknown-field'],
  ['#if', `${many('#if 1\n')}int x = 1;${many('\n#endif')}`, ''],
  ['#if 0', `${many('#if 0\n')}int x = 1;${many('\n#endif')}`, ''],
  ['open #if', `${many('#if 1\n')}int x = 1;`, 'c-directive: this `#if`'],
  ['parentheses of #if', `#if ${many('(')}1\n#endif`, 'c-directive: the condition is nested'],
  ['operators of #if', `#if ${many('!')}1\n#endif`, 'c-directive: the condition is nested'],
  ['__has_include', `#if ${many('__has_include(<a ')}1\n#endif`, 'c-directive'],
  ['an include of itself', '#include "/main.c"\nint x = 1;', 'c-limit: includes'],
  ['two includes of itself', '#include "/main.c"\n#include "/main.c"\nint x = 1;', 'c-limit'],
  [
    'a doubling macro',
    `#define A0 1 + 1\n${chained((i) => `#define A${i + 1} A${i} + A${i}`, 40)}int x = A40;`,
    'c-limit: macros',
  ],
  [
    'doubled nothing',
    `#define A0\n${chained((i) => `#define A${i + 1} A${i} A${i}`, 40)}int x = A40 1;`,
    'c-limit: macros',
  ],
  [
    'a doubling call',
    '#define F(x) x x\n#define G(x) F(F(F(F(F(F(F(F(x))))))))\nint x = G(G(G(G(1))));',
    'c-limit: macros',
  ],
  ['calls in calls', `#define F(x) (x)\nint x = ${many('F(', 5000)}1${many(')', 5000)};`, 'c-limit: macros'],
  ['open calls in calls', `#define F(x) (x)\nint x = ${many('F(', 2000)};`, 'c-macro-call: the call'],
  ['open calls', `#define F(x) x\nint x[] = { ${many('F(1 }, ')} };`, 'c-macro-call: the call'],
  [
    'a chain of macros',
    `#define A0 1\n${chained((i) => `#define A${i + 1} A${i}`, n)}int x = A${n};`,
    'c-limit: macros',
  ],
  [
    'macros that grow again',
    `#define f(x) f(f(x)) g(x)\n#define g(x) f(x) g(g(x))\nint x = ${many('f(', 30)}1${many(')', 30)};`,
    'c-limit: macros',
  ],
  [
    'strings of strings',
    `#define S(x) #x\n#define X(x) S(x)\nchar x[] = ${many('X(', 40)}"a"${many(')', 40)};`,
    'c-limit: macros make',
  ],
  [
    'pasted names',
    `#define C(x) x##x\n#define D(x) C(x)\nint x = ${many('D(', 40)}a${many(')', 40)};`,
    'c-limit: macros make',
  ],
  ['__VA_OPT__', `#define F(...) ${many('__VA_OPT__(')}1${many(')')}\nint x = F(1);`, 'c-unknown-name'],
  ['variadic arguments', `#define F(...) {__VA_ARGS__}\nint x[] = F(${many('1,')});`, ''],
  ['an open comment', `int x = 1; /*${many(' x')}`, 'c-syntax: the comment'],
  ['open strings', many('char x[] = "abc\n'), 'c-syntax: the string'],
  ['NUL', `int x = 1;${many('\0')}`, 'c-syntax: the character'],
  ['splices', `int x${many('\\\n')} = 1${many('\\\r\n')};`, ''],
  ['a long number', `unsigned long x = 0x${many('f')};`, 'c-constant'],
  ['a long name', `int ${many('a', 1_000_000)} = 1;`, ''],
  ['a long string', `char x[] = "${many('a', 1_000_000)}";`, ''],
  ['a long character', `int x = '${many('a', 200_000)}';`, ''],
  ['a long section', `int x __attribute__((section("${many('a', 200_000)}"))) = 1;`, ''],
  ['carriage returns', list((i) => `int x${i} =\r\n 1;\r\n`), ''],
  ['missing commas', `int x[] = { ${many('1 ')} };`, 'c-syntax: an operator'],
  ['closing braces', `int x[] = { 1 ${many('}')}, 2 };`, 'c-syntax: this'],
  ['closing braces and commas', `int x[] = { 1 ${many('}, ')} 2 };`, 'c-syntax: this'],
  ['words', `int x[] = { ${many('a ')} };`, 'c-syntax: an operator'],
  ['question marks', `int x[] = { ${many('? ')} };`, 'c-syntax: expected'],
  ['only commas', `int x[] = { ${many(',')} };`, 'c-syntax: expected an expression'],
  ['only dots', `int x[] = { ${many('. ')} };`, 'c-syntax: expected a field name'],
  ['unknown names', `int x[] = { ${many('foo,')} };`, 'c-unknown-name'],
  ['directives', many('#foo\n'), 'c-directive: `#foo`'],
  ['constants', `enum { ${list((i) => `A${i},`)} }; int x = A${n - 1};`, ''],
]

describe('hostile texts', () => {
  it.each(hostile)('%s', (_, text, expected) => {
    const begin = performance.now()
    const translation = translated(text)
    check(translation)
    const [first] = translation.complaints
    expect(first ? `${first.code}: ${first.message}`.slice(0, expected.length || 200) : '').toBe(expected)
    expect(performance.now() - begin).toBeLessThan(5000)
  })

  it('stops including where there are too many files, or too many tokens', () => {
    const files = { 'small.h': 'extern int x;\n', 'large.h': `enum { ${list((i) => `A${i},`)} };\n` }
    for (const [name, limit] of [
      ['small.h', limits.openedFiles],
      ['large.h', Math.ceil(limits.includedTokens / (2 * n))],
    ] as const) {
      const { complaints, objects } = translated(`${many(`#include "${name}"\n`, limit + 10)}int y = 1;`, {
        files,
      })
      const said = complaints.filter(({ code }) => code === 'c-limit').map(({ message }) => message)
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(/^no further file is included: these are \d+ files with \d+ tokens/)
      expect(objects.map((object) => object.name.text)).toEqual(['y'])
    }
  })

  it('says of one limit once', () => {
    for (const text of [`int x = ${many('(')}1;`, `int x = ${many('{')}`, `int x = ${many('1?')}1;`])
      expect(translated(text).complaints.filter(({ code }) => code === 'c-limit')).toHaveLength(1)
  })

  it('a file of a megabyte takes time in proportion', () => {
    const element = '\t{ .a = 0x12345678, .b = 1 << 3 | 4, .c = sizeof(int) },\n'
    const text = `struct r { unsigned long a, b, c; };\nstruct r x[] = {\n${many(element, 18_000)}};`
    const { complaints, objects } = translated(text)
    expect(complaints).toEqual([])
    expect(objects[0]?.type).toMatchObject({ kind: 'array', length: 18_000 })
  })
})
