/**
 * The type of an expression that names an object: what `sizeof(config.mem_regions[0])` asks for. The index's value
 * does not matter for that, so nothing is evaluated here.
 */
import type { Complain } from './complaint.ts'
import { stringBytes } from './numbers.ts'
import type { Expression, MemberAccess, StringLiteral } from './syntax.ts'
import type { Scope } from './scope.ts'
import { type CType, charType, findMember } from './types.ts'

/**
 * The object's type, `no object` for an expression that has only a value, or undefined where it names something
 * that does not exist; then a complaint has been made.
 */
export function typeOfObject(
  expression: Expression,
  scope: Scope,
  complain: Complain,
): CType | 'no object' | undefined {
  switch (expression.kind) {
    case 'name': {
      const meaning = scope.names.get(expression.name)
      if (meaning?.kind === 'object') return meaning.type
      return 'no object'
    }
    case 'member':
      return typeOfMember(expression, scope, complain)
    case 'index': {
      const array = typeOfObject(expression.array, scope, complain)
      if (array === undefined || array === 'no object') return undefined
      return array.kind === 'array' ? array.element : undefined
    }
    case 'unary': {
      if (expression.operator !== '*') return 'no object'
      const array = typeOfObject(expression.operand, scope, complain)
      return array !== undefined && array !== 'no object' && array.kind === 'array'
        ? array.element
        : undefined
    }
    case 'string':
      return { kind: 'array', element: charType, length: lengthOfString(expression) + 1 }
    case 'compound':
    case 'cast':
      return expression.type
    default:
      return 'no object'
  }
}

/** The bytes of adjacent literals together, without the terminating NUL. */
export function bytesOfString(literal: StringLiteral): readonly number[] {
  return literal.parts.flatMap((part) => [...stringBytes(part.text)])
}

function lengthOfString(literal: StringLiteral): number {
  return bytesOfString(literal).length
}

function typeOfMember(access: MemberAccess, scope: Scope, complain: Complain): CType | undefined {
  const object = typeOfObject(access.object, scope, complain)
  if (object === undefined || object === 'no object' || object.kind !== 'record') {
    complainAboutUnknownObject(access.object, scope, complain)
    return undefined
  }
  const member = findMember(object, access.name.text)?.at(-1)
  if (member) return member.type
  complain({
    code: 'c-unknown-field',
    severity: 'error',
    message: `there is no field \`${access.name.text}\` here`,
    at: { first: access.name, last: access.name },
  })
  return undefined
}

function complainAboutUnknownObject(object: Expression, scope: Scope, complain: Complain): void {
  if (object.kind !== 'name' || scope.names.has(object.name)) return
  complain({
    code: 'c-unknown-name',
    severity: 'error',
    message: `\`${object.name}\` is not defined`,
    at: object,
  })
}
