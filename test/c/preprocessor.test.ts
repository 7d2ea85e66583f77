/** Directives: what is included, what is skipped, and what is said about those that are wrong. */
import { describe, expect, it } from 'vitest'
import { writtenAt } from '../../server/src/c/origin.ts'
import { spanText } from '../../server/src/text/span.ts'
import { complaintsOf, mainPath, preprocessedText, translated } from './translation.ts'

describe('conditions', () => {
  it.each([
    ['1'],
    ['defined A'],
    ['defined(A) && !defined(B)'],
    ['A == 3'],
    ['UNKNOWN == 0'],
    ['-1 < 0'],
    ['-1 > 0u'],
    ['(2 | 4) == 6 && (7 & 3) == 3 && (1 ^ 3) == 2'],
    ['1 ? 1 : 1 / 0'],
    ['0 || 1'],
    ['1 || 1 / 0'],
    ['!(0 && 1 / 0)'],
    ['0x7fffffffffffffff + 1 < 0'],
    ['18446744073709551615u == -1'],
    ['1 << 40 == 0x10000000000'],
    ['-1 >> 1 == -1'],
    ["'a' == 97"],
    ['010 == 8 && 0b11 == 3'],
    ['7 % 4 == 3 && -7 / 2 == -3'],
    ['F(2) == 3'],
    ['__has_include("a.h") && !__has_include(<b.h>)'],
    ['__STDC_VERSION__ >= 201112L'],
    ['__LP64__ && __SIZEOF_LONG__ == 8'],
  ])('%s holds', (condition) => {
    const text = `#define A 3\n#define F(x) x + 1\n#if ${condition}\nyes\n#else\nno\n#endif`
    const translation = translated(text, { files: { 'a.h': '' } })
    expect(translation.preprocessed.complaints).toEqual([])
    expect(preprocessedText(text, { 'a.h': '' })).toBe('yes')
  })

  it.each([
    ['', 'c-directive "if": the condition is incomplete'],
    ['(1', 'c-directive "(": expected `)` in the condition'],
    ['1 / 0', 'c-directive "/": the condition divides by zero'],
    ['1 2', 'c-directive "2": `2` is not expected here'],
    ['1.5', 'c-directive "1.5": `1.5` is no integer'],
    ['"a"', 'c-directive ""a"": `"a"` is not expected here'],
  ])('#if %s is wrong, and does not hold', (condition, complaint) => {
    const text = `#if ${condition}\nint a;\n#else\nint b;\n#endif`
    expect(complaintsOf(translated(text))).toEqual([complaint])
    expect(preprocessedText(text)).toBe('int b;')
  })

  it('reads the first branch that holds', () => {
    const branches = '#if 0\na\n#elif 1\nb\n#elif 1\nc\n#else\nd\n#endif\ne'
    expect(preprocessedText(branches)).toBe('b e')
    expect(preprocessedText('#ifdef A\na\n#elifndef A\nb\n#else\nc\n#endif')).toBe('b')
    expect(preprocessedText('#if 0\n#if 1\na\n#else\nb\n#endif\n#else\nc\n#endif')).toBe('c')
  })

  it('does not evaluate what comes behind a branch that was read', () => {
    expect(complaintsOf(translated('#if 1\n#elif 1 /\n#endif'))).toEqual([])
  })

  it('notes what was skipped', () => {
    const { inactive } = translated('#if 0\nint a;\n#else\nint b;\n#endif\n').preprocessed
    expect(inactive.map(spanText)).toEqual(['int a;\n'])
  })

  it('takes no offence at text that is skipped', () => {
    expect(complaintsOf(translated("#if 0\ndon't `@`\n#foo\n#error x\n#endif\nint a;"))).toEqual([])
    expect(complaintsOf(translated('#if 0\n/* a\n#endif\nint a;'))).toEqual([
      'c-syntax "/*": the comment that begins here does not end',
      'c-directive "#if": this `#if` has no `#endif`',
    ])
  })
})

describe('includes', () => {
  it('reads guarded files once, and others as often as they are named', () => {
    const files = {
      'guarded.h': '#ifndef G\n#define G\nguarded\n#endif\n',
      'once.h': '#pragma once\nonce\n',
      'plain.h': 'plain\n',
    }
    const both = Object.keys(files).map((name) => `#include "${name}"\n`)
    expect(preprocessedText([...both, ...both].join(''), files)).toBe('guarded once plain plain')
  })

  it('expands the name', () => {
    expect(preprocessedText('#define N <a/b-c.h>\n#include N\n', { 'a/b-c.h': 'found' })).toBe('found')
  })

  it('lists what was named, found or not', () => {
    const { preprocessed } = translated('#include "a.h"\n#include <b.h>\n', { files: { 'a.h': '' } })
    expect(preprocessed.includes.map(({ name, quoted, target }) => [name, quoted, target?.path])).toEqual([
      ['a.h', true, 'a.h'],
      ['b.h', false, undefined],
    ])
    expect(preprocessed.files.map(({ path }) => path)).toEqual(['/main.c', 'a.h'])
  })

  it.each([
    ['#include "b.h"', 'c-include-not-found ""b.h"": `b.h` is not found in /include'],
    ['#include b.h', 'c-directive "#include b.h": expected `"name"` or `<name>` behind `#include`'],
    ['#include', 'c-directive "#include": expected `"name"` or `<name>` behind `#include`'],
    ['#include <b.h', 'c-directive "#include <b.h": expected `"name"` or `<name>` behind `#include`'],
  ])('%s', (text, complaint) => {
    expect(complaintsOf(translated(`${text}\nint a;`))).toEqual([complaint])
  })

  it('has no place among the arguments of a macro, where gcc takes the end of the file for that of the call', () => {
    const text = '#define ID(x) x\nint a[] = { ID(\n#include "a.h"\n2) };'
    const translation = translated(text, { files: { 'a.h': '1,' } })
    expect(complaintsOf(translation)).toEqual([
      'c-macro-call "#include "a.h"": an `#include` cannot stand among the arguments of `ID`',
      'c-macro-call "ID(\n#include "a.h"\n2)": `ID` takes 1 argument, here are 2',
    ])
    expect(translation.complaints[0]?.related?.map(({ at }) => spanText(writtenAt(at)))).toEqual(['ID'])
    expect(
      complaintsOf(
        translated('#define ID(x) x\nint a = ID(1);\n#include "a.h"\n2;', { files: { 'a.h': 'int b =' } }),
      ),
    ).toEqual([])
  })

  it('does not complain about an unfinished conditional of a header twice', () => {
    expect(complaintsOf(translated('#include "a.h"\nint a;', { files: { 'a.h': '#if 1\n' } }))).toEqual([
      'c-directive "#if": this `#if` has no `#endif`',
    ])
  })
})

describe('definitions', () => {
  it.each([
    ['#define', 'c-directive "define": expected the name of a macro behind `#define`'],
    ['#define 1', 'c-directive "1": expected the name of a macro behind `#define`'],
    ['#define F(a, 1) a', 'c-directive "1": expected the name of a parameter, found `1`'],
    ['#define F(a', 'c-directive "(": the list of parameters has no closing parenthesis'],
    ['#undef', 'c-directive "undef": expected the name of a macro behind `#undef`'],
    ['#else', 'c-directive "#else": this `#else` has no `#if`'],
    ['#endif', 'c-directive "#endif": this `#endif` has no `#if`'],
    ['#foo', 'c-directive "#foo": `#foo` is no directive'],
    ['#line', 'c-directive "line": expected the number of a line behind `#line`'],
    ['#line foo', 'c-directive "foo": expected the number of a line behind `#line`'],
    ['#line 0x10', 'c-directive "0x10": expected the number of a line behind `#line`'],
    ["#error don't", 'c-error-directive "#error don\'t": #error: don\'t'],
    ['#warning a  b', 'c-error-directive "#warning a  b": #warning: a  b'],
    [
      '#define A 1\n#define A 2',
      'c-macro-redefined "A": `A` is defined again, differently; from here on this definition counts',
    ],
  ])('%j', (text, complaint) => {
    expect(complaintsOf(translated(`${text}\nint a;`))).toEqual([complaint])
  })

  it.each([
    ['#define A 1 + 2\n#define A 1  +  2'],
    ['#define F(a) a\n#define F(a) a'],
    ['#define A 1\n#undef A\n#define A 2'],
    ['#undef NEVER'],
    ['#'],
    ['#pragma whatever "x'],
    ['# 1 "file.c"'],
    ['#line 5'],
    ['# /* a */ define /* b */ A'],
  ])('%j is fine', (text) => {
    expect(
      translated(`${text}\nint a;`).preprocessed.complaints.filter(({ code }) => code !== 'c-syntax'),
    ).toEqual([])
  })

  it('counts the line, and not the macro', () => {
    expect(preprocessedText('#define L __LINE__\n#define ID(x) x\nL __LINE__ ID(\nL)')).toBe('3 3 4')
    expect(preprocessedText('__FILE__ __COUNTER__ __COUNTER__')).toBe('"/main.c" 0 1')
  })

  it('counts lines as it is told, and leaves everything where it is', () => {
    const text =
      '#line 7\n__LINE__ __FILE__\n#define N 20\n#line N "b.c"\n__LINE__ __FILE__\n# 3 "c.c" 1\n\n__LINE__ __FILE__'
    expect(preprocessedText(text)).toBe('7 "/main.c" 20 "b.c" 4 "c.c"')
    expect(preprocessedText('#include "a.h"\n__LINE__', { 'a.h': '#line 50\n__LINE__\n' })).toBe('50 2')
    const wrong = translated('#line 100 "b.c"\nint a = ;')
    expect(wrong.complaints.map(({ at }) => writtenAt(at))).toMatchObject([
      { file: { path: mainPath }, start: 24, end: 25 },
    ])
  })

  it('knows the data model', () => {
    const model = { pointerSize: 4 } as const
    const { preprocessed } = translated('#ifdef __LP64__\n#error wide\n#endif\n', { model })
    expect(preprocessed.complaints).toEqual([])
    expect(preprocessedText('__LP64__')).toBe('1')
  })
})
