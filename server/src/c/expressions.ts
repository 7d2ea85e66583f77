/**
 * Expressions, from tokens to tree, by precedence climbing.
 *
 * Each parse function stands under the production it reads. A mistake becomes a `broken` node and one complaint;
 * the caller's separator (`,`, `}`, `;`) is left in place, so the rest of an initialiser survives a half-typed line.
 */
import { beginsNextItem, isFollowedByItem } from './item-boundaries.ts'
import { initialize } from './initializer.ts'
import { limits } from './limits.ts'
import { isSizeOperator, isUnaryOperator, precedenceOf } from './operators.ts'
import type { Broken, Designator, Expression, StringLiteral } from './syntax.ts'
import type { Token } from './token.ts'
import {
  accept,
  complainHere,
  expect,
  isAt,
  nameOf,
  nested,
  peek,
  previous,
  skipTo,
  take,
  type TokenStream,
} from './token-stream.ts'
import { type CType, voidType } from './types.ts'

/** assignment-expression, without the assignments: constants have none. */
export function parseExpression(stream: TokenStream): Expression {
  return nested<Expression>(stream, parseConditional, broken)
}

/** conditional: binary (`?` expression? `:` conditional)? */
function parseConditional(stream: TokenStream): Expression {
  const condition = parseBinary(stream, 1)
  if (condition.kind === 'broken' || !accept(stream, '?')) return condition
  const then = isAt(stream, ':') ? undefined : parseExpression(stream)
  expect(stream, ':', 'in a conditional expression')
  const otherwise = parseExpression(stream)
  return { kind: 'conditional', condition, then, otherwise, first: condition.first, last: otherwise.last }
}

/** binary: unary (operator binary)*, operators of at least the given precedence, all of them left associative */
function parseBinary(stream: TokenStream, lowest: number): Expression {
  let left = parseUnary(stream)
  // What is no expression is no operand either: an operator there is the next thing that is wrong.
  if (left.kind === 'broken') return left
  for (let count = 1; ; count++) {
    const token = peek(stream)
    const precedence = precedenceOf(token)
    if (precedence === undefined || precedence < lowest) return left
    if (limits.operators < count) return tooLong(stream)
    take(stream)
    const right = parseBinary(stream, precedence + 1)
    left = { kind: 'binary', operator: token.text, left, right, first: left.first, last: right.last }
  }
}

function tooLong(stream: TokenStream): Broken {
  complainHere(stream, 'c-limit', `expressions of more than ${limits.operators} operators are not followed`)
  skipTo(stream, [',', ';'])
  return broken(stream)
}

/** unary: operator unary | `sizeof` … | `(` type `)` unary | postfix */
function parseUnary(stream: TokenStream): Expression {
  const token = peek(stream)
  if (isUnaryOperator(token)) return nested<Expression>(stream, parseOperation, broken)
  if (isSizeOperator(token)) return nested<Expression>(stream, parseSizeOf, broken)
  if (isAt(stream, '(')) return nested<Expression>(stream, parseParenthesised, broken)
  return parsePostfix(stream, parsePrimary(stream))
}

/** operator unary */
function parseOperation(stream: TokenStream): Expression {
  const operator = take(stream)
  const operand = parseUnary(stream)
  return { kind: 'unary', operator: operator.text, operand, first: operator, last: operand.last }
}

/** `sizeof` unary | `sizeof` `(` type `)`, and the same for alignments */
function parseSizeOf(stream: TokenStream): Expression {
  const operator = take(stream)
  const alignment = operator.text !== 'sizeof'
  if (isAt(stream, '(')) {
    const open = take(stream)
    const type = stream.typeName(stream)
    if (type) {
      const close = expect(stream, ')', 'behind the type') ?? previous(stream)
      if (isAt(stream, '{')) {
        const literal = parsePostfix(stream, parseCompoundLiteral(stream, open, type))
        return { kind: 'sizeof-expression', operand: literal, alignment, first: operator, last: literal.last }
      }
      return { kind: 'sizeof-type', type, alignment, first: operator, last: close }
    }
    stream.at--
  }
  const operand = parseUnary(stream)
  return { kind: 'sizeof-expression', operand, alignment, first: operator, last: operand.last }
}

/** `(` type `)` unary | `(` type `)` `{` items `}` | `(` expression `)` */
function parseParenthesised(stream: TokenStream): Expression {
  const open = take(stream)
  const type = stream.typeName(stream)
  if (type) {
    expect(stream, ')', 'behind the type')
    if (isAt(stream, '{')) return parsePostfix(stream, parseCompoundLiteral(stream, open, type))
    const operand = parseUnary(stream)
    return { kind: 'cast', type, operand, first: open, last: operand.last }
  }
  let inner = parseExpression(stream)
  while (isAt(stream, ',') && !isFollowedByItem(stream)) {
    take(stream)
    inner = parseExpression(stream)
  }
  const close = expect(stream, ')', 'to close the parenthesis') ?? previous(stream)
  return parsePostfix(stream, { ...inner, first: open, last: close })
}

function parseCompoundLiteral(stream: TokenStream, open: Token, type: CType): Expression {
  const initializer = stream.initializer(stream)
  const complete = initialize(type, initializer, stream.scope, () => undefined).type
  return { kind: 'compound', type: complete, initializer, first: open, last: initializer.last }
}

/** postfix: primary (`.` name | `->` name | `[` expression `]` | `(` … `)`)* */
function parsePostfix(stream: TokenStream, primary: Expression): Expression {
  let object = primary
  for (let count = 1; ; count++) {
    if (limits.operators < count) return tooLong(stream)
    if (beginsNextItem(stream, object)) return object
    if (isAt(stream, '.') || isAt(stream, '->')) {
      take(stream)
      const name = peek(stream)
      if (name.kind !== 'identifier') return misplaced(stream, 'expected the name of a member')
      take(stream)
      object = { kind: 'member', object, name, first: primary.first, last: name }
    } else if (accept(stream, '[')) {
      const index = parseExpression(stream)
      const close = expect(stream, ']', 'behind the index') ?? previous(stream)
      object = { kind: 'index', array: object, index, first: primary.first, last: close }
    } else if (accept(stream, '(')) {
      skipTo(stream, [])
      const close = expect(stream, ')', 'behind the arguments') ?? previous(stream)
      object = { kind: 'call', callee: object, first: primary.first, last: close }
    } else return object
  }
}

/** primary: number | character | string+ | name | `__builtin_offsetof` … */
function parsePrimary(stream: TokenStream): Expression {
  const token = peek(stream)
  switch (token.kind) {
    case 'number':
      take(stream)
      return { kind: 'number', token, first: token, last: token }
    case 'character':
      take(stream)
      return { kind: 'character', token, first: token, last: token }
    case 'string':
      return parseString(stream)
    case 'identifier':
      take(stream)
      if (token.text === '__builtin_offsetof') return parseOffsetOf(stream, token)
      return { kind: 'name', name: token.text, first: token, last: token }
    default:
      return misplaced(stream, `expected an expression, found ${nameOf(token)}`)
  }
}

function parseString(stream: TokenStream): StringLiteral {
  const first = take(stream)
  const parts = [first]
  while (peek(stream).kind === 'string') parts.push(take(stream))
  return { kind: 'string', parts, first, last: parts.at(-1) ?? first }
}

/** `__builtin_offsetof` `(` type `,` name (`.` name | `[` expression `]`)* `)` */
function parseOffsetOf(stream: TokenStream, first: Token): Expression {
  expect(stream, '(', 'behind offsetof')
  const type = stream.typeName(stream) ?? voidType
  expect(stream, ',', 'behind the type')
  const path: Designator[] = []
  if (peek(stream).kind === 'identifier') path.push({ kind: 'member', name: take(stream) })
  for (const step of parseDesignators(stream)) path.push(step)
  const last = expect(stream, ')', 'behind offsetof') ?? previous(stream)
  return { kind: 'offsetof', type, path, first, last }
}

/** (`.` name | `[` expression (`...` expression)? `]`)* */
export function parseDesignators(stream: TokenStream): readonly Designator[] {
  const designators: Designator[] = []
  for (;;) {
    const open = peek(stream)
    if (accept(stream, '.')) {
      const name = peek(stream)
      if (name.kind !== 'identifier') {
        complainHere(stream, 'c-syntax', `expected a field name behind \`.\`, found ${nameOf(name)}`)
        return designators
      }
      designators.push({ kind: 'member', name: take(stream) })
    } else if (accept(stream, '[')) {
      const index = parseExpression(stream)
      const last = accept(stream, '...') ? parseExpression(stream) : undefined
      const close = expect(stream, ']', 'behind the index') ?? previous(stream)
      designators.push({ kind: 'index', index, last, open, close })
    } else return designators
  }
}

function misplaced(stream: TokenStream, message: string): Broken {
  const node = broken(stream)
  complainHere(stream, 'c-syntax', message)
  return node
}

/** Stands for an expression that is not there. */
export function broken(stream: TokenStream): Broken {
  const at = peek(stream)
  const token = at.kind === 'end' ? previous(stream) : at
  return { kind: 'broken', first: token, last: token }
}
