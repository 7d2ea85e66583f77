/**
 * What literals denote: numbers, characters and strings, from their spelling.
 */

export interface ParsedNumber {
  readonly value: bigint
  readonly unsigned: boolean
  /** How many `l` the suffix has. */
  readonly longs: 0 | 1 | 2
}

const shape = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uU]?)(ll|LL|[lL]?)([uU]?)$/

/** Room for 64 binary digits and as many zeroes in front of them; what is longer is no number that anybody meant. */
const longestNumber = 160

/** An integer literal's value and suffix; undefined for anything else, floating constants included. */
export function parseNumber(text: string): ParsedNumber | undefined {
  const match = text.length <= longestNumber ? shape.exec(text) : null
  if (!match) return undefined
  const [, digits = '0', before = '', long = '', after = ''] = match
  if (before !== '' && after !== '') return undefined
  const isOctal = /^0[0-7]/.test(digits)
  return {
    value: BigInt(isOctal ? `0o${digits.slice(1)}` : digits),
    unsigned: before !== '' || after !== '',
    longs: long.length === 2 ? 2 : long.length === 1 ? 1 : 0,
  }
}

/** The value of a character constant, as gcc has it: several characters are packed big-endian into an `int`. */
export function characterValue(text: string): bigint {
  const bytes = stringBytes(text).slice(-4)
  if (bytes.length === 1) return BigInt.asIntN(8, BigInt(bytes[0] ?? 0))
  return BigInt.asIntN(
    32,
    bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n),
  )
}

const simpleEscapes = new Map([
  ['n', 10],
  ['t', 9],
  ['r', 13],
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['v', 11],
  ['e', 27],
])

/** The bytes between the quotes of a string or character literal, escapes resolved, other characters as UTF-8. */
export function stringBytes(text: string): readonly number[] {
  const inner = text.replace(/^(?:u8|[uUL])?["']/, '').replace(/["']$/, '')
  if (!inner.includes('\\')) return Array.from(utf8(inner))
  const bytes: number[] = []
  const escape = /\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|([\s\S]))|[^\\]+/g
  for (const [whole, hex, octal, universal, simple] of inner.matchAll(escape)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex.slice(-2), 16))
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff)
    else {
      const escaped = simple === undefined ? undefined : simpleEscapes.get(simple)
      if (escaped !== undefined) bytes.push(escaped)
      // One by one: a long string would be too many arguments for a single push.
      else for (const byte of utf8(universal ? codePoint(universal) : (simple ?? whole))) bytes.push(byte)
    }
  }
  return bytes
}

function codePoint(universal: string): string {
  const code = Number.parseInt(universal.slice(1), 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}

const encoder = new TextEncoder()

function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}
