/** Sizes and offsets that can be worked out by hand; what gcc makes of many more, test/oracle says. */
import { describe, expect, it } from 'vitest'
import { alignmentOf, type CType, findMember, ilp32, memberNames, sizeOf } from '../../server/src/c/types.ts'
import { complaintsOf, translated } from './translation.ts'

function typeOf(text: string, model?: typeof ilp32): CType {
  const translation = translated(`${text} x;`, model ? { model } : {})
  expect(complaintsOf(translation)).toEqual([])
  const meaning = translation.scope.names.get('x')
  if (meaning?.kind !== 'object') throw new Error('there is no x')
  return meaning.type
}

function members(text: string): string {
  const type = typeOf(text)
  if (type.kind !== 'record') throw new Error('this is no record')
  const places = (type.body?.members ?? []).map(
    ({ name, offset, bits }) => `${name ?? '-'}@${offset}${bits ? `:${bits.shift}+${bits.width}` : ''}`,
  )
  return `${places.join(' ')} = ${sizeOf(type)}/${alignmentOf(type)}`
}

const packed = '__attribute__((packed))'

describe('records', () => {
  it.each([
    ['struct { char a; int b; char c; }', 'a@0 b@4 c@8 = 12/4'],
    [`struct { char a; int b; char c; } ${packed}`, 'a@0 b@1 c@5 = 6/1'],
    [`struct { char a; int b ${packed}; short c; }`, 'a@0 b@1 c@6 = 8/2'],
    ['struct { char a; long long b; }', 'a@0 b@8 = 16/8'],
    ['struct { char a; int b[0]; }', 'a@0 b@4 = 4/4'],
    ['struct { }', ' = 0/1'],
    ['union { char a[5]; int b; }', 'a@0 b@0 = 8/4'],
    [`union { char a[5]; int b; } ${packed}`, 'a@0 b@0 = 5/1'],
    ['struct { char a; char b __attribute__((aligned(8))); }', 'a@0 b@8 = 16/8'],
    [`struct { char a; int b __attribute__((aligned(4))); } ${packed}`, 'a@0 b@4 = 8/4'],
    ['struct { char a; } __attribute__((aligned))', 'a@0 = 16/16'],
    ['struct { char a; struct { char b; int c; }; }', 'a@0 -@4 = 12/4'],
  ])('%s', (text, expected) => {
    expect(members(text)).toBe(expected)
  })
})

describe('bit-fields', () => {
  it.each([
    ['struct { int a : 3, b : 5; int c : 30; }', 'a@0:0+3 b@0:3+5 c@4:0+30 = 8/4'],
    ['struct { unsigned char a : 4, b : 7; }', 'a@0:0+4 b@1:0+7 = 2/1'],
    [`struct { int a : 3; int b : 30; } ${packed}`, 'a@0:0+3 b@0:3+30 = 5/1'],
    ['struct { int a : 3; int : 0; int b : 3; }', 'a@0:0+3 b@4:0+3 = 8/4'],
    [`struct { int a : 3; int : 0; int b : 3; } ${packed}`, 'a@0:0+3 b@4:0+3 = 5/1'],
    ['struct { char a; int b : 8; }', 'a@0 b@0:8+8 = 4/4'],
    ['struct { char a; int : 5; }', 'a@0 -@0:8+5 = 2/1'],
    ['struct { int a : 3; int b : 3 __attribute__((aligned(4))); }', 'a@0:0+3 b@4:0+3 = 8/4'],
    ['union { int a : 3; char b; }', 'a@0:0+3 b@0 = 4/4'],
  ])('%s', (text, expected) => {
    expect(members(text)).toBe(expected)
  })
})

describe('types', () => {
  it('follow the data model', () => {
    expect(sizeOf(typeOf('struct { long a; void *b; }'))).toBe(16)
    expect(sizeOf(typeOf('struct { long a; void *b; }', ilp32))).toBe(8)
    expect(alignmentOf(typeOf('unsigned long long', ilp32))).toBe(8)
  })

  it.each([
    ['enum { A = -1, B = 0x80000000 }', 8],
    ['enum { A, B = 300 }', 4],
    ['enum { A = 0xffffffff }', 4],
    [`enum ${packed} { A, B = 255 }`, 1],
    [`enum { A = -1, B = 255 } ${packed}`, 2],
    ['struct { unsigned char a[3][5]; }', 15],
  ])('%s has %i bytes', (text, size) => {
    expect(sizeOf(typeOf(text))).toBe(size)
  })

  it('find members through anonymous ones, the first of two with a name', () => {
    const type = typeOf('struct { int a; union { struct { int b; }; int c; }; int d; }')
    if (type.kind !== 'record') throw new Error('this is no record')
    expect(memberNames(type)).toEqual(['a', 'b', 'c', 'd'])
    expect(findMember(type, 'b')).toHaveLength(3)
    expect(findMember(type, 'e')).toBeUndefined()
  })

  it('a tag or a typedef alone declares no member', () => {
    expect(members('struct s { int a; }; typedef struct { int b; } t; struct { struct s; t; int c; }')).toBe(
      'c@0 = 4/4',
    )
  })
})
