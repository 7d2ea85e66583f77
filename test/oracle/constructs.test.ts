/**
 * Small texts, one construct each, as gcc sees them: the bytes of objects, and what is left after preprocessing. All
 * of them are made of what real configs use, in combinations that they do not happen to show.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lex } from '../../server/src/c/lexer.ts'
import type { Token } from '../../server/src/c/token.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { imagesOf, translated } from '../c/translation.ts'
import { compiledImage, gccVersion } from './gcc.ts'

const gcc = gccVersion()
const judge = gcc ?? 'gcc, which is not installed: SKIPPED'

const declarations = `
typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32; typedef unsigned long long u64;
#define PACKED __attribute__((packed))
#define ARRAY_SIZE(a) sizeof(a) / sizeof((a)[0])
struct pair { u8 a; u32 b; };
struct tight { u8 a; u32 b; } PACKED;
struct region { u64 phys, virt, size, flags; } PACKED;
`

function inFile<T>(text: string, ask: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'warden-constructs-'))
  try {
    const path = join(folder, 'fixture.c')
    writeFileSync(path, text)
    return ask(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const objects: readonly string[] = [
  // Designators
  'struct pair x = { .b = 1, .a = 2 };',
  'struct pair x = { .a = 1, 2, .a = 3 };',
  'struct { struct pair p[2]; u8 c; } x = { .p[1].b = 5, 7, .p[0] = { 1, 2 } };',
  'struct { struct pair p[2]; u8 c; } x = { .p = { [1] = { .a = 1 } }, .p[1].b = 2 };',
  'struct { struct pair p; u8 c; } x = { .p.b = 2, .p = { .a = 1 } };',
  'struct { struct pair p; u8 c; } x = { .p = { 1, 2 }, .p = { .b = 3 }, .c = 1, .c = 2 };',
  'struct { u8 a; union { u32 b; struct { u16 c, d; }; }; u8 e; } x = { 1, .d = 3, 4 };',
  'struct { u8 a; union { u32 b; struct { u16 c, d; }; }; u8 e; } x = { .c = 1, .d = 3, .b = 4, .e = 5 };',
  'u16 x[8] = { [6] = 1, 2, [1] = 3, 4, 5 };',
  'u16 x[] = { [3] = 1, [1] = 2 };',
  'u8 x[2][3] = { [1] = { [2] = 1 }, [0][1] = 2, 3, 4 };',
  'u8 x[2][3][2] = { [1][0 ... 1][1] = 9, 8 };',
  // GNU ranges
  'u8 x[16] = { [0 ... 7] = 0xff, [4 ... 5] = 1, [10 ... 0xf - 1] = -1, 3 };',
  'u8 x[32] = { [0/8 ... 0x1f/8] = -1, [0x20/8 ... 0x3f/8] = 0, [0x70/8] = 0xfd };',
  'struct pair x[4] = { [0 ... 2] = { .a = 1, .b = 2 }, [1].b = 7, [2 ... 3].a = 3 };',
  'struct { u8 m[2][2]; } x[2] = { [0 ... 1].m[0 ... 1] = { 1, 2 }, [1].m[0][1] = 5 };',
  // Layout
  'struct { u8 a; struct pair b; struct tight c; u16 d; } x = { 1, { 2, 3 }, { 4, 5 }, 6 };',
  'struct { u8 a; struct pair b; struct tight c; u16 d; } PACKED x = { 1, { 2, 3 }, { 4, 5 }, 6 };',
  'struct { u8 a; u64 b; } x = { 1, 2 };',
  'struct { u8 a; u64 b PACKED; } x = { 1, 2 };',
  'struct { u8 a; u16 b __attribute__((aligned(8))); u8 c; } __attribute__((packed, aligned(4))) x = { 1, 2, 3 };',
  'struct __attribute__((packed)) { u8 a; u32 b; } x = { 1, 2 };',
  'struct { u8 a; union { u8 b; u64 c; } PACKED; u8 d; } x = { 1, { 2 }, 3 };',
  'struct { u8 a; struct { u8 b; u32 c; } PACKED d; u32 e[0]; u8 f; } x = { 1, { 2, 3 }, {}, 4 };',
  'struct { u8 a[3]; struct { u16 n; } m[0]; u8 b; } PACKED x = { { 1, 2 }, .b = 4 };',
  'struct { char name[31 + 1]; u32 n; } PACKED x = { "abc", sizeof(x.name) };',
  'struct { u8 n; u16 a[3]; } PACKED x = { .n = ARRAY_SIZE(x.a), .a = { 1 } };',
  'struct { u8 n; struct region r[2]; } PACKED x = { 2 * ARRAY_SIZE(x.r), { { .size = sizeof(x.r[0]) } } };',
  // Bit-fields
  'struct { u32 a : 4, b : 12, c : 20; u8 d : 3; } x = { 0x1f, 0xabc, -1, 5 };',
  'struct { u32 a : 4, b : 12, c : 20; u8 d : 3; } PACKED x = { 0x1f, 0xabc, -1, 5 };',
  'struct { u8 a : 4, b : 7; u16 : 0; u8 c : 1; u8 : 3; u8 d : 2; } x = { 1, 0x55, 1, 2 };',
  'struct { u8 a : 4, b : 7; u16 : 0; u8 c : 1; u8 : 3; u8 d : 2; } PACKED x = { 1, 0x55, 1, 2 };',
  'struct { u64 a : 33, b : 40, c : 7; } PACKED x = { 0x1ffffffff, .c = 3, .b = 0x8000000001 };',
  'struct { int a : 3; unsigned b : 3; _Bool c : 1; } x = { -1, 9, 2 };',
  'union { struct { u8 lo : 4, hi : 4; } n; u8 whole; } x[2] = { { { 1, 2 } }, { .whole = 0x34 } };',
  // Enumerations
  'enum { A, B = 5, C, D = 1 << 4, E = D | B }; u8 x[] = { A, B, C, D, E, sizeof(A) };',
  'typedef enum { P = 1, Q } kind; struct { u8 a; kind k; } PACKED x = { 1, Q };',
  'enum big { M = 0x80000000, N = -1 }; struct { enum big k; u8 n; } x = { M, sizeof(enum big) };',
  'enum small { S = 200 } PACKED; struct { enum small k; u8 n; } x = { S, sizeof(enum small) };',
  // Constants, assertions and offsets
  '_Static_assert(sizeof(struct pair) == 8 && sizeof(struct tight) == 5, "layout"); u8 x = 1;',
  'u8 x[] = { __builtin_offsetof(struct pair, b), __builtin_offsetof(struct region, flags) + 1 };',
  '#define offsetof(t, m) __builtin_offsetof(t, m)\nstruct { u8 a; struct pair p[3]; } y; u8 x = offsetof(struct region, size);',
  // Strings
  'char x[5] = "abcde";',
  'char x[5] = "ab";',
  'char x[] = "a" "b" "\\0c";',
  'char x[2] = { "x" };',
  'struct { char a[4]; u8 b; char c[2][3]; } x = { "root", 1, { "abc", "d" } };',
  'struct { char a[4]; u8 b; } x[] = { { .a = { "ab" }, 1 }, { { \'x\', \'y\' }, 2 }, "pq", 3 };',
  'char x[] = "\\t\\x7f\\177\\"\\\\\\e\\u20ac";',
  'u8 x[] = "usable as bytes";',
  // Braces
  'struct pair x[2] = { 1, 2, 3, 4 };',
  'struct pair x[] = { 1, 2, 3 };',
  'struct { struct pair p[2]; u8 t; } x = { { 1, 2, 3 }, 4 };',
  'struct { struct pair p[2]; u8 t; } x = { 1, 2, { 3 }, 4 };',
  'struct pair x = { { 1 }, { 2, 3 }, 4, 5 };',
  'u32 x = { 7 };',
  'u32 x[2] = { { 1 }, { 2 } };',
  'struct { struct pair a; u8 b; } x = { { }, 1 };',
  'struct region x[3] = { { 0 }, /* name */ { .phys = 1, }, };',
  'u8 x[3] = { 1, 2, 3, 4, 5 };',
  'u8 x[sizeof((struct pair[]){ { 1 }, { 2 }, [4] = { 3 } })] = { 1 };',
  // Macros and conditionals between elements
  '#define R(p, n) { .phys = (p) + (n), .size = 0x1000 }\nstruct region x[] = { R(0x1000, 1), R(2, 3), };',
  '#define TWO(p) { .phys = p }, { .phys = p + 1 }\nstruct region x[] = { TWO(1), TWO(0x80), { 9 } };',
  '#define BODY .phys = 1, .virt = 2\n#define LIST { 3, 4 }\nstruct region x[] = { { BODY, .size = 3 }, LIST };',
  'u8 x[] = { 1,\n#if 0\n2,\n#elif defined(PACKED)\n3,\n#ifdef NOPE\n4,\n#else\n5,\n#endif\n#else\n6,\n#endif\n7 };',
  'struct {\n#ifdef NOPE\nu8 n;\n#else\nu32 n;\n#endif\nu8 c; } x = { 1, 2 };',
  '#define CELL(n, b) u8 n##_cell[] = { b, __COUNTER__, sizeof(#n) };\nCELL(a, 1) CELL(bcd, 2)',
  '#define APPLY(m, ...) m(__VA_ARGS__)\n#define SUM(a, b) a + b\nu8 x[] = { APPLY(SUM, 1, 2) * 3 };',
  // Integers
  'u64 x[] = { 1 << 31, 1u << 31, 0x80000000, -1, ~0, ~0u, 0xffffffff + 1, 1ull << 40, -1 >> 1, 1 << 61, -5 / 2 };',
  'u64 x[] = { (u8)300, (signed char)200, (_Bool)8, !!8, 3 ?: 4, 0 ?: 4, 1 ? -1 : 0u, -1 < 0u, -1l < 0u };',
  "u8 x[] = { 256, -1, 1 || 2, 'a', '\\n', sizeof('a'), sizeof(1 ? 1 : 2ll), sizeof(char), 7 % -4, 010, 0b11 };",
  'u64 x[] = { sizeof(long) * 2 - 17, 0xffffffffu * 2, 0xffffffffull * 2, 4294967295 + 1, 2147483647 + 1u };',
]

describe.skipIf(gcc === undefined)(`the bytes of objects are those of ${judge}`, () => {
  it.each(objects)('%s', (text) => {
    const whole = declarations + text
    const expected = inFile(whole, (path) => Buffer.from(compiledImage(path, [])).toString('hex'))
    const translation = translated(whole)
    expect(translation.complaints.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(imagesOf(translation).join('')).toBe(expected)
  })
})

/** What of a token matters to C. */
function words(tokens: readonly Token[]): readonly string[] {
  return tokens.map(({ text }) => text)
}

const texts: readonly (readonly [name: string, text: string])[] = [
  [
    'recursion and rescans',
    '#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n#define p() int\n#define q(x) x\n#define r(x,y) x ## y\n#define str(x) # x\nf(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n(f)^m(m);\np() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\nchar c[2][6] = { str(hello), str() };',
  ],
  [
    'stringising and pasting',
    '#define str(s) # s\n#define xstr(s) str(s)\n#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", x ## s, x ## t)\n#define INCFILE(n) vers ## n\n#define glue(a, b) a ## b\n#define xglue(a, b) glue(a, b)\n#define HIGHLOW "hello"\n#define LOW LOW ", world"\ndebug(1, 2); str(strncmp("abc\\0d", "abc", \'\\4\') == 0) str(: @\\n)\nxstr(INCFILE(2).h) glue(HIGH, LOW); xglue(HIGH, LOW)',
  ],
  [
    'empty operands of ##',
    '#define t(x,y,z) x ## y ## z\nint j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };',
  ],
  [
    '## that makes ##',
    '#define hash_hash # ## #\n#define mkstr(a) # a\n#define in_between(a) mkstr(a)\n#define join(c, d) in_between(c hash_hash d)\nchar p[] = join(x, y);',
  ],
  [
    'variadic arguments',
    '#define debug(...) fprintf(stderr, __VA_ARGS__)\n#define showlist(...) puts(#__VA_ARGS__)\n#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))\ndebug("Flag"); debug("X = %d\\n", x); showlist(The first, second, and third items.); report(x>y, "x is %d but y is %d", x, y);',
  ],
  [
    'GNU commas',
    '#define A(f, ...) p(f, ## __VA_ARGS__)\n#define B(f, args...) p(f, ## args)\n#define C(...) p(0, ## __VA_ARGS__)\n#define E\nA(1) A(1,) A(1, 2) A(1, 2, 3) B(1) B(1, 2) C() C(1) C(1, 2) C(E) A(1, E)',
  ],
  [
    '__VA_OPT__',
    '#define F(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)\n#define G(...) __VA_OPT__(g(__VA_ARGS__);)\n#define E\nF(1) F(1,) F(1, 2) F(1, E) G() G(E) G(1, 2)',
  ],
  [
    '__VA_OPT__ as an operand of ##',
    `#define F(x, ...) v[] = { x ## __VA_OPT__(1) };
#define G(x, ...) w[] = { 1 __VA_OPT__(2 ## x) };
#define H(x, ...) y[] = { __VA_OPT__(x) ## 3 };
#define I(x, ...) z[] = { x ## __VA_OPT__(2 3 -) 4 };
#define J(x, ...) q[] = { __VA_OPT__(a b) ## x };
#define K(...) k[] = { 7 ## __VA_OPT__() 1 };
#define L(x, ...) l[] = { x ## __VA_OPT__(x ## 5) ## 6 };
#define S(...) char s[] = #__VA_OPT__(a __VA_ARGS__);
#define ab 9
#define M(p, ...) m[] = { __VA_OPT__(a ## p) };
#define N(x, ...) n[] = { x ## __VA_OPT__(__VA_ARGS__) };
#define O(x, ...) o[] = { __VA_OPT__(__VA_ARGS__) ## x };
#define P(x, y, ...) pq[] = { x ## __VA_OPT__() ## y };
F(4,1)
F(4)
G(3,1)
H(2,1)
H(2)
I(4,1)
I(4)
K(1)
K()
L(4,1)
L(4)
M(b,1)
N(5,6,7)
N(5)
O(5,6)
O(5)
P(1,2,3)
P(1,2)`,
  ],
  [
    '__VA_OPT__ and # and ##, with the spaces that are left',
    `#define S(x) #x
#define T(x) S(x)
#define C(a, b) { a##b }
#define D(a, b) {a ## b}
#define E(a, b, c) < a ## b ## c >
#define F(a, ...) < a ## __VA_OPT__(b) ## c >
#define G(...) < __VA_OPT__( x) >
#define H(...) <__VA_OPT__(x )>
#define I(...) < __VA_OPT__() ## __VA_ARGS__ >
T(C(1,2)) T(C(,2)) T(C( 1,2)) T(C(1,)) T(C(,)) T(D( 1, 2)) T(D(,2)) T(D(, 2)) T(D(1,)) T(E(1,2,3)) T(E(,,3)) T(E(,2,)) T(E(1,,)) T(E(,,))
T(F(1)) T(F()) T(F(,2)) T(F(1,2)) T(G(1)) T(H(1)) T(G()) T(H()) T(I(1)) T(I( 1 2)) T(I())\n#define Q(...) #__VA_OPT__(a  __VA_ARGS__ )\nQ(b,c) Q() Q( 1 )`,
  ],
  [
    'lines as they are told',
    '#define L __LINE__\nL\n#line 70\nL __LINE__\n# 9 "b.c"\nL __FILE__\n#line L\nL\n#define NAMED 5 "c.c"\n#line NAMED\nL __FILE__',
  ],
  [
    'counting arguments',
    '#define N(_1, _2, _3, _4, n, ...) n\n#define C(...) N(__VA_ARGS__, 4, 3, 2, 1, 0)\n#define CAT(a, b) CAT_(a, b)\n#define CAT_(a, b) a ## b\n#define S_1(x) [x]\n#define S_2(x, ...) [x] S_1(__VA_ARGS__)\n#define S_3(x, ...) [x] S_2(__VA_ARGS__)\n#define S(...) CAT(S_, C(__VA_ARGS__))(__VA_ARGS__)\nC(a) C(a, b) C((a, b), c) S(1) S(1, 2) S(1, 2, 3)',
  ],
  [
    'empty arguments',
    '#define F(a, b) <a|b>\n#define G() none\n#define H(a) <a>\nF(,) F(1,) F(,2) G() G( ) H() H( ) H(,)'.replace(
      ' H(,)',
      '',
    ),
  ],
  [
    'calls over lines',
    '#define F(a, b) a + b\n#define G F\nF\n(1,\n\n2) F (3 /* , 4 */, // 5\n6) G\n(7, 8) F',
  ],
  [
    'directives in arguments',
    '#define F(a) [a]\nF(\n#define X 1\nX\n#undef X\n#define X 2\nX\n#ifdef X\nyes\n#else\nno\n#endif\n)',
  ],
  [
    'names that are no calls',
    '#define F(a) [a]\n#define L (\n#define E\nF F E(1) F L 1) F\n#define X F\nX(2) X E (3)',
  ],
  [
    'counters and lines',
    '#define NEXT __COUNTER__\n#define CAT(a, b) a ## b\n#define XCAT(a, b) CAT(a, b)\n#define L __LINE__\nNEXT NEXT XCAT(v, __COUNTER__) CAT(v, __COUNTER__) L XCAT(L, __LINE__)\nXCAT(\na,\nL)',
  ],
  [
    'macros named as arguments',
    '#define REGION(n, s) { n, s }\n#define EACH(m) m(a, 1), m(b, 2)\n#define NAME(n, s) #n\nEACH(REGION) EACH(NAME)',
  ],
  [
    'hidden names stay hidden',
    '#define A B\n#define B C A\n#define C(x) x B\n#define ID(x) x\nA ID(A) ID(ID(B)) C(C)(1) C(A)',
  ],
  ['redefinition', '#define A 1\nA\n#undef A\nA\n#define A(x) x x\nA(2) A'],
  [
    'spaces in strings',
    '#define S(x) #x\n#define X(x) S(x)\n#define E\n#define T(a, b) X(a b) X(a-b) X(-a)\nS( a   b ) S(a/**/b) S("\\n") X( E a E b ) T(1, 2) T(, 2) X(S(a "b"))',
  ],
  [
    'conditions by name',
    '#define A\n#ifdef B\n1\n#elifdef A\n2\n#else\n3\n#endif\n#ifndef A\n1\n#elifndef B\n2\n#elifdef A\n3\n#endif',
  ],
  [
    'skipped text',
    "#if 0\ndon't\n#elif 1 + 1 == 2 && defined X\nA\n#elif !defined(X) && (-1 < 0u) == 0\nB\n#else\nC\n#endif",
  ],
]

describe.skipIf(gcc === undefined)(`the preprocessor leaves what ${judge} leaves`, () => {
  it.each(texts)('%s', (_, text) => {
    const printed = inFile(text, (path) => spawnSync('gcc', ['-E', '-P', '-w', path], { encoding: 'utf8' }))
    expect(printed.status).toBe(0)
    const ours = translated(text).preprocessed
    expect(words(ours.tokens)).toEqual(words(lex(sourceFile('/gcc.i', printed.stdout)).tokens))
    expect(ours.complaints.filter(({ code }) => code !== 'c-syntax' && code !== 'c-macro-redefined')).toEqual(
      [],
    )
  })
})
