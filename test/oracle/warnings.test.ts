/** What gcc says with `-Wall -Wextra`, Warden says: on the same lines, and on no others. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { builtInHeader, builtInHeaderNames } from '../../server/src/abi/headers.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { translated } from '../c/translation.ts'
import { configsOfTree, includeFoldersOf, jailhouseTree, needsTree } from '../upstream/tree.ts'
import { randomRow } from './choices.ts'
import { gccVersion } from './gcc.ts'
import { saidByGcc, saidByWarden } from './gcc-words.ts'
import { fileOf } from './random-config.ts'

const gcc = gccVersion()
const judge = gcc ?? 'gcc, which is not installed: SKIPPED'
const folder = mkdtempSync(join(tmpdir(), 'warden-warnings-'))
afterAll(() => rmSync(folder, { recursive: true }))

const declarations = `typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32;
typedef unsigned long long u64; typedef signed char s8;
struct pair { u8 a; u32 b; }; struct line { struct pair from, to; u8 width; };
typedef enum { FIRST, SECOND } kind; typedef enum { THIRD, FOURTH } __attribute__((packed)) small;
`

/** Each is compiled by itself, so that an error in one does not change what is said about another. */
const texts: readonly string[] = [
  // Overridden initialisers
  'struct pair x = { .a = 1,\n .a = 2,\n .b = 3 };',
  'struct pair x = { .a = 1, .b = 2,\n .a = 3,\n 4 };',
  'struct line x = { .from = { 1, 2 },\n .from.a = 2 };',
  'struct line x = { .from.a = 1,\n .from = { .b = 2 } };',
  'struct line x = { .from = { .a = 1 },\n .from.b = 2 };',
  'struct line x = { .from = { 1, 2 }, .to = { 3, 4 },\n .to.b = 5, 6,\n .from.b = 7, 8 };',
  'struct line x = { .to = { 1, 2 }, .from = { 3, 4 },\n 5,\n 6, 7 };',
  'u8 x[4] = { [0 ... 3] = 1,\n [2] = 5 };',
  'u8 x[8] = { [0 ... 3] = 1,\n [2 ... 5] = 5,\n [6] = 1 };',
  'u8 x[4] = { 1, 2,\n [0] = 3,\n 4,\n 5 };',
  'struct pair x[2] = { [0 ... 1] = { 1, 2 },\n [1] = { 3, 4 } };',
  'struct pair x[2] = { [0 ... 1] = { 1, 2 },\n [1].a = 3 };',
  'struct pair x[2] = { [0].a = 1, [1].a = 1,\n [0].b = 2, [1].b = 2 };',
  'union { u8 a; u32 b; } x = { .a = 1,\n .b = 2 };',
  'struct { u8 q; union { u8 b; u16 c; }; } x = { .b = 1,\n .c = 2 };',
  'struct { u8 q; union { u8 b; struct { u8 c, d; }; }; } x = { .b = 1,\n .c = 2 };',
  'struct { u8 q; union { u8 b; struct { u8 c, d; }; }; } x = { .c = 1,\n .d = 2 };',
  'union { struct { u8 a; } s; u8 b; } x = { .b = 1,\n .s.a = 2 };',
  'struct { char n[4]; } x = { .n = "abc",\n .n[1] = 1,\n .n = "x" };',
  '#define BOTH .a = 1, .b = 2\nstruct pair x = { BOTH,\n .b = 3 };',
  // Excess elements
  'struct pair x = { 1, 2, 3, 4 };',
  'struct pair x[1] = { { 1, 2 },\n { 2, 3 } };',
  'struct pair x[1] = { { 1, 2,\n 3 } };',
  'u8 x[2] = { 1, 2, 3,\n [0] = 7 };',
  'u8 x[2] = { 3, 4, 5,\n [1] = 6, 7 };',
  'struct {} x = { 1 };',
  'struct { u8 a; struct pair p[0]; } x = { 1, { } };',
  'u32 x = { 1, 2 };',
  'union { u8 a; } x = { 1, 2 };',
  'char x[3] = "abcd";',
  'char x[3] = "abc";',
  'char x[3] = { "abcd" };',
  'char x[3] = "ab\\0" "c";',
  'struct { char n[2]; u8 m; } x[2] = { { "ab", 1 },\n { "abc", 2 } };',
  // Constants that are too large for their field
  'u16 x[] = { 0x1ffff,\n -1,\n 65535,\n -32768,\n -32769,\n 0x10000 };',
  'u8 x[] = { 256,\n -129,\n -128,\n -256,\n 255,\n (u8)511,\n (u16)511,\n 300 & 0x1ff };',
  's8 x[] = { 127,\n 128,\n 255,\n 256,\n -128,\n -129 };',
  'u32 x[] = { 0x100000000,\n 0xffffffffffffffff,\n -1ll,\n ~0ull,\n ~0,\n -0x80000001,\n 1ull << 32 };',
  'u64 x[] = { -1,\n ~0,\n 0xffffffffffffffff,\n 0x1ffffffffffffffff,\n 18446744073709551615,\n 9223372036854775807 };',
  'u16 x[] = { ~0u,\n ~0x1ff,\n ~(u16)1,\n 0xffffff00 >> 8 };',
  'int x[] = { 0xffffffff,\n 0x100000000,\n -2147483649 };',
  '_Bool x[] = { 2,\n -1,\n 256 };',
  'kind x[] = { 5,\n -1,\n 0x1ffffffff };',
  'small x[] = { 5,\n -1,\n 256 };',
  'struct { u32 a : 4; int b : 3; _Bool c : 1; kind d : 2; } x[] = { { 31, 9, 2, 5 },\n { -1, 7, 1, 3 },\n { -17, -4, 0, -1 },\n { -8, -5, 0, 0 } };',
  'struct { u64 a : 40; u8 b : 8; } x[] = { { 0xffffffffff, 255 },\n { 0x10000000000, 1 } };',
  '#define RANGE(b, n) { b, n }\nstruct { u16 b, n; } x[] = { RANGE(0, 0x10000),\n RANGE(1, 2) };',
  "u8 x[] = { 'a',\n '\\xff' };",
  // Shifts
  'u64 x[] = { 1 << 31,\n 1 << 32,\n 1 << 61,\n 1u << 32,\n 1ull << 63,\n 1ull << 64 };',
  'u64 x[] = { 1 >> 32,\n -1 >> 31,\n -1 >> 40,\n 0 << 32,\n 0 << -1 };',
  'u64 x[] = { 3 << 30,\n 2 << 31,\n 3 << 31,\n 0xf << 28,\n 0x7fffffff << 1,\n 0xfu << 31 };',
  'u64 x[] = { -1 << 4,\n -1 << 40,\n -1ll << 4,\n (u8)1 << 31 };',
  'u64 x = 1 << -1;',
  'u64 x[] = { 0 && (1 << 40),\n 1 ? 2 : (1 << 40),\n 1 || (1 << 40),\n sizeof(1 << 40) };',
  'u8 x[1 << 2] = { [1 << 1] = 1 << 3 };',
  // Signed overflow
  'u64 x[] = { 2147483647 + 1,\n 0x7fffffff * 2,\n 0x80000000 * 2,\n 4294967295 + 1,\n -2147483647 - 1 };',
  'u64 x[] = { -(1 << 31),\n (1 << 31) - 1,\n (-2147483647 - 1) / -1,\n (-2147483647 - 1) % -1 };',
  'u32 x[] = { 0x7fffffff + 1 + 5,\n (0x7fffffff + 1) * 2 - 1,\n ~(0x7fffffff + 1) };',
  'u8 x[] = { 0x7fffffff + 1,\n (u8)(0x7fffffff + 1) };',
  'u64 x = 9223372036854775807 + 1;',
  // Braces
  'u32 x = { { 1 } };',
  'u32 x[2] = { { 1 },\n 2 };',
  'struct pair x = { { 1 }, 2 };',
  'struct line x = { { 1, 2 }, { }, { 3 } };',
  'struct pair x[2] = { { }, { } };',
  'struct pair x = { };',
  'u32 x = { .a = 1 };',
  'u32 x = { [0] = 1 };',
  // Preprocessor
  '#warning mind the gap\nu8 x = 1;',
  '#define A 1\n#define A 1\n#define A 2\n#undef A\n#define A 3\nu8 x = A;',
  '#ifdef NOBODY\n#warning not this\n#endif\nu8 x = 1;',
  // Names and types
  'struct { u8 a; u8 a; } x = { 1 };',
  'struct { u8 a; union { u8 b; u16 a; }; } x = { 1 };',
  'struct pair { u8 c; };',
  'enum { FIRST, OTHER };',
  'u8 x = 1;\nu8 x = 2;',
  'u8 x;\nextern u8 x;\nu8 x = 2;\nu8 x;',
  'static const u32 base = 5;\nu32 x = base + 1;\nu32 y[] = { base };',
  'u32 base = 5;\nu32 x = base;',
  'u64 x = MACRO(3);',
  'u64 x = 1 / 0;',
  'struct pair x = { .c = 1 };',
  'u8 x[2] = { [2] = 1 };',
]

const options = ['-std=gnu17', '-fsigned-char', '-ffreestanding', '-ftrack-macro-expansion=0', `-I${folder}`]

describe.skipIf(gcc === undefined)(`where ${judge} warns, and only there, Warden does`, () => {
  it.each(texts)('%s', (text) => {
    const whole = declarations + text
    const path = join(folder, 'fixture.c')
    writeFileSync(path, whole)
    const { complaints, main } = translated(whole)
    expect(saidByWarden(complaints, main)).toEqual(saidByGcc(path))
  })

  it('in random configs, of which most have something that gcc warns about', { timeout: 120_000 }, () => {
    const headers = Object.fromEntries(
      builtInHeaderNames().map((name) => [name, builtInHeader(name)?.text ?? '']),
    )
    for (const [name, text] of Object.entries(headers)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const path = join(folder, 'random.c')
    const compared = Array.from({ length: 200 }, (_, start) => {
      const text = fileOf([randomRow(start, 4000)])
      writeFileSync(path, text)
      const { complaints, main } = translated(text, { files: headers })
      return { ours: kindsIn(saidByWarden(complaints, main)), gcc: kindsIn(saidByGcc(path, options)) }
    })
    expect(compared.map(({ ours }) => ours)).toEqual(compared.map((said) => said.gcc))
    expect(compared.filter((said) => 0 < said.gcc.length).length).toBeGreaterThan(compared.length / 2)
  })

  it.skipIf(jailhouseTree === undefined)(
    `in all of upstream's configs${needsTree}`,
    { timeout: 120_000 },
    () => {
      const tree = jailhouseTree ?? ''
      const files = diskFiles()
      const different = configsOfTree(tree).filter(({ path, architecture }) => {
        const file = files.read(path)
        if (!file) return true
        const { translation } = analyse(file, { files, settings: defaultSettings, roots: [tree] })
        const folders = includeFoldersOf(tree, architecture).map((include) => `-I${include}`)
        const said = saidByGcc(path, ['-D__LINUX_COMPILER_TYPES_H', ...folders])
        return JSON.stringify(said) !== JSON.stringify(saidByWarden(translation.complaints, file))
      })
      expect(different).toEqual([])
    },
  )
})

/** The codes alone: several macros deep, the two do not agree on what a line is. */
function kindsIn({ warnings }: { readonly warnings: readonly string[] }): readonly string[] {
  return [...new Set(warnings.map((warning) => warning.replace(/^\d+ /, '')))].toSorted()
}
