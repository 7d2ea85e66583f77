/** C's integers: values as they are stored in 64 bits, whose upper half shows the type that they had. */
import { describe, expect, it } from 'vitest'
import type { Value } from '../../server/src/c/value.ts'
import { ilp32 } from '../../server/src/c/types.ts'
import { complaintsOf, type Surroundings, translated } from './translation.ts'

const declarations = `
struct s { char a; int b[3]; struct { short c; }; } o;
enum { BIG = 0x80000000, MINUS = -1, FIVE = 5 };
unsigned char small;
static const int fixed = 7;
int f(void);
`

function evaluated(
  expression: string,
  surroundings: Surroundings = {},
): { readonly value: Value; readonly complaints: readonly string[] } {
  const translation = translated(`${declarations} unsigned long long x = ${expression};`, surroundings)
  const value = translation.objects.at(-1)?.value
  if (value?.kind !== 'scalar') throw new Error('this is no scalar')
  return { value: value.value, complaints: complaintsOf(translation) }
}

/** The value of an expression that nothing is wrong with. */
function valueOf(expression: string, surroundings: Surroundings = {}): Value {
  const { value, complaints } = evaluated(expression, surroundings)
  expect(complaints).toEqual([])
  return value
}

function hex(expression: string, surroundings: Surroundings = {}): string {
  const value = valueOf(expression, surroundings)
  return value.known ? `0x${value.value.toString(16)}` : value.reason
}

describe('values', () => {
  it.each([
    ['1 << 31', '0xffffffff80000000'],
    ['1u << 31', '0x80000000'],
    ['0x80000000', '0x80000000'],
    ['-0x80000000', '0x80000000'],
    ['-2147483648', '0xffffffff80000000'],
    ['~0', '0xffffffffffffffff'],
    ['~0u', '0xffffffff'],
    ['0xffffffff + 1', '0x0'],
    ['4294967295 + 1', '0x100000000'],
    ['1ull << 63', '0x8000000000000000'],
    ['-7 / 2', '0xfffffffffffffffd'],
    ['-7 % 2', '0xffffffffffffffff'],
    ['-1 < 0u', '0x0'],
    ['-1 < 0', '0x1'],
    ['-1l < 0u', '0x1'],
    ['!!42', '0x1'],
    ['!0 + !1', '0x1'],
    ['3 ?: 4', '0x3'],
    ['0 ?: 4', '0x4'],
    ['1 ? -1 : 0u', '0xffffffff'],
    ['1 ? -1 : 0', '0xffffffffffffffff'],
    ['0 ? 1 / 0 : 2', '0x2'],
    ['0 && 1 / 0', '0x0'],
    ['1 || NEVER', '0x1'],
    ['(unsigned char)300', '0x2c'],
    ['(signed char)200', '0xffffffffffffffc8'],
    ['(_Bool)256', '0x1'],
    ['~(unsigned char)0', '0xffffffffffffffff'],
    ["'a' + '\\xff'", '0x60'],
    ["'ab'", '0x6162'],
    ['010 + 0b11', '0xb'],
    ['BIG', '0x80000000'],
    ['MINUS', '0xffffffffffffffff'],
    ['2 + 3 * 4 - 10 / 3 % 2', '0xd'],
    ['1 | 2 ^ 3 & 4', '0x3'],
    ['1 == 1 != 0 < 2', '0x0'],
    ['(1, 2)', '0x2'],
    ['fixed + 1', '0x8'],
  ])('%s is %s', (expression, expected) => {
    expect(hex(expression)).toBe(expected)
  })
})

describe('sizes', () => {
  it.each([
    ['sizeof(int)', '0x4'],
    ['sizeof 1', '0x4'],
    ['sizeof 1 + 1', '0x5'],
    ['sizeof(1 ? 1 : 2ll)', '0x8'],
    ["sizeof('a')", '0x4'],
    ['sizeof("abc" "d")', '0x5'],
    ['sizeof(o)', '0x14'],
    ['sizeof o.b', '0xc'],
    ['sizeof(o.b) / sizeof(o.b[0])', '0x3'],
    ['sizeof(o.c)', '0x2'],
    ['sizeof(*o.b)', '0x4'],
    ['sizeof(struct s)', '0x14'],
    ['sizeof(small)', '0x1'],
    ['sizeof(+small)', '0x4'],
    ['sizeof(small + 1ull)', '0x8'],
    ['sizeof(o.a << 3)', '0x4'],
    ['sizeof(o.b[0] / 0)', '0x4'],
    ['sizeof((int[]){1, 2, 3})', '0xc'],
    ['sizeof((struct s[]){ {}, [4] = {} })', '0x64'],
    ['sizeof((unsigned char)1)', '0x1'],
    ['sizeof(sizeof(1))', '0x8'],
    ['sizeof(FIVE)', '0x4'],
    ['_Alignof(struct s)', '0x4'],
    ['__builtin_offsetof(struct s, b[2])', '0xc'],
    ['__builtin_offsetof(struct s, c)', '0x10'],
    ['-sizeof(int)', '0xfffffffffffffffc'],
  ])('%s is %s', (expression, expected) => {
    expect(hex(expression)).toBe(expected)
  })

  it('follow the data model', () => {
    expect(hex('sizeof(1l) + sizeof(sizeof(1))')).toBe('0x10')
    expect(hex('sizeof(1l) + sizeof(sizeof(1))', { model: ilp32 })).toBe('0x8')
    expect(hex('-sizeof(int)', { model: ilp32 })).toBe('0xfffffffc')
    expect(hex('4294967295l', { model: ilp32 })).toBe('0xffffffff')
  })
})

describe('what gcc warns about', () => {
  it.each([
    ['1 << 61', '0x0', 'shift-out-of-range "1 << 61"'],
    ['-1 >> 40', '0xffffffffffffffff', 'shift-out-of-range "-1 >> 40"'],
    ['0 << -1', '0x0', 'shift-out-of-range "0 << -1"'],
    ['-1 << 4', '0xfffffffffffffff0', 'shift-out-of-range "-1 << 4"'],
    ['3 << 31', '0xffffffff80000000', 'shift-out-of-range "3 << 31"'],
    ['2147483647 + 1 - 1', '0x7fffffff', 'c-overflow "2147483647 + 1"'],
    ['-(1 << 31)', '0xffffffff80000000', 'c-overflow "-(1 << 31)"'],
    ['(-2147483647 - 1) % -1', '0x0', 'c-overflow "(-2147483647 - 1) % -1"'],
    ['18446744073709551615', '0xffffffffffffffff', 'c-constant "18446744073709551615"'],
    ['0x1ffffffffffffffff', '0xffffffffffffffff', 'value-truncated "0x1ffffffffffffffff"'],
  ])('%s is %s', (expression, expected, complaint) => {
    const { value, complaints } = evaluated(expression)
    expect(value).toMatchObject({ known: true, value: BigInt(expected) })
    expect(complaints.map((text) => text.replace(/: .*/, ''))).toEqual([complaint])
  })

  it.each(['3 << 30', '0x7fffffff << 1', '0 && 1 << 40', '1 ? 2 : 2147483647 + 1', 'sizeof(1 << 40)'])(
    'and not: %s',
    (expression) => {
      expect(valueOf(expression).known).toBe(true)
    },
  )
})

describe('what has no value', () => {
  it.each([
    [
      '1 << -1',
      'it shifts by a negative number',
      'shift-out-of-range "1 << -1": a shift by -1: bits cannot be shifted by a negative number',
    ],
    [
      'o.a',
      'it reads a variable, which is no constant',
      'c-constant "o.a": it reads a variable, which is no constant',
    ],
    ['small', '`small` is no constant', 'c-constant "small": `small` is no constant'],
    [
      'f()',
      'it calls a function, which gives no constant',
      'c-constant "f": it calls a function, which gives no constant',
    ],
  ])('%s', (expression, reason, complaint) => {
    expect(evaluated(expression)).toEqual({ value: { known: false, reason }, complaints: [complaint] })
  })
})
