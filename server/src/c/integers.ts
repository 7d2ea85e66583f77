/**
 * C's integer arithmetic on `bigint`: which type an operation has, and what is left of a value that is stored in
 * a type. Everything here is the standard's (C11 6.3.1 and 6.4.4.1) with gcc's choices where it leaves one.
 */
import {
  type DataModel,
  type IntegerType,
  intType,
  longLongType,
  longType,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
} from './types.ts'

/** The value modulo the type's width, as a conversion leaves it; `_Bool` asks for non-zero. */
export function wrap(value: bigint, type: IntegerType): bigint {
  if (type.rank === 0) return value === 0n ? 0n : 1n
  return type.signed ? BigInt.asIntN(type.size * 8, value) : BigInt.asUintN(type.size * 8, value)
}

/** The integer promotion: everything smaller than `int` fits into it. */
export function promote(type: IntegerType): IntegerType {
  return type.rank < intType.rank ? intType : type
}

/** The usual arithmetic conversions. */
export function commonType(left: IntegerType, right: IntegerType, model: DataModel): IntegerType {
  const a = promote(left)
  const b = promote(right)
  if (a.signed === b.signed) return a.rank < b.rank ? b : a
  const [signed, unsigned] = a.signed ? [a, b] : [b, a]
  if (signed.rank <= unsigned.rank) return unsigned
  if (unsigned.size < signed.size) return signed
  return signed.rank === longLongType.rank ? unsignedLongLongType : unsignedLongType(model)
}

/** What a literal's spelling fixes: hexadecimal ones may become unsigned without being asked to. */
export interface LiteralShape {
  readonly value: bigint
  readonly unsigned: boolean
  /** How many `l` the suffix has. */
  readonly longs: 0 | 1 | 2
  readonly decimal: boolean
}

/** The first type of the standard's list that holds the literal; the widest one when none does. */
export function typeOfLiteral(literal: LiteralShape, model: DataModel): IntegerType {
  const candidates: readonly IntegerType[] = [
    intType,
    unsignedIntType,
    longType(model),
    unsignedLongType(model),
    longLongType,
    unsignedLongLongType,
  ]
  const lowestRank = [intType.rank, longType(model).rank, longLongType.rank][literal.longs] ?? intType.rank
  const fitting = candidates.find((type) => {
    if (type.rank < lowestRank) return false
    if (literal.unsigned && type.signed) return false
    if (!literal.unsigned && !type.signed && literal.decimal) return false
    return wrap(literal.value, type) === literal.value
  })
  return fitting ?? unsignedLongLongType
}
