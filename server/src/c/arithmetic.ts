/**
 * The operators of constant expressions on known values, with what gcc warns about while it computes them: signed
 * results that do not fit, and shifts by more bits than there are. Unsigned integers wrap, as C wants it.
 */
import type { Complain } from './complaint.ts'
import { commonType, promote, wrap } from './integers.ts'
import type { Origin } from './origin.ts'
import { type DataModel, type IntegerType, intType } from './types.ts'
import { integer, type Integer, markedLike, unknown, type Value } from './value.ts'

/** Where an operation stands, and who hears what is wrong with it. */
export interface Operation {
  readonly at: Origin
  readonly complain: Complain
}

export function unaryResult(operator: string, operand: Integer, operation: Operation): Value {
  const type = promote(operand.type)
  switch (operator) {
    case '+':
      return markedLike(integer(operand.value, type), operand)
    case '-':
      return fitted(-operand.value, type, [operand], operation)
    case '~':
      return markedLike(integer(~operand.value, type), operand)
    case '!':
      return truth(operand.value === 0n)
    default:
      return unknown('an address is no constant number')
  }
}

/** Any binary operator but `&&` and `||`, which do not always need their right side. */
export function binaryResult(
  operator: string,
  left: Integer,
  right: Integer,
  model: DataModel,
  operation: Operation,
): Value {
  if (operator === '<<' || operator === '>>') return shifted(operator, left, right, operation)
  if (right.value === 0n && (operator === '/' || operator === '%')) {
    const message = 'it divides by zero'
    operation.complain({ code: 'c-constant', severity: 'error', message, at: operation.at })
    return unknown(message)
  }
  const type = commonType(left.type, right.type, model)
  const a = wrap(left.value, type)
  const b = wrap(right.value, type)
  const compared = comparison(operator, a, b)
  if (compared !== undefined) return truth(compared)
  // gcc takes the remainder of a division that overflows for an overflow as well.
  if (operator === '%' && b === -1n) fitted(a / b, type, [left, right], operation)
  const result = arithmetic(operator, a, b)
  if (result === undefined) return unknown(`\`${operator}\` is no operator of constants`)
  return fitted(result, type, [left, right], operation)
}

export function truth(holds: boolean): Integer {
  return integer(holds ? 1n : 0n, intType)
}

/** A result in its type. Only the first overflow of an expression is worth a complaint. */
function fitted(
  result: bigint,
  type: IntegerType,
  operands: readonly Integer[],
  { at, complain }: Operation,
): Integer {
  const value = markedLike(integer(result, type), ...operands)
  if (!type.signed || value.value === result || value.hasOverflowed) return value
  complain({
    code: 'c-overflow',
    severity: 'warning',
    message: `${result} does not fit into \`${type.name}\`, in which this is computed: ${value.value} is left`,
    help: 'an operand with the suffix `u`, or `ULL` for 64 bits, has it computed without a sign',
    at,
  })
  return { ...value, hasOverflowed: true }
}

function comparison(operator: string, a: bigint, b: bigint): boolean | undefined {
  switch (operator) {
    case '==':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return a < b
    case '>':
      return b < a
    case '<=':
      return a <= b
    case '>=':
      return b <= a
    default:
      return undefined
  }
}

function arithmetic(operator: string, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
    default:
      return undefined
  }
}

/** A shift by too much is undefined; gcc stores what is left when all bits have gone. By less than none is no constant. */
function shifted(operator: string, left: Integer, right: Integer, operation: Operation): Value {
  const type = promote(left.type)
  const width = BigInt(type.size * 8)
  const value = wrap(left.value, type)
  const count = right.value
  complainAboutShift(operator, value, count, type, operation)
  if (count < 0n && value !== 0n) return unknown('it shifts by a negative number')
  const isAllGone = count < 0n || width <= count
  const result = isAllGone
    ? operator === '>>' && value < 0n
      ? -1n
      : 0n
    : operator === '<<'
      ? value << count
      : value >> count
  return markedLike(integer(result, type), left, right)
}

function complainAboutShift(
  operator: string,
  value: bigint,
  count: bigint,
  type: IntegerType,
  { at, complain }: Operation,
): void {
  const width = type.size * 8
  const isWide = width === 64
  const wider = isWide ? {} : { help: 'write the left side with the suffix `ULL` to shift in 64 bits' }
  if (count < 0n) {
    const severity = value === 0n ? 'warning' : 'error'
    const message = `a shift by ${count}: bits cannot be shifted by a negative number`
    complain({ code: 'shift-out-of-range', severity, isBeyondDoubt: true, message, at })
  } else if (BigInt(width) <= count) {
    const message = `a shift by ${count} of \`${type.name}\`, which has ${width} bits, is undefined: gcc makes ${operator === '>>' && value < 0n ? '-1' : '0'} of it`
    const said = { code: 'shift-out-of-range', severity: 'warning', isBeyondDoubt: true } as const
    complain({ ...said, message, ...wider, at })
  } else if (operator === '<<' && type.signed && value < 0n) {
    const message = `the negative number ${value} is shifted to the left, which C leaves undefined`
    complain({ code: 'shift-out-of-range', severity: 'warning', message, at })
  } else if (operator === '<<' && type.signed && BigInt(width) < bitLength(value) + count) {
    const message = `${hex(value)} << ${count} loses bits: \`${type.name}\`, in which it is computed, has ${width}`
    complain({ code: 'shift-out-of-range', severity: 'warning', message, ...wider, at })
  }
}

function bitLength(value: bigint): bigint {
  return value === 0n ? 0n : BigInt(value.toString(2).length)
}

function hex(value: bigint): string {
  return value < 10n ? `${value}` : `0x${value.toString(16)}`
}
