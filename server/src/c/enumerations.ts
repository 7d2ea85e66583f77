/**
 * Enumerations: their constants, and the integer type that gcc gives them.
 *
 * A constant that fits into an `int` is one; the type itself is unsigned unless a constant is negative, of four bytes
 * where they suffice, and when packed of as few as suffice.
 */
import { parseAttributes } from './attributes.ts'
import { evaluate } from './evaluate.ts'
import { parseExpression } from './expressions.ts'
import { wrap } from './integers.ts'
import { complainAboutSecond } from './redefinition.ts'
import type { Token } from './token.ts'
import { accept, expect, isAt, peek, skipTo, take, type TokenStream } from './token-stream.ts'
import {
  type DataModel,
  type IntegerType,
  intType,
  longLongType,
  longType,
  shortType,
  signedCharType,
  unsignedCharType,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
} from './types.ts'

interface Constant {
  readonly name: Token
  readonly value: bigint
}

/** `enum` attributes tag? (`{` (name (`=` expression)? `,`?)* `}` attributes)? */
export function parseEnum(stream: TokenStream): IntegerType {
  const { enums, model, names } = stream.scope
  take(stream)
  const before = parseAttributes(stream)
  const tag = peek(stream).kind === 'identifier' ? take(stream).text : undefined
  if (!isAt(stream, '{')) return (tag === undefined ? undefined : enums.get(tag)) ?? unsignedIntType
  const constants = parseConstants(stream)
  const after = parseAttributes(stream)
  const type = typeFor(constants, before.packed || after.packed, model)
  for (const { name, value } of constants)
    names.set(name.text, { kind: 'constant', value, type: constantType(value, type), at: name })
  if (tag !== undefined) enums.set(tag, type)
  return type
}

/** `{` (name attributes (`=` expression)? `,`?)* `}`; each constant is known from the next one on. */
function parseConstants(stream: TokenStream): readonly Constant[] {
  const constants: Constant[] = []
  let next = 0n
  take(stream)
  while (peek(stream).kind === 'identifier') {
    const name = take(stream)
    parseAttributes(stream)
    if (accept(stream, '=')) {
      const value = evaluate(parseExpression(stream), stream.scope, stream.complain)
      if (value.known) next = value.value
    }
    const earlier = stream.scope.names.get(name.text)
    if (earlier) complainAboutSecond(`\`${name.text}\``, name, earlier.at, stream.complain)
    const type = constantType(next, next < 0n ? longLongType : unsignedLongLongType)
    stream.scope.names.set(name.text, { kind: 'constant', value: next, type, at: name })
    constants.push({ name, value: next })
    next += 1n
    if (accept(stream, ',') || isAt(stream, '}')) continue
    expect(stream, '}', 'to close the enumeration')
    if (peek(stream).kind === 'identifier') continue
    skipTo(stream, [','])
    accept(stream, ',')
  }
  if (!expect(stream, '}', 'to close the enumeration')) {
    skipTo(stream, [])
    accept(stream, '}')
  }
  return constants
}

function constantType(value: bigint, type: IntegerType): IntegerType {
  return holds(intType, value) ? intType : type
}

function typeFor(constants: readonly Constant[], packed: boolean, model: DataModel): IntegerType {
  const signed = constants.some(({ value }) => value < 0n)
  const small = signed ? [signedCharType, shortType] : [unsignedCharType, unsignedShortType]
  const usual = signed ? [intType, longType(model)] : [unsignedIntType, unsignedLongType(model)]
  const candidates = packed ? [...small, ...usual] : usual
  const fitting = candidates.find((type) => constants.every(({ value }) => holds(type, value)))
  return fitting ?? (signed ? longLongType : unsignedLongLongType)
}

function holds(type: IntegerType, value: bigint): boolean {
  return wrap(value, type) === value
}
