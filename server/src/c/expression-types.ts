/**
 * The type of an expression that names an object: what `sizeof(config.mem_regions[0])` asks for. The index's value
 * does not matter for that, so nothing is evaluated here.
 */
import type { Complain } from './complaint.ts'
import { stringBytes } from './numbers.ts'
import type { Expression, StringLiteral } from './syntax.ts'
import type { Scope } from './scope.ts'
import type { Token } from './token.ts'
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
  // A chain like `a.b[0].c` is a deep tree to the left, so it is walked to its beginning first.
  const chain: Access[] = []
  let object = expression
  for (let access = accessOf(object); access; access = accessOf(object)) {
    chain.push(access)
    object = access.object
  }
  return chain.reduceRight<CType | 'no object' | undefined>(
    (type, access) => typeBehind(access, type, scope, complain),
    typeOfBase(object, scope),
  )
}

/** One step from an object to a part of it. */
type Access =
  | { readonly kind: 'element'; readonly object: Expression }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: Token }

function accessOf(expression: Expression): Access | undefined {
  if (expression.kind === 'member') return expression
  if (expression.kind === 'index') return { kind: 'element', object: expression.array }
  const isDereference = expression.kind === 'unary' && expression.operator === '*'
  return isDereference ? { kind: 'element', object: expression.operand } : undefined
}

function typeOfBase(expression: Expression, scope: Scope): CType | 'no object' {
  switch (expression.kind) {
    case 'name': {
      const meaning = scope.names.get(expression.name)
      return meaning?.kind === 'object' ? meaning.type : 'no object'
    }
    case 'string':
      return { kind: 'array', element: charType, length: bytesOfString(expression).length + 1 }
    case 'compound':
    case 'cast':
      return expression.type
    default:
      return 'no object'
  }
}

/** The bytes of adjacent literals together, without the terminating NUL. */
export function bytesOfString(literal: StringLiteral): readonly number[] {
  return literal.parts.flatMap((part) => stringBytes(part.text))
}

function typeBehind(
  access: Access,
  object: CType | 'no object' | undefined,
  scope: Scope,
  complain: Complain,
): CType | undefined {
  if (object === undefined || object === 'no object') {
    complainAboutUnknownObject(access.object, scope, complain)
    return undefined
  }
  if (access.kind === 'element') return object.kind === 'array' ? object.element : undefined
  if (object.kind !== 'record') return undefined
  const member = findMember(object, access.name.text)?.at(-1)
  if (member) return member.type
  if (object.body)
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
