/**
 * A preamble that is taken over makes no difference but in time: whatever the files hold, a translation with one is
 * the same, to the last token, as a translation that reads everything by itself, and asks for the same files.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Preambles } from '../../server/src/c/preamble.ts'
import type { Definition } from '../../server/src/c/preprocessing.ts'
import { translate, type Translation } from '../../server/src/c/translate.ts'
import { lp64 } from '../../server/src/c/types.ts'
import { type SourceFile, sourceFile } from '../../server/src/text/source-file.ts'
import { pictureOf } from './picture.ts'

/**
 * The headers of a translation, by the names that they are included by; the name in quotation marks may have the folder
 * of the including file in front of it.
 */
type Headers = ReadonlyMap<string, SourceFile>

interface Input {
  readonly text: string
  readonly headers: Headers
  /** The folder of the main file, which can be included as well. */
  readonly folder: string
  readonly predefined?: readonly Definition[]
  readonly preIncludes?: readonly SourceFile[]
}

interface Output {
  readonly translation: Translation
  /** What was asked for, each file once. */
  readonly asked: readonly string[]
}

function headersOf(texts: Readonly<Record<string, string>>): Headers {
  return new Map(Object.entries(texts).map(([name, text]) => [name, sourceFile(`/include/${name}`, text)]))
}

function run(
  { text, headers, folder, predefined = [], preIncludes = [] }: Input,
  preambles?: Preambles,
): Output {
  const main = sourceFile(`${folder}/main.c`, text)
  const asked = new Set<string>()
  const translation = translate(main, {
    resolver: {
      resolve: (name, quoted, from) => {
        asked.add(`${name} ${quoted} ${from.path}`)
        if (name === 'main.c') return main
        const beside = quoted ? headers.get(from.path.replace(/[^/]*$/, name)) : undefined
        return beside ?? headers.get(name) ?? { searched: ['/include'] }
      },
    },
    predefined,
    preIncludes,
    model: lp64,
    ...(preambles ? { preambles } : {}),
  })
  return { translation, asked: [...asked] }
}

/** Translates one after the other with the same preambles, and each by itself; says how often one was taken over. */
function expectNoDifference(inputs: readonly Input[]): { readonly kept: number; readonly taken: number } {
  const preambles: Preambles = []
  const seen = new Set<unknown>()
  let taken = 0
  for (const input of inputs) {
    const [some, whole] = [run(input, preambles), run(input)]
    expect(pictureOf(some.translation)).toBe(pictureOf(whole.translation))
    expect(some.asked).toEqual(whole.asked)
    const { preamble } = some.translation.preprocessed
    if (seen.has(preamble) && 0 < preamble.length) taken++
    seen.add(preamble)
  }
  return { kept: preambles.length, taken }
}

function inAll(headers: Readonly<Record<string, string>>, ...texts: readonly string[]): readonly Input[] {
  const files = headersOf(headers)
  return texts.map((text, at) => ({ text, headers: files, folder: `/${at}` }))
}

const one = '#include <a.h>\nint x = ONE;'

describe('a preamble', () => {
  it('is read once for all files that begin with the same includes', () => {
    const preambles: Preambles = []
    const [first, second, other] = inAll(
      { 'a.h': '#define ONE 1\nstruct s { int a; };' },
      one,
      '// the second\n#include <a.h> /* here */\nstruct s y = { ONE };',
      'struct s { int a; } z;',
    ).map((input) => run(input, preambles).translation)
    expect(first?.preprocessed.preamble).not.toEqual([])
    expect(second?.preprocessed.preamble).toBe(first?.preprocessed.preamble)
    expect(second?.scope.records.get('struct s')).toBe(first?.scope.records.get('struct s'))
    expect(other?.preprocessed.preamble).toEqual([])
    expect(preambles.map(({ includes }) => includes.length)).toEqual([0, 1])
  })

  it('is read again when a header has changed, or is there all of a sudden', () => {
    const [before, after] = [{ 'a.h': '#define ONE 1' }, { 'a.h': '#include "b.h"\n#define ONE 2' }]
    const { kept } = expectNoDifference([
      ...inAll(before, one),
      ...inAll(after, one),
      ...inAll({ ...after, 'b.h': 'int b = 1;' }, one),
      ...inAll({ 'a.h': '#if __has_include("b.h")\n#define ONE 3\n#else\n#define ONE 4\n#endif' }, one),
    ])
    expect(kept).toBe(3)
  })

  it('hangs on what is defined and included from outside', () => {
    const headers = headersOf({ 'a.h': '#ifdef TWO\n#define ONE TWO\n#else\n#define ONE 1\n#endif' })
    const two = { name: 'TWO', body: '2' }
    const { kept } = expectNoDifference([
      { text: one, folder: '/', headers },
      { text: one, folder: '/', headers, predefined: [two] },
      { text: one, folder: '/', headers, predefined: [{ ...two, body: '3' }] },
      { text: one, folder: '/', headers, preIncludes: [sourceFile('/before.h', '#define TWO 4')] },
      { text: one, folder: '/', headers, predefined: [{ name: '2', body: '' }] },
    ])
    expect(kept).toBe(4)
  })

  it.each([
    [
      'a macro that finds its arguments in the file',
      { 'a.h': '#define F(a) a\nint y = F' },
      '#include <a.h>\n(3);',
    ],
    [
      'a macro that could',
      { 'a.h': '#define ONE(a) a\n#define F ONE\nint y = sizeof F' },
      '#include <a.h>\n* 3;',
    ],
    ['a call that is not closed', { 'a.h': '#define ONE(a) a\nint y = ONE(' }, '#include <a.h>\n3);'],
    ['a declaration that goes on in the file', { 'a.h': 'struct s { int a;' }, '#include <a.h>\nint b; };'],
    ['a declaration without its end', { 'a.h': 'struct s { int a; }' }, '#include <a.h>\nx = { 1 };'],
    ['something to complain about', { 'a.h': '#define ONE 1\n#define ONE 2' }, one],
    [
      'an error in the declarations',
      { 'a.h': 'struct s { none a; };' },
      '#include <a.h>\nstruct s x = { 1 };',
    ],
    ['a comment without its end', { 'a.h': '#define ONE 1\n/*' }, one],
    ['a conditional without its end', { 'a.h': '#if 1\n#define ONE 1' }, one],
    ['a character without its end', { 'a.h': "int x = '3" }, '#include <a.h>\n+ 1;'],
    ['a header that is not there', {}, one],
    [
      'a header of the same name beside the second file',
      { 'a.h': '', '/1/a.h': '#define ONE 3' },
      '#include "a.h"\nint x = ONE;',
    ],
    [
      'the file itself',
      { 'a.h': '#ifndef A\n#define A\n#include "main.c"\n#endif' },
      '#include "a.h"\nint x;',
    ],
  ])('with %s makes no difference', (_, headers, text) => {
    expect.hasAssertions()
    expectNoDifference(inAll(headers, text, `${text}\nint second;`, text))
  })

  it('leaves what the file adds to the file', () => {
    const { kept } = expectNoDifference(
      inAll(
        {
          'a.h': '#define ONE 1\n#define COUNT __COUNTER__\nint c = COUNT;\nstruct s { int a; };',
          'b.h': '',
        },
        one,
        '#include <a.h>\n#undef ONE\n#define ONE 2\nint c[] = { ONE, COUNT, __LINE__ };\nstruct s { int b; };',
        '#include <a.h>\n#define ONE 3\nint x = COUNT;\n#include <a.h>',
        '#include <a.h>\n#include <b.h>\nint x = ONE;\nstruct s y = { 1 };\ntypedef int t;',
        '#define ONE 5\n#include <a.h>\nt x = ONE;',
      ),
    )
    expect(kept).toBe(3)
  })
})

/** What a header may hold, in any order; `$` stands for a letter of its own. */
const soundPieces = [
  '#define A 1\n',
  '#define B A\n',
  '#define F(x) x + A\n',
  '#define G F\n',
  '#define OPEN F(\n',
  '#undef A\n',
  '#ifdef A\nint a$ = A;\n#else\n#define A 1\n#endif\n',
  '#if __has_include("b.h") && B\n#define N 2\n#endif\n',
  '#pragma once\n',
  '#include "b.h"\n',
  '#include <c.h>\n',
  'struct s$ { int a; int b[2]; };\n',
  'typedef int t$;\n',
  'enum { E$ = __COUNTER__ };\n',
  'static inline int f$(void) { return A; }\n',
  'static const int n$ = 3;\n',
]
/** What mostly breaks it. */
const oddPiece = fc.constantFrom(
  '#define A A + B\n',
  '#ifdef A\n',
  '#else\n',
  '#endif\n',
  '#error no\n',
  '#ifndef GUARD\n#define GUARD\n#include "main.c"\n#endif\n',
  'struct s$ {',
  '};',
  'typedef int',
  'int m = G',
  'OPEN',
  '(2);\n',
  '/*',
  '*/',
)
const mainPiece = fc.constantFrom(
  '#include "a.h"\n',
  '#include <b.h>\n',
  '#include A\n',
  '#define A 7\n',
  '#undef B\n',
  'int x[] = { A, F(1), G(2), na, Eb, __COUNTER__ };\n',
  'struct sa y = { .a = B, .b = { OPEN 3) } };\n',
  'tb z = sizeof(struct sb);\n',
  'struct sa { int c; };\n',
  '(4);\n',
  ';\n',
  '}',
)

function headerText(letter: string): fc.Arbitrary<string> {
  const sound = fc.shuffledSubarray(soundPieces, { maxLength: 9 })
  const odd = fc.option(fc.tuple(fc.nat(9), oddPiece), { freq: 1 })
  return fc.tuple(sound, odd, fc.boolean()).map(([pieces, added, isGuarded]) => {
    const text = (added ? pieces.toSpliced(added[0], 0, added[1]) : pieces).join('').replaceAll('$', letter)
    return isGuarded ? `#ifndef H_${letter}\n#define H_${letter}\n${text}\n#endif\n` : text
  })
}
const headerTexts = fc.record({ 'a.h': headerText('a'), 'b.h': headerText('b'), 'c.h': headerText('c') })
const mainText = fc
  .tuple(
    fc.constantFrom('#include "a.h"\n', '#include "a.h"\n#include <b.h>\n', ''),
    fc.array(mainPiece, { maxLength: 5 }),
  )
  .map(([start, pieces]) => start + pieces.join(''))

describe('with whatever text', () => {
  it('makes no difference', () => {
    let taken = 0
    const session = fc.array(fc.tuple(headerTexts, fc.array(mainText, { minLength: 1, maxLength: 4 })), {
      minLength: 1,
      maxLength: 2,
    })
    fc.assert(
      fc.property(session, (versions) => {
        const inputs = versions.flatMap(([texts, mains]) => inAll(texts, ...mains))
        taken += expectNoDifference(inputs).taken
      }),
      { numRuns: 200 },
    )
    expect(taken).toBeGreaterThan(30)
  })
})
