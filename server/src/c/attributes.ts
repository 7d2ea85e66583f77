/**
 * `__attribute__((…))`: the few that decide about layout and placement are read, all others are skipped.
 */
import { evaluate } from './evaluate.ts'
import { parseExpression } from './expressions.ts'
import { stringBytes } from './numbers.ts'
import { accept, expect, isAt, peek, skipTo, take, type TokenStream } from './token-stream.ts'

export interface Attributes {
  readonly packed: boolean
  /** Bytes; the largest of several. `aligned` without a number means 16, the most that any target wants. */
  readonly aligned: number | undefined
  readonly section: string | undefined
}

export const noAttributes: Attributes = { packed: false, aligned: undefined, section: undefined }

/** (`__attribute__` `(` `(` attribute (`,` attribute)* `)` `)`)*, possibly none */
export function parseAttributes(stream: TokenStream): Attributes {
  let all = noAttributes
  while (isAt(stream, '__attribute__') || isAt(stream, '__attribute')) {
    take(stream)
    expect(stream, '(', 'behind __attribute__')
    expect(stream, '(', 'behind __attribute__')
    while (!isAt(stream, ')') && peek(stream).kind !== 'end') {
      all = merged(all, parseAttribute(stream))
      if (!accept(stream, ',')) break
    }
    skipTo(stream, [')'])
    expect(stream, ')', 'to close the attribute')
    expect(stream, ')', 'to close the attribute')
  }
  return all
}

export function merged(a: Attributes, b: Attributes): Attributes {
  return {
    packed: a.packed || b.packed,
    aligned: a.aligned === undefined ? b.aligned : Math.max(a.aligned, b.aligned ?? 0),
    section: b.section ?? a.section,
  }
}

function parseAttribute(stream: TokenStream): Attributes {
  const name = take(stream).text.replace(/^__(.*)__$/, '$1')
  if (!accept(stream, '(')) {
    if (name === 'packed') return { ...noAttributes, packed: true }
    if (name === 'aligned') return { ...noAttributes, aligned: 16 }
    return noAttributes
  }
  const attributes = argumentOf(name, stream)
  skipTo(stream, [')'])
  expect(stream, ')', 'behind the argument of the attribute')
  return attributes
}

function argumentOf(name: string, stream: TokenStream): Attributes {
  const argument = peek(stream)
  if (name === 'section' && argument.kind === 'string') {
    take(stream)
    return {
      ...noAttributes,
      section: stringBytes(argument.text)
        .map((byte) => String.fromCharCode(byte))
        .join(''),
    }
  }
  if (name === 'aligned') {
    const value = evaluate(parseExpression(stream), stream.scope, stream.complain)
    if (value.known && isPowerOfTwo(value.value)) return { ...noAttributes, aligned: Number(value.value) }
  }
  return noAttributes
}

function isPowerOfTwo(value: bigint): boolean {
  return 0n < value && value <= 1n << 28n && (value & (value - 1n)) === 0n
}
