/**
 * `#if` expressions: integer constant expressions over tokens that macros have been expanded in, computed in the
 * widest integer types (C11 6.10.1). A name that is left over is zero. Division by zero, and whatever is no
 * expression, has no value.
 */
import { characterValue, parseNumber } from './numbers.ts'
import type { Token } from './token.ts'

/** The truth of a condition; undefined when it has none, with what is wrong reported at a token. */
export function isTrue(
  tokens: readonly Token[],
  fail: (at: Token | undefined, message: string) => void,
): boolean | undefined {
  const state: State = { tokens, at: 0, depth: 0, failure: undefined }
  const result = conditional(state, true)
  const left = tokens[state.at]
  if (!state.failure && left) failAt(state, left, `\`${left.text}\` is not expected here`)
  if (state.failure) {
    fail(state.failure.at ?? tokens.at(-1), state.failure.message)
    return undefined
  }
  return result.value !== 0n
}

interface State {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  failure: { readonly at: Token | undefined; readonly message: string } | undefined
}

interface Operand {
  readonly value: bigint
  readonly unsigned: boolean
}

const zero: Operand = { value: 0n, unsigned: false }
const deepest = 200

function failAt(state: State, at: Token | undefined, message: string): Operand {
  state.failure ??= { at, message }
  return zero
}

function accept(state: State, text: string): boolean {
  if (state.tokens[state.at]?.text !== text) return false
  state.at++
  return true
}

/** `live` is false in the branch that is not taken: nothing there can go wrong by its value. */
function conditional(state: State, live: boolean): Operand {
  if (deepest < state.depth)
    return failAt(state, state.tokens[state.at], 'the condition is nested too deeply')
  state.depth++
  const condition = binary(state, 0, live)
  let result = condition
  if (accept(state, '?')) {
    const isThen = condition.value !== 0n
    const then = conditional(state, live && isThen)
    if (!accept(state, ':')) failAt(state, state.tokens[state.at], 'expected `:` in the condition')
    const otherwise = conditional(state, live && !isThen)
    result = wrapped(isThen ? then.value : otherwise.value, then.unsigned || otherwise.unsigned)
  }
  state.depth--
  return result
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

function binary(state: State, level: number, live: boolean): Operand {
  const operators = levels[level]
  if (!operators) return unary(state, live)
  let left = binary(state, level + 1, live)
  for (;;) {
    const token = state.tokens[state.at]
    if (token?.kind !== 'punctuator' || !operators.includes(token.text)) return left
    state.at++
    const decided = (token.text === '&&' && left.value === 0n) || (token.text === '||' && left.value !== 0n)
    const right = binary(state, level + 1, live && !decided)
    left = combined(state, token, left, right, live)
  }
}

function combined(state: State, operator: Token, left: Operand, right: Operand, live: boolean): Operand {
  const unsigned = left.unsigned || right.unsigned
  const a = wrapped(left.value, unsigned).value
  const b = wrapped(right.value, unsigned).value
  switch (operator.text) {
    case '||':
      return truth(left.value !== 0n || right.value !== 0n)
    case '&&':
      return truth(left.value !== 0n && right.value !== 0n)
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
    case '<<':
      return wrapped(left.value << BigInt.asUintN(6, right.value), left.unsigned)
    case '>>':
      return wrapped(left.value >> BigInt.asUintN(6, right.value), left.unsigned)
    case '/':
    case '%':
      if (b === 0n) return live ? failAt(state, operator, 'the condition divides by zero') : zero
      return wrapped(operator.text === '/' ? a / b : a % b, unsigned)
    default:
      return wrapped(bitwiseOrSum(operator.text, a, b), unsigned)
  }
}

function truth(holds: boolean): Operand {
  return { value: holds ? 1n : 0n, unsigned: false }
}

function bitwiseOrSum(operator: string, a: bigint, b: bigint): bigint {
  if (operator === '|') return a | b
  if (operator === '^') return a ^ b
  if (operator === '&') return a & b
  if (operator === '*') return a * b
  return operator === '+' ? a + b : a - b
}

function unary(state: State, live: boolean): Operand {
  const token = state.tokens[state.at]
  if (!token) return failAt(state, undefined, 'the condition is incomplete')
  state.at++
  switch (token.kind) {
    case 'number': {
      const parsed = parseNumber(token.text)
      if (!parsed) return failAt(state, token, `\`${token.text}\` is no integer`)
      const isLarge = 1n << 63n <= parsed.value
      return wrapped(parsed.value, parsed.unsigned || isLarge)
    }
    case 'character':
      return { value: characterValue(token.text), unsigned: false }
    case 'identifier':
      return zero
    default:
      return prefixed(state, token, live)
  }
}

function prefixed(state: State, token: Token, live: boolean): Operand {
  if (deepest < state.depth) return failAt(state, token, 'the condition is nested too deeply')
  state.depth++
  const result = afterPrefix(state, token, live)
  state.depth--
  return result
}

function afterPrefix(state: State, token: Token, live: boolean): Operand {
  if (token.text === '(') {
    const inner = conditional(state, live)
    if (!accept(state, ')')) failAt(state, state.tokens[state.at] ?? token, 'expected `)` in the condition')
    return inner
  }
  if (!['+', '-', '~', '!'].includes(token.text))
    return failAt(state, token, `\`${token.text}\` is not expected here`)
  const operand = unary(state, live)
  if (token.text === '!') return { value: operand.value === 0n ? 1n : 0n, unsigned: false }
  if (token.text === '+') return operand
  return wrapped(token.text === '-' ? -operand.value : ~operand.value, operand.unsigned)
}

function wrapped(value: bigint, unsigned: boolean): Operand {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned }
}
