/** Folding, and growing selections: both look at the text only, whatever state it is in. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldsOf } from '../../server/src/ide/folding.ts'
import { selectionsAt } from '../../server/src/ide/selection.ts'
import { lineCount, sourceFile } from '../../server/src/text/source-file.ts'
import { spanText } from '../../server/src/text/span.ts'
import { fixture } from '../fixture.ts'

/** Each fold as its kind and its first and last line, as they stand in the text. */
function folded(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return foldsOf(sourceFile('/a.c', text)).map(
    ({ first, last, kind }) => `${kind}: ${lines[first]} … ${lines[last]}`,
  )
}

describe('folds', () => {
  test('includes, comments, structs, initialisers and elements', () => {
    expect(
      folded(`/*
 * A cell.
 */
#include <jailhouse/types.h>

#include <jailhouse/cell-config.h>
// one
// two
struct {
  int a;
} config = {
  .a = {
    1,
  },
  .b = { 1 },
};`),
    ).toMatchInlineSnapshot(`
      [
        "comment: /* … */",
        "includes: #include <jailhouse/types.h> … #include <jailhouse/cell-config.h>",
        "comment: // one … // two",
        "code: struct { … int a;",
        "code: } config = { … .b = { 1 },",
        "code: .a = { … 1,",
      ]
    `)
  })

  test('branches of the preprocessor, each by itself', () => {
    expect(folded('#ifdef A\nint a;\n#elif B\nint b;\n#else\nint c;\n#endif\nint d;')).toEqual([
      'code: #ifdef A … int a;',
      'code: #elif B … int b;',
      'code: #else … int c;',
    ])
  })

  test('a bracket that has no partner folds as far as the one around it', () => {
    expect(folded('a = {\n  b = (\n    1,\n};\n#endif\n')).toEqual(['code: a = { … 1,', 'code: b = ( … 1,'])
  })

  test('comments behind code, and macros that open a brace, fold nothing', () => {
    expect(folded('int a; // one\nint b; // two\n#define OPEN {\nint c;\n#undef OPEN }\n')).toEqual([])
  })
})

function grown(text: string): readonly string[] {
  const { files, path, offset } = fixture(text)
  const file = files.read(path)
  return file ? selectionsAt(file, offset).map((place) => spanText(place).replace(/\s+/g, ' ')) : []
}

describe('a selection', () => {
  test('grows from a word to the value, the field, the element and the array', () => {
    expect(grown('a = { { .size = 4 * K$0B, .flags = 1 }, { 2 } };\nint b;')).toEqual([
      'KB',
      '4 * KB',
      '.size = 4 * KB',
      '.size = 4 * KB, .flags = 1',
      '{ .size = 4 * KB, .flags = 1 }',
      '{ .size = 4 * KB, .flags = 1 }, { 2 }',
      '{ { .size = 4 * KB, .flags = 1 }, { 2 } }',
      'a = { { .size = 4 * KB, .flags = 1 }, { 2 } }',
      'a = { { .size = 4 * KB, .flags = 1 }, { 2 } }; int b;',
    ])
  })

  test('grows from the name of a field', () => {
    expect(grown('{ .si$0ze = 4 }').slice(0, 3)).toEqual(['size', '.size', '.size = 4'])
  })

  test('grows from a comment and in a line of the preprocessor', () => {
    expect(grown('{ /* the R$0AM */ 1 }').slice(0, 2)).toEqual(['/* the RAM */', '/* the RAM */ 1'])
    expect(grown('#define SIZE (4 * K$0B)\n').slice(0, 3)).toEqual([
      'KB',
      'SIZE (4 * KB)',
      '#define SIZE (4 * KB)',
    ])
  })

  test('begins with nothing but the file where there is nothing', () => {
    expect(grown('int a;\n\n$0\n\nint b;')).toEqual(['int a; int b;'])
  })
})

test('any text can be folded and selected in, and every selection is in the next one', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    '=',
    '\n',
    '#if A\n',
    '\n#endif\n',
    '/*',
    '*/',
    '//',
    'x',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(80), (pieces, at) => {
      const file = sourceFile('/a.c', pieces.join(''))
      for (const { first, last } of foldsOf(file)) {
        expect(first).toBeLessThan(last)
        expect(last).toBeLessThan(lineCount(file))
      }
      const spans = selectionsAt(file, Math.min(at, file.text.length))
      const isGrowing = spans.every(({ start, end }, index) => {
        const inner = spans[index - 1]
        return !inner || (start <= inner.start && inner.end <= end)
      })
      expect(isGrowing).toBe(true)
      expect(spans.at(-1)).toMatchObject({ start: 0, end: file.text.length })
    }),
    { numRuns: 300 },
  )
})
