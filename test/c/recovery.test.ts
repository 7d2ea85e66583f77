/**
 * Broken code, as it is while somebody types: each mistake costs one complaint, at the characters that are wrong, and
 * the rest of the initialiser keeps its values.
 */
import { describe, expect, it } from 'vitest'
import type { Initialised } from '../../server/src/c/initialised.ts'
import { complaintsOf, imagesOf, translated } from './translation.ts'

const before = `
typedef unsigned long long u64;
struct region { u64 phys, virt, size; } __attribute__((packed));
#define READ 1
#define REGION(start, n) { .phys = (start) + (n), .virt = start }
#define TWO(start) { .phys = start }, { .phys = start + 1 }
struct { char name[8]; u64 cpus[1]; struct region mem[3]; unsigned after; } config = {
`
const behind = '\n};\nint last = 7;\n'

/** All numbers that are known, in the order in which they were written; ? for the others. */
function values(node: Initialised): readonly string[] {
  switch (node.kind) {
    case 'scalar':
      return [node.value.known ? `${node.value.value}` : '?']
    case 'string':
      return [String.fromCharCode(...node.bytes)]
    case 'array':
    case 'record':
      return [...node.children.values()].flatMap(values)
  }
}

describe('in an initialiser', () => {
  it.each([
    [
      '.mem = { { .phys = , .virt = 2 } }, .after = 5',
      'c-syntax ",": expected an expression, found `,`',
      '? 2 5',
    ],
    ['.mem = { { .phys = 1 | } }, .after = 5', 'c-syntax "}": expected an expression, found `}`', '? 5'],
    [
      '.mem = { { .phys = 1 |, .virt = 2 } }, .after = 5',
      'c-syntax ",": expected an expression, found `,`',
      '? 2 5',
    ],
    ['.cpus = { 1 }\n.after = 5', 'c-syntax ".": a comma is missing before this `.`', '1 5'],
    [
      '.mem = { { .phys = 1\n.virt = 2 } }, .after = 5',
      'c-syntax ".": a comma is missing before this `.`',
      '1 2 5',
    ],
    ['.mem = { { .phys = READ .virt = 2 } }', 'c-syntax ".": a comma is missing before this `.`', '1 2'],
    ['.mem = { { 1 }\n{ 2 } }, .after = 5', 'c-syntax "{": a comma is missing before this `{`', '1 2 5'],
    [
      '.mem = { { .phys = 1, . } }, .after = 5',
      'c-syntax "}": expected a field name behind `.`, found `}`',
      '1 ? 5',
    ],
    [
      '.mem = { { .phys = 1, .vir } }, .after = 5',
      'c-syntax "}": expected `=` behind the designator, found `}`',
      '1 5',
    ],
    [
      '.mem = { { .vort = 1, .virt = 2 } }',
      'c-unknown-field "vort": `struct region` has no field `vort`',
      '2',
    ],
    ['.mem = { { .phy\n.virt = 2 } }, .after = 5', 'c-syntax "phy": expected `=` behind `.phy`', '2 5'],
    ['.mem = { { .phys\n.virt = 2 } }, .after = 5', 'c-syntax "phys": expected `=` behind `.phys`', '2 5'],
    ['.mem\n.after = 5', 'c-syntax "mem": expected `=` behind `.mem`', '5'],
    [
      '.mem = { { .\n.virt = 2 } }, .after = 5',
      'c-syntax ".": expected a field name behind `.`, found `.`',
      '? 2 5',
    ],
    [
      '.mem = { { .phy.virt = 2 } }, .after = 5',
      'c-unknown-field "phy": `struct region` has no field `phy`',
      '5',
    ],
    ['.cpus { 1 }, .after = 5', 'c-syntax "{": expected `=` behind the designator, found `{`', '1 5'],
    [
      '.mem = { { (1 + 2, .virt = 2 } }',
      'c-syntax ",": expected `)` to close the parenthesis, found `,`',
      '3 2',
    ],
    [
      '.mem = { { 1 + 2), .virt = 2 } }',
      'c-syntax ")": expected `,` or `}` in the initialiser, found `)`',
      '3 2',
    ],
    ['.mem = { [1 = { 2 } }, .after = 5', 'c-syntax "=": expected `]` behind the index, found `=`', '2 5'],
    ['.mem = { [0 ... ] = { 2 } }, .after = 5', 'c-syntax "]": expected an expression, found `]`', '5'],
    [
      '.mem = { [3] = { 2 } }, .after = 5',
      'c-type "[3]": index 3 is outside of the array, which has 3 elements',
      '5',
    ],
    [
      '.after = 1 ? 2, .cpus = { 1 }',
      'c-syntax ",": expected `:` in a conditional expression, found `,`',
      '2 1',
    ],
    ['.after = sizeof(, .cpus = { 1 }', 'c-syntax ",": expected an expression, found `,`', '? 1'],
    ['.after = 0x12G4, .cpus = { 1 }', 'c-constant "0x12G4": `0x12G4` is no integer', '? 1'],
    ['.after = 5 / 0, .cpus = { 1 }', 'c-constant "5 / 0": it divides by zero', '? 1'],
    ['.after = "x", .cpus = { 1 }', 'c-constant ""x"": a string is no number', '? 1'],
    ['.after = WRIT, .cpus = { 1 }', 'c-unknown-name "WRIT": `WRIT` is not defined', '? 1'],
    [
      '.mem = { NONE(1, 2), { 3 } }',
      'c-unknown-name "NONE": there is no macro `NONE` that takes arguments',
      '? 3',
    ],
    ['.cpus = { @ }, .after = 5', 'c-syntax "@": the character `@` (U+0040) has no meaning in C', '? 5'],
    ['.cpus = { 1 } @, .after = 5', 'c-syntax "@": the character `@` (U+0040) has no meaning in C', '1 5'],
    ['.name = "abc,\n.after = 5', 'c-syntax ""abc,": the string does not end on its line', 'abc, 5'],
    ['.cpus = { 1 };\n.after = 5', 'c-syntax ";": expected `,` or `}` in the initialiser, found `;`', '1 5'],
    ['.cpus = { 1; }, .after = 5', 'c-syntax ";": expected `,` or `}` in the initialiser, found `;`', '1 5'],
    [
      '.cpus = { 1, .mem = { { 2 }, { 3 } }, .after = 5',
      'c-syntax "mem": a `}` is missing before this field: `unsigned long long[1]` has none',
      '1 2 3 5',
    ],
    [
      '.mem = { { .phys = 1, .virt = 2 }, .after = 5',
      'c-syntax "after": a `}` is missing before this field: `struct region[3]` has none',
      '1 2 5',
    ],
    [
      '.cpus = { 1 }}, .after = 5',
      'c-syntax "}": this `}` ends the initialiser, which goes on: there is one `}` too many',
      '1 5',
    ],
    [
      '.mem = { { 1 } },\n},\n.after = 5',
      'c-syntax "}": this `}` ends the initialiser, which goes on: there is one `}` too many',
      '1 5',
    ],
    [
      '.after = 5 }',
      'c-syntax "}": this `}` ends the initialiser, which goes on: there is one `}` too many',
      '5',
    ],
    [
      '.mem = { { 1 }}, { 2 }, { 3 } }, .after = 5',
      'c-syntax "{ 2 }": there is a `}` too many before this: it closed `struct region[3]`',
      '1 2 3 5',
    ],
    [
      '.mem = { { .phys = 1, }, .virt = 2 }, }, .after = 5',
      'c-syntax "virt": there is a `}` too many before this field',
      '1 5',
    ],
    ['.mem = { ?? REGION(1, 2), { 3 } }', 'c-syntax "?": expected an expression, found `?`', '3 1 3'],
    ['.mem = { ??, { 3 } }, .after = 5', 'c-syntax "?": expected an expression, found `?`', '? 3 5'],
    ['.mem = { + { 1 }, { 3 } }', 'c-syntax "{": expected an expression, found `{`', '1 3'],
    [
      '.mem = { foo bar { 1 }, { 3 } }',
      'c-syntax "bar": an operator or a comma is missing before this `bar`',
      '1 3',
    ],
    ['.mem = {\n<<<<<<< HEAD\n{ 1 } }', 'c-syntax "<<": expected an expression, found `<<`', '1'],
    [
      '.mem = { REGION(1, 2)\nREGION(3, 4) }',
      'c-syntax "REGION(3, 4)": a comma is missing before this `REGION`',
      '3 1 7 3',
    ],
    ['.cpus = { 1 2 }, .after = 5', 'c-syntax "2": an operator or a comma is missing before this `2`', '1 5'],
    [
      '.cpus = { READ READ }, .after = 5',
      'c-syntax "READ": an operator or a comma is missing before this `READ`',
      '1 5',
    ],
    ['.cpus = { 1 } 2, .after = 5', 'c-syntax "2": a comma is missing before this `2`', '1 5'],
    ['.after = 5,, .cpus = { 1 }', 'c-syntax ",": expected an expression, found `,`', '5 1'],
    [
      '.mem = {\nREGION(1, 2\n{ 3 } }, .after = 5',
      'c-macro-call "REGION(1, 2": the call of `REGION` has no closing parenthesis',
      '3 1 3 5',
    ],
    [
      '.mem = {\nTWO(1\n}, .after = 5',
      'c-macro-call "TWO(1": the call of `TWO` has no closing parenthesis',
      '1 2 5',
    ],
    [
      '.mem = { REGION(1), { 3 } }',
      'c-macro-call "REGION(1)": `REGION` takes 2 arguments, here are 1',
      '? 1 3',
    ],
    [
      '.mem = { REGION(1 +, 2), { 3 } }',
      'c-syntax "REGION(1 +, 2)": expected an expression, found `)`',
      '? ? 3',
    ],
    ['#if 1\n.after = 5', 'c-directive "#if": this `#if` has no `#endif`', '5'],
    ['#incldue "x"\n.after = 5', 'c-directive "#incldue": `#incldue` is no directive', '5'],
  ])('%j', (body, complaint, known) => {
    const { objects, ...rest } = translated(before + body + behind)
    const first = objects[0]
    expect(complaintsOf({ objects, ...rest })).toEqual([complaint])
    expect(first ? values(first.value).join(' ') : 'nothing').toBe(known)
    expect(objects.at(-1)?.name.text).toBe('last')
  })
})

describe('in declarations', () => {
  it.each([
    [
      'struct { unsigned a; u63 b; int c; } x = { .b = 2, .c = 3 };',
      'c-type "u63": `u63` is not the name of a type',
    ],
    [
      'struct { int a int b; } x = { .b = 2 };',
      'c-syntax "int": expected `;` behind the member, found `int`',
    ],
    [
      'struct { int a; } x = { 1 }\nint y = 2;',
      'c-syntax "int": expected `;` behind the declaration, found `int`',
    ],
    ['foo x = { 1, { 2 } }; int y = 2;', 'c-syntax "foo": expected a declaration, found `foo`'],
    ['enum { A B, C }; int y = C;', 'c-syntax "B": expected `}` to close the enumeration, found `B`'],
    [
      'struct { struct nope n; int b; } x = { .n = { .a = 1 }, .b = 3 };',
      'c-type "n": `struct nope` is not defined',
    ],
    [
      'struct { unsigned char a : 9; } x = { 1 };',
      'c-type "9": a bit-field of type `unsigned char` cannot have 9 bits',
    ],
    ['int x[-1] = { 1 };', 'c-type "-1": the length of an array is negative'],
    ['int x = sizeof(struct nope);', 'c-constant "sizeof(struct nope)": `struct nope` is not defined'],
    ['int y, x[sizeof(y.a)];', undefined],
    [
      'struct { int a; } x = { .a = 1',
      'c-syntax "1": expected `}` to close the initialiser, found the end of the file',
    ],
    ['struct { int a;', 'c-syntax ";": expected `}` to close the members, found the end of the file'],
    ['_Static_assert(1 == 2, "no");', 'c-constant "_Static_assert": static assertion failed: "no"'],
    [
      'int x[1] = { 1, 2 };',
      'c-excess-initializer "2": the array holds 1 element: `2` has no room and is dropped',
    ],
  ])('%j', (text, complaint) => {
    expect(complaintsOf(translated(text))).toEqual(complaint === undefined ? [] : [complaint])
  })

  it('an unknown name is complained about at each of its places, and once', () => {
    const { complaints } = translated('int a[FOO]; int b[] = { [0 ... 3] = FOO, sizeof(a) };')
    expect(complaints.map(({ at }) => at.first.start)).toEqual([6, 36])
  })

  it('a missing header explains whatever is not defined', () => {
    expect(
      complaintsOf(translated('#include "a.h"\nstruct { struct b c; } d = { .c = { .e = F(1) } };')),
    ).toEqual(['c-include-not-found ""a.h"": `a.h` is not found in /include'])
  })

  it('the images of whole objects survive a mistake in another one', () => {
    expect(imagesOf(translated('int a = ;\nint b = 2;'))).toEqual([
      'the expression is incomplete',
      '02000000',
    ])
  })
})
