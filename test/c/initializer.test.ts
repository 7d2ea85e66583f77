/** What an initialiser makes of an object, and what is said about parts of it that lead nowhere. */
import { describe, expect, it } from 'vitest'
import { type Initialised, memberValue } from '../../server/src/c/initialised.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import { spanText } from '../../server/src/text/span.ts'
import { complaintsOf, imagesOf, translated } from './translation.ts'

const types = `
struct point { unsigned char x, y; };
struct line { struct point from, to; unsigned char width; };
`

function image(declaration: string): string {
  const translation = translated(types + declaration)
  expect(complaintsOf(translation)).toEqual([])
  return imagesOf(translation).join(' ')
}

describe('images', () => {
  it.each([
    ['struct line x = { 1, 2, 3, 4, 5 };', '0102030405'],
    ['struct line x = { { 1 }, { 2, 3 }, 4 };', '0100020304'],
    ['struct line x = { { 1 }, 2, 3, 4 };', '0100020304'],
    ['struct line x = { .to = { 1 }, 2 };', '0000010002'],
    ['struct line x = { .to.y = 1, 2 };', '0000000102'],
    ['struct line x = {};', '0000000000'],
    ['unsigned char x[4] = { [2] = 1, 2 };', '00000102'],
    ['unsigned char x[6] = { [1 ... 3] = 7, 8 };', '000707070800'],
    ['struct point x[3] = { [0 ... 1].y = 7, [1].x = 8 };', '000708070000'],
    ['struct point x[2] = { [0 ... 1] = { 7 }, [1].y = 8 };', '07000708'],
    ['unsigned char x[] = { [3] = 1 };', '00000001'],
    ['unsigned char x[] = { 1, 2, };', '0102'],
    ['char x[] = "ab";', '616200'],
    ['char x[2] = "ab";', '6162'],
    ['char x[3] = { "a" "b" };', '616200'],
    ['char x[2][2] = { "ab", { \'c\' } };', '61626300'],
    ['char x[] = "\\x41\\102\\n\\u00e9";', '41420ac3a900'],
    ['union { unsigned char a; unsigned short b; } x = { 1 };', '0100'],
    ['struct { unsigned char : 4, a : 4; } x = { 5 };', '50'],
    ['int x = { 5 };', '05000000'],
    ['_Bool x[] = { 2, 0, -1 };', '010001'],
    ['struct point x = (struct point){ 1, 2 };', '0102'],
    ['unsigned char x[sizeof((struct point[]){ {1}, {2} })] = { 1 };', '01000000'],
  ])('%s', (declaration, expected) => {
    expect(image(declaration)).toBe(expected)
  })

  it('a name is known inside of its own initialiser', () => {
    expect(image('struct { unsigned char n, a[5]; } x = { .n = sizeof(x.a) };')).toBe('050000000000')
  })
})

/** Texts that C allows, with the complaint's place and code, and the image. */
describe('what hardly anybody means', () => {
  it.each([
    [
      'struct line x = { .from.x = 1, .from = { .y = 2 } };',
      '0002000000',
      'initializer-overridden "{ .y = 2 }"',
    ],
    ['struct line x = { .from = { 1, 2 }, .from.x = 3 };', '0302000000', 'initializer-overridden "3"'],
    ['unsigned char x[4] = { [0 ... 3] = 7, [1] = 8 };', '07080707', 'initializer-overridden "8"'],
    ['unsigned char x[4] = { 7, 7, [0 ... 1] = 8 };', '08080000', 'initializer-overridden "8"'],
    ['struct { char n[3]; } x = { .n = "ab", .n[1] = 1 };', '610100', 'initializer-overridden "1"'],
    [
      'union { unsigned char a; unsigned short b; } x = { .b = 258, .a = 3 };',
      '0300',
      'initializer-overridden "3"',
    ],
    ['struct { unsigned short a : 4, b : 12; } x = { 0x1f, -1 };', 'ffff', 'value-truncated "0x1f"'],
    ['unsigned char x[] = { -1, 255, 511 };', 'ffffff', 'value-truncated "511"'],
    ['signed char x[] = { -128, 255, 256 };', '80ff00', 'value-truncated "256"'],
    ['char x[2] = "abc";', '6162', 'c-excess-initializer ""abc""'],
    ['int x[] = { { 5 } };', '05000000', 'c-scalar-braces "{ 5 }"'],
    ['int x = {};', '00000000', 'c-scalar-braces "{}"'],
  ])('%s', (declaration, expected, complaint) => {
    const translation = translated(types + declaration)
    expect(complaintsOf(translation).map((text) => text.replace(/: .*/, ''))).toEqual([complaint])
    expect(imagesOf(translation).join(' ')).toBe(expected)
  })

  it('says what is replaced, and where it was', () => {
    const [complaint] = translated('struct { int a, b; } x = { .a = 1, .a = 2 };').complaints
    expect(complaint?.message).toBe('`.a` has a value already, which this one replaces')
    expect(complaint?.related?.map(({ at }) => spanText(writtenAt(at)))).toEqual(['1'])
  })

  it('says what is lost of a value, and what is stored', () => {
    const messages = translated('unsigned short x[] = { 0x1ffff, 65536, -40000 };').complaints
    expect(messages.map(({ message }) => message)).toEqual([
      '0x1ffff does not fit into 16 bits: 0xffff is stored',
      '0x10000 does not fit into 16 bits: 0 is stored',
      '-40000 does not fit into 16 bits: 0x63c0 is stored',
    ])
  })
})

describe('what leads nowhere', () => {
  it.each([
    [
      'struct { unsigned char a; union { unsigned char b; struct { unsigned char c, d; }; }; } x = { 1, .d = 2, 3 };',
      ['c-excess-initializer "3": `struct <anonymous>` has 4 fields: `3` has no room and is dropped'],
    ],
    [
      'struct point x = { 1, 2, 3, 4 };',
      [
        'c-excess-initializer "3": `struct point` has 2 fields: `3` has no room and is dropped, and so is the one behind it',
      ],
    ],
    [
      'unsigned char x[1] = { 1, { 2 } };',
      ['c-excess-initializer "{ 2 }": the array holds 1 element: `{ 2 }` has no room and is dropped'],
    ],
    ['struct point x = { .z = 1, .y = 2 };', ['c-unknown-field "z": `struct point` has no field `z`']],
    [
      'unsigned char x[2] = { .y = 1, .z = 2 };',
      ['c-unknown-field "y": `unsigned char[2]` has no field `y`'],
    ],
    ['int x = { .a = 1 };', ['c-unknown-field "a": `int` has no field `a`']],
    ['int x = { [0] = 1 };', ['c-syntax "[0]": `int` is no array']],
    ['struct point x = { [0] = 1 };', ['c-syntax "[0]": `struct point` is no array']],
    [
      'unsigned char x[2] = { [2] = 1 };',
      ['c-type "[2]": index 2 is outside of the array, which has 2 elements'],
    ],
    [
      'unsigned char x[4] = { [2 ... 1] = 1 };',
      ['c-type "[2 ... 1]": index 2 is outside of the array, which has 4 elements'],
    ],
  ])('%s', (declaration, complaints) => {
    expect(complaintsOf(translated(types + declaration))).toEqual(complaints)
  })

  it('offers the name that was meant', () => {
    const [complaint] = translated('struct { int phys_start; } x = { .phys_strat = 1 };').complaints
    expect(complaint?.help).toBe('did you mean `phys_start`?')
  })
})

/** The texts of a node and of its designator. */
function parts(node: Initialised | undefined): readonly (string | undefined)[] {
  return [node && spanText(writtenAt(node.origin)), node?.designator && spanText(writtenAt(node.designator))]
}

describe('the tree', () => {
  it('knows where each value and its designator were written', () => {
    const text = 'struct { int a; struct { int b, c; }; } x = { .b = 1 + 2, 4 };'
    const root = translated(text).objects[0]?.value
    if (root?.kind !== 'record') throw new Error('this is no record')
    expect(parts(root)).toEqual(['{ .b = 1 + 2, 4 }', undefined])
    expect(parts(memberValue(root, 'b'))).toEqual(['1 + 2', 'b'])
    expect(parts(memberValue(root, 'c'))).toEqual(['4', undefined])
    expect(memberValue(root, 'a')).toBeUndefined()
  })

  it('keeps the value before it was cut to the field', () => {
    const root = translated('struct { unsigned char a : 4; } x = { 0x1f };').objects[0]?.value
    const a = root?.kind === 'record' ? memberValue(root, 'a') : undefined
    if (a?.kind !== 'scalar') throw new Error('this is no scalar')
    expect(a.computed).toMatchObject({ value: 0x1fn })
    expect(a.value).toMatchObject({ value: 0xfn })
  })
})
