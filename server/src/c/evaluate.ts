/**
 * Constant expressions, as gcc computes them: width, signedness and promotion of C, on `bigint`.
 *
 * What cannot be evaluated is `Unknown`, with its reason, and whatever depends on it is unknown too. The complaint
 * is made once, at the root: where a name means nothing, not at every sum that it takes part in. Names are looked
 * up in a `Scope`; this file must not know how they got there.
 */
import type { Complain } from './complaint.ts'
import { typeOfObject } from './expression-types.ts'
import { binaryResult, truth, unaryResult } from './arithmetic.ts'
import { typeOfValue } from './value-types.ts'
import { type Literal, literalOf } from './literals.ts'
import { characterValue } from './numbers.ts'
import { type Origin, originOf } from './origin.ts'
import type { Binary, Expression, NumberLiteral, OffsetOf, Unary } from './syntax.ts'
import type { Scope } from './scope.ts'
import type { Token } from './token.ts'
import { alignmentOf, type CType, findMember, intType, sizeOf, sizeType, typeName } from './types.ts'
import { integer, markedLike, type Unknown, unknown, type Value } from './value.ts'

/** The value of a constant expression; complaints go to `complain`, which may be called more than once. */
export function evaluate(expression: Expression, scope: Scope, complain: Complain): Value {
  // By far the most expressions are a number, and need nothing of what follows.
  if (expression.kind === 'number') return numberValue(expression, scope, complain)
  const value = (inner: Expression): Value => evaluate(inner, scope, complain)
  switch (expression.kind) {
    case 'character':
      return integer(characterValue(expression.token.text), intType)
    case 'name':
      return nameValue(expression, scope, complain)
    case 'unary':
      return unaryValue(expression, value(expression.operand), complain)
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
      return chosen.known && type ? markedLike(integer(chosen.value, type), chosen) : chosen
    }
    case 'cast': {
      const operand = value(expression.operand)
      if (expression.type.kind !== 'integer')
        return unknown('it is converted to something that is no integer')
      return operand.known ? markedLike(integer(operand.value, expression.type), operand) : operand
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
      return wrong('it reads a variable, which is no constant', expression, complain)
    case 'broken':
      return unknown('the expression is incomplete')
  }
}

function numberValue({ token }: NumberLiteral, scope: Scope, complain: Complain): Value {
  const { text } = token
  const literal = literalOf(text, scope.model)
  if (!literal) {
    const shown = text.length < 40 ? text : `${text.slice(0, 40)}…`
    return wrong(`\`${shown}\` is no integer`, { first: token, last: token }, complain)
  }
  complainAboutSize(literal, token, complain)
  return literal.integer
}

function complainAboutSize(
  { value, unsigned, decimal, integer: left }: Literal,
  token: Token,
  complain: Complain,
): void {
  if (left.value !== value) {
    const message = `\`${token.text}\` has more than 64 bits: 0x${left.value.toString(16)} is left of it`
    complain({
      code: 'value-truncated',
      severity: 'warning',
      isBeyondDoubt: true,
      message,
      at: originOf(token),
    })
  } else if (decimal && !unsigned && !left.type.signed) {
    const message = `\`${token.text}\` fits into no signed type, so it is computed with as one without a sign`
    const help = 'write it with the suffix `ULL`'
    complain({ code: 'c-constant', severity: 'warning', message, help, at: originOf(token) })
  }
}

/** Unknown for a reason that has not been said yet. */
function wrong(message: string, at: Origin, complain: Complain): Unknown {
  complain({ code: 'c-constant', severity: 'error', message, at })
  return unknown(message)
}

function nameValue(name: Expression & { readonly kind: 'name' }, scope: Scope, complain: Complain): Value {
  const meaning = scope.names.get(name.name)
  if (meaning?.kind === 'constant') return integer(meaning.value, meaning.type)
  if (meaning?.kind === 'object' && meaning.constant) return meaning.constant
  if (meaning) return wrong(`\`${name.name}\` is no constant`, name, complain)
  complainAboutName(name, complain)
  return unknown(`\`${name.name}\` is not defined`)
}

function callValue(callee: Expression, scope: Scope, complain: Complain): Value {
  if (callee.kind !== 'name' || scope.names.has(callee.name))
    return wrong('it calls a function, which gives no constant', callee, complain)
  complain({
    code: 'c-unknown-name',
    severity: 'error',
    message: `there is no macro \`${callee.name}\` that takes arguments`,
    help: 'define it, or include the header that does',
    at: callee,
  })
  return unknown(`\`${callee.name}\` is not defined`)
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

function unaryValue(expression: Unary, operand: Value, complain: Complain): Value {
  return operand.known ? unaryResult(expression.operator, operand, { at: expression, complain }) : operand
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
    if (decided) return truth(left.value !== 0n)
    const right = value(expression.right)
    return right.known ? truth(right.value !== 0n) : right
  }
  const right = value(expression.right)
  if (!left.known) return left
  if (!right.known) return right
  return binaryResult(expression.operator, left, right, scope.model, { at: expression, complain })
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
