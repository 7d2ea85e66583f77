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
    ['struct line x = { .from.x = 1, .from = { .y = 2 } };', '0002000000'],
    ['struct line x = { .from = { 1, 2 }, .from.x = 3 };', '0302000000'],
    ['struct line x = {};', '0000000000'],
    ['unsigned char x[4] = { [2] = 1, 2 };', '00000102'],
    ['unsigned char x[6] = { [1 ... 3] = 7, 8 };', '000707070800'],
    ['unsigned char x[4] = { [0 ... 3] = 7, [1] = 8 };', '07080707'],
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
    ['union { unsigned char a; unsigned short b; } x = { .b = 0x102, .a = 3 };', '0300'],
    ['struct { unsigned char : 4, a : 4; } x = { 5 };', '50'],
    ['struct { unsigned short a : 4, b : 12; } x = { 0x1f, -1 };', 'ffff'],
    ['int x = { 5 };', '05000000'],
    ['int x = {};', '00000000'],
    ['_Bool x[] = { 2, 0, -1 };', '010001'],
    ['unsigned char x[] = { -1, 256, 511 };', 'ff00ff'],
    ['struct point x = (struct point){ 1, 2 };', '0102'],
    ['unsigned char x[sizeof((struct point[]){ {1}, {2} })] = { 1 };', '01000000'],
  ])('%s', (declaration, expected) => {
    expect(image(declaration)).toBe(expected)
  })

  it('a name is known inside of its own initialiser', () => {
    expect(image('struct { unsigned char n, a[5]; } x = { .n = sizeof(x.a) };')).toBe('050000000000')
  })
})

describe('what leads nowhere', () => {
  const excess = 'has no room for this initialiser: it and what follows is dropped'
  it.each([
    [
      'struct { unsigned char a; union { unsigned char b; struct { unsigned char c, d; }; }; } x = { 1, .d = 2, 3 };',
      [`c-excess-initializer "3": \`struct <anonymous>\` ${excess}`],
    ],
    ['struct point x = { 1, 2, 3, 4 };', [`c-excess-initializer "3": \`struct point\` ${excess}`]],
    ['unsigned char x[1] = { 1, { 2 } };', [`c-excess-initializer "{ 2 }": \`unsigned char[1]\` ${excess}`]],
    ['struct point x = { .z = 1, .y = 2 };', ['c-unknown-field "z": `struct point` has no field `z`']],
    [
      'unsigned char x[2] = { .y = 1, .z = 2 };',
      ['c-unknown-field "y": `unsigned char[2]` has no field `y`'],
    ],
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
