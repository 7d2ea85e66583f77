/**
 * The type that the value of an expression has, without the value: `sizeof(1 ? 2 : 3ull)` asks for it, and the
 * branches of a conditional are converted to it. Nothing is complained about here; whoever evaluates does that.
 */
import { typeOfObject } from './expression-types.ts'
import { commonType, promote } from './integers.ts'
import { literalOf } from './literals.ts'
import type { Scope } from './scope.ts'
import type { Binary, Expression } from './syntax.ts'
import { type IntegerType, intType, sizeType } from './types.ts'

/** Undefined for what is no integer, or is not known. */
export function typeOfValue(expression: Expression, scope: Scope): IntegerType | undefined {
  switch (expression.kind) {
    case 'number':
      return literalOf(expression.token.text, scope.model)?.integer.type
    case 'character':
      return intType
    case 'name': {
      const meaning = scope.names.get(expression.name)
      return meaning?.kind === 'constant' ? meaning.type : typeInObject(expression, scope)
    }
    case 'unary': {
      if (expression.operator === '!') return intType
      if (expression.operator === '*') return typeInObject(expression, scope)
      const operand = expression.operator === '&' ? undefined : typeOfValue(expression.operand, scope)
      return operand && promote(operand)
    }
    case 'binary':
      return typeOfChain(expression, scope)
    case 'conditional': {
      const then = typeOfValue(expression.then ?? expression.condition, scope)
      const otherwise = typeOfValue(expression.otherwise, scope)
      return then && otherwise && commonType(then, otherwise, scope.model)
    }
    case 'sizeof-type':
    case 'sizeof-expression':
    case 'offsetof':
      return sizeType(scope.model)
    case 'cast':
      return expression.type.kind === 'integer' ? expression.type : undefined
    case 'member':
    case 'index':
      return typeInObject(expression, scope)
    case 'string':
    case 'call':
    case 'compound':
    case 'broken':
      return undefined
  }
}

function typeInObject(expression: Expression, scope: Scope): IntegerType | undefined {
  const type = typeOfObject(expression, scope, () => undefined)
  return type !== undefined && type !== 'no object' && type.kind === 'integer' ? type : undefined
}

/** As in `evaluate.ts`, the left side of a chain is walked. */
function typeOfChain(expression: Binary, scope: Scope): IntegerType | undefined {
  const chain: Binary[] = []
  let first: Expression = expression
  for (; first.kind === 'binary'; first = first.left) chain.push(first)
  return chain.reduceRight((left, link) => typeOfBinary(link, left, scope), typeOfValue(first, scope))
}

function typeOfBinary(
  { operator, right }: Binary,
  left: IntegerType | undefined,
  scope: Scope,
): IntegerType | undefined {
  if (givesTruth.has(operator)) return intType
  if (operator === '<<' || operator === '>>') return left && promote(left)
  const type = typeOfValue(right, scope)
  return left && type && commonType(left, type, scope.model)
}

const givesTruth = new Set(['&&', '||', '==', '!=', '<', '>', '<=', '>='])
