/**
 * The operators of constant expressions, and how tightly those between two operands bind.
 */
import type { Token } from './token.ts'

/** Higher binds tighter; undefined for what is no operator between two operands. */
export function precedenceOf({ kind, text }: Token): number | undefined {
  return kind === 'punctuator' ? precedences.get(text) : undefined
}

export function isUnaryOperator({ kind, text }: Token): boolean {
  return kind === 'punctuator' && unaryOperators.has(text)
}

export function isSizeOperator({ kind, text }: Token): boolean {
  return kind === 'identifier' && sizeOperators.has(text)
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]
const precedences = new Map(
  levels.flatMap((operators, level) => operators.map((operator) => [operator, level + 1] as const)),
)
const unaryOperators = new Set(['+', '-', '~', '!', '&', '*'])
const sizeOperators = new Set(['sizeof', '_Alignof', '__alignof__', 'alignof'])
