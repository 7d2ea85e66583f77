/**
 * Constant expressions, as gcc computes them: width, signedness and promotion of C, on `bigint`.
 *
 * What cannot be evaluated is `Unknown`, with its reason, and whatever depends on it is unknown too. The complaint
 * is made once, at the root: where a name means nothing, not at every sum that it takes part in. Names are looked
 * up in a `Scope`; this file must not know how they got there.
 */
import type { Complain } from './complaint.ts'
import { typeOfObject } from './expression-types.ts'
import { typeOfValue } from './value-types.ts'
import { commonType, promote, typeOfLiteral, wrap } from './integers.ts'
import { characterValue, parseNumber } from './numbers.ts'
import type { Origin } from './origin.ts'
import type { Binary, Expression, NumberLiteral, OffsetOf } from './syntax.ts'
import type { Scope } from './scope.ts'
import {
  alignmentOf,
  type CType,
  findMember,
  type IntegerType,
  intType,
  sizeOf,
  sizeType,
  typeName,
} from './types.ts'

export type Value = Integer | Unknown

export interface Integer {
  readonly known: true
  readonly value: bigint
  readonly type: IntegerType
}

export interface Unknown {
  readonly known: false
  /** Why it is unknown, for a person: the end of a sentence that begins with "because". */
  readonly reason: string
}

export function unknown(reason: string): Unknown {
  return { known: false, reason }
}

export function integer(value: bigint, type: IntegerType): Integer {
  return { known: true, value: wrap(value, type), type }
}

/** The value of a constant expression; complaints go to `complain`, which may be called more than once. */
export function evaluate(expression: Expression, scope: Scope, complain: Complain): Value {
  const value = (inner: Expression): Value => evaluate(inner, scope, complain)
  switch (expression.kind) {
    case 'number':
      return numberValue(expression, scope, complain)
    case 'character':
      return integer(characterValue(expression.token.text), intType)
    case 'name':
      return nameValue(expression, scope, complain)
    case 'unary':
      return unaryValue(expression.operator, value(expression.operand))
    case 'binary':
      return chainValue(expression, value, scope, complain)
    case 'conditional': {
      const condition = value(expression.condition)
      if (!condition.known) return condition
      const chosen =
        condition.value === 0n
          ? value(expression.otherwise)
          : expression.then
            ? value(expression.then)
            : condition
      const type = typeOfValue(expression, scope)
      return chosen.known && type ? integer(chosen.value, type) : chosen
    }
    case 'cast': {
      const operand = value(expression.operand)
      if (expression.type.kind !== 'integer')
        return unknown('it is converted to something that is no integer')
      return operand.known ? integer(operand.value, expression.type) : operand
    }
    case 'sizeof-type':
    case 'sizeof-expression':
      return sizeValue(expression, scope, complain)
    case 'offsetof':
      return offsetValue(expression, scope, value)
    case 'string':
      return wrong('a string is no number', expression, complain)
    case 'call':
      return callValue(expression.callee, scope, complain)
    case 'member':
    case 'index':
    case 'compound':
      return unknown('it reads a variable, which is no constant')
    case 'broken':
      return unknown('the expression is incomplete')
  }
}

function numberValue({ token }: NumberLiteral, scope: Scope, complain: Complain): Value {
  const { text } = token
  const parsed = parseNumber(text)
  if (!parsed) {
    const shown = text.length < 40 ? text : `${text.slice(0, 40)}…`
    return wrong(`\`${shown}\` is no integer`, { first: token, last: token }, complain)
  }
  const decimal = !text.startsWith('0')
  return integer(parsed.value, typeOfLiteral({ ...parsed, decimal }, scope.model))
}

/** Unknown for a reason that has not been said yet. */
function wrong(message: string, at: Origin, complain: Complain): Unknown {
  complain({ code: 'c-constant', severity: 'error', message, at })
  return unknown(message)
}

function nameValue(name: Expression & { readonly kind: 'name' }, scope: Scope, complain: Complain): Value {
  const meaning = scope.names.get(name.name)
  if (meaning?.kind === 'constant') return integer(meaning.value, meaning.type)
  if (meaning) return unknown(`\`${name.name}\` is no constant`)
  complainAboutName(name, complain)
  return unknown(`\`${name.name}\` is not defined`)
}

function callValue(callee: Expression, scope: Scope, complain: Complain): Value {
  if (callee.kind === 'name' && !scope.names.has(callee.name)) complainAboutName(callee, complain)
  return unknown('it calls a function')
}

function complainAboutName(name: Expression & { readonly kind: 'name' }, complain: Complain): void {
  complain({
    code: 'c-unknown-name',
    severity: 'error',
    message: `\`${name.name}\` is not defined`,
    help: 'define it, include the header that does, or pass it with -D',
    at: name,
  })
}

function unaryValue(operator: string, operand: Value): Value {
  if (!operand.known) return operand
  const type = promote(operand.type)
  switch (operator) {
    case '+':
      return integer(operand.value, type)
    case '-':
      return integer(-operand.value, type)
    case '~':
      return integer(~operand.value, type)
    case '!':
      return integer(operand.value === 0n ? 1n : 0n, intType)
    default:
      return unknown('an address is no constant number')
  }
}

/** Operators associate to the left, so a long chain is a deep tree: its left side is walked, not descended into. */
function chainValue(
  expression: Binary,
  value: (inner: Expression) => Value,
  scope: Scope,
  complain: Complain,
): Value {
  const chain: Binary[] = []
  let first: Expression = expression
  for (; first.kind === 'binary'; first = first.left) chain.push(first)
  return chain.reduceRight((left, link) => binaryValue(link, left, value, scope, complain), value(first))
}

function binaryValue(
  expression: Binary,
  left: Value,
  value: (inner: Expression) => Value,
  scope: Scope,
  complain: Complain,
): Value {
  if (expression.operator === '&&' || expression.operator === '||') {
    if (!left.known) return left
    const decided = (left.value !== 0n) === (expression.operator === '||')
    if (decided) return integer(left.value === 0n ? 0n : 1n, intType)
    const right = value(expression.right)
    return right.known ? integer(right.value === 0n ? 0n : 1n, intType) : right
  }
  const right = value(expression.right)
  if (!left.known) return left
  if (!right.known) return right
  if (expression.operator === '<<' || expression.operator === '>>')
    return shifted(expression.operator, left, right)
  if (right.value === 0n && (expression.operator === '/' || expression.operator === '%'))
    return wrong('it divides by zero', expression, complain)
  const type = commonType(left.type, right.type, scope.model)
  return arithmetic(expression.operator, wrap(left.value, type), wrap(right.value, type), type)
}

/** A shift by too much is undefined; gcc stores what is left when all bits have gone. By less than none is no constant. */
function shifted(operator: string, left: Integer, right: Integer): Value {
  const type = promote(left.type)
  const width = BigInt(type.size * 8)
  const value = wrap(left.value, type)
  if (right.value < 0n && value !== 0n) return unknown('it shifts by a negative number')
  if (width <= right.value) return integer(operator === '>>' && value < 0n ? -1n : 0n, type)
  return integer(operator === '<<' ? value << right.value : value >> right.value, type)
}

function arithmetic(operator: string, a: bigint, b: bigint, type: IntegerType): Value {
  switch (operator) {
    case '+':
      return integer(a + b, type)
    case '-':
      return integer(a - b, type)
    case '*':
      return integer(a * b, type)
    case '/':
      return integer(a / b, type)
    case '%':
      return integer(a % b, type)
    case '&':
      return integer(a & b, type)
    case '|':
      return integer(a | b, type)
    case '^':
      return integer(a ^ b, type)
    case '==':
      return truth(a === b)
    case '!=':
      return truth(a !== b)
    case '<':
      return truth(a < b)
    case '>':
      return truth(b < a)
    case '<=':
      return truth(a <= b)
    case '>=':
      return truth(b <= a)
    default:
      return unknown(`\`${operator}\` is no operator of constants`)
  }
}

function truth(holds: boolean): Value {
  return integer(holds ? 1n : 0n, intType)
}

function sizeValue(
  expression: Expression & { readonly kind: 'sizeof-type' | 'sizeof-expression' },
  scope: Scope,
  complain: Complain,
): Value {
  const type =
    expression.kind === 'sizeof-type' ? expression.type : typeOfOperand(expression.operand, scope, complain)
  if (!type) return unknown('the type of the operand of sizeof is not known')
  const size = expression.alignment ? alignmentOf(type) : sizeOf(type)
  if (size === undefined && expression.kind === 'sizeof-type' && type.kind === 'record')
    return wrong(`\`${typeName(type)}\` is not defined`, expression, complain)
  if (size === undefined) return unknown('the type is incomplete')
  return integer(BigInt(size), sizeType(scope.model))
}

/** The type of an object, or the type that the value of any other expression has. */
function typeOfOperand(operand: Expression, scope: Scope, complain: Complain): CType | undefined {
  const object = typeOfObject(operand, scope, complain)
  if (object !== 'no object') return object
  const type = typeOfValue(operand, scope)
  if (!type && operand.kind === 'name' && !scope.names.has(operand.name)) complainAboutName(operand, complain)
  return type
}

function offsetValue(expression: OffsetOf, scope: Scope, value: (inner: Expression) => Value): Value {
  let type = expression.type
  let offset = 0n
  for (const step of expression.path) {
    if (step.kind === 'member') {
      const way = type.kind === 'record' ? findMember(type, step.name.text) : undefined
      const target = way?.at(-1)
      if (!way || !target) return unknown(`there is no field \`${step.name.text}\``)
      offset += BigInt(way.reduce((sum, member) => sum + member.offset, 0))
      type = target.type
    } else {
      const index = value(step.index)
      if (!index.known) return index
      if (type.kind !== 'array') return unknown('what is indexed is no array')
      offset += index.value * BigInt(sizeOf(type.element) ?? 0)
      type = type.element
    }
  }
  return integer(offset, sizeType(scope.model))
}
