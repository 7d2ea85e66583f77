/** Sizes in units and in hexadecimal. */
import { describe, expect, test } from 'vitest'
import { cellConfig } from '../hovered.ts'
import { rewritten } from './rewritten.ts'

const usual = '#define KB 1024\n#define MB (1024 * KB)\n#define GB (1024 * MB)'

function size(text: string, above = usual, field = 'size'): string {
  return cellConfig({ above, body: `.cpus = { 2 },\n\t.mem_regions = { { .${field} = ${text}, } },` })
}

function readable(text: string, above?: string, field = 'size'): string | undefined {
  return written(rewritten(size(text, above, field), 'refactor.rewrite.number.readable'), field)
}

function hexadecimal(text: string, above?: string): string | undefined {
  return written(rewritten(size(text, above), 'refactor.rewrite.number.hexadecimal'), 'size')
}

function written(text: string | undefined, field: string): string | undefined {
  return text && new RegExp(`\\{ \\{ \\.${field} = (.*), \\} \\}`).exec(text)?.[1]
}

describe('a number', () => {
  test.each([
    ['$00x8000000', '128 * MB'],
    ['0x8000$0000', '128 * MB'],
    ['134217728$0', '128 * MB'],
    ['$00x1000ULL', '4 * KB'],
    ['$00x40000000', '1 * GB'],
    ['$00x60000000', '1536 * MB'],
  ])('%s becomes %s', (before, after) => {
    expect(readable(before)).toBe(after)
  })

  test('is computed in as many bits as it takes', () => {
    expect(readable('$00x100000000')).toBe('4ULL * GB')
    expect(readable('$00x100000000', '#define GB 0x40000000ull')).toBe('4 * GB')
  })

  test('is a multiple of what the macro says here', () => {
    expect(readable('$02000000', '#define MB 1000000')).toBe('2 * MB')
    expect(readable('$00x100000', '#define MB 1000000')).toBe(undefined)
    // 3 * 512 + 512 is another number.
    expect(readable('$00xc00', '#define KB 512 + 512')).toBe(undefined)
    expect(readable('$00x800000', '#define MiB 0x100000')).toBe('8 * MiB')
    expect(readable('$00x800000', '#define KIB 0x400')).toBe('8192 * KIB')
  })

  test('stays where there is no unit, or not yet, or twice', () => {
    expect(readable('$00x8000000', '')).toBe(undefined)
    expect(readable('$00x8000000', '#define MB(x) ((x) << 20)')).toBe(undefined)
    expect(readable('$00x8000000', '#define MB 1\n#undef MB\n#define MB 0x100000')).toBe(undefined)
    expect(
      rewritten(`${size('$00x8000000', '')}\n#define MB 0x100000\n`, 'refactor.rewrite.number.readable'),
    ).toBe(undefined)
  })

  test('stays where it is no multiple, no size, or not alone', () => {
    expect(readable('$00x8000001')).toBe(undefined)
    expect(readable('$00')).toBe(undefined)
    expect(readable('$00x100000', usual, 'flags')).toBe(undefined)
    expect(readable('$00x100000', usual, 'phys_start')).toBe(undefined)
    expect(readable('$00x100000 + 0x1000')).toBe(undefined)
    expect(readable('$0SIZE', `${usual}\n#define SIZE 0x100000`)).toBe(undefined)
  })
})

describe('a multiple of a unit', () => {
  test.each([
    ['128 * $0MB', '0x8000000'],
    ['$0(1 * MB + 4 * KB)', '0x101000'],
    ['MB$0', '0x100000'],
    ['4ULL * G$0B', '0x100000000'],
  ])('%s becomes %s', (before, after) => {
    expect(hexadecimal(before)).toBe(after)
  })

  test('is one only with a unit that stands there', () => {
    expect(hexadecimal('$02 * 0x1000')).toBe(undefined)
    expect(hexadecimal('$0SIZE', `${usual}\n#define SIZE (4 * MB)`)).toBe(undefined)
    expect(hexadecimal('$0UNKNOWN * MB')).toBe(undefined)
  })
})
