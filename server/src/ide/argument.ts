/**
 * Which argument of a macro call a token was written in.
 */
import { tokensOf } from '../c/lexer.ts'
import { callChain } from '../c/origin.ts'
import { type Span, span } from '../text/span.ts'
import type { Expansion, MacroDefinition, Token } from '../c/token.ts'

export interface Argument {
  /** Between the parentheses of the call. */
  readonly inside: Span
  readonly macro: MacroDefinition
  /** The parameter that it stands for; for variadic ones the name that the body uses. */
  readonly parameter: string
}

/** The argument of the innermost call whose parentheses in the text hold the token; undefined for a macro's own text. */
export function argumentAt(token: Token): Argument | undefined {
  for (const call of callChain(token)) {
    const argument = argumentIn(call, token)
    if (argument) return argument
  }
  return undefined
}

/** The argument of a call that a token was written in; undefined where it stands elsewhere. */
export function argumentIn(call: Expansion, token: Token): Argument | undefined {
  if (!isInside(token, call)) return undefined
  const { macro } = call
  const parameter = macro.parameters?.[argumentIndex(token, call)] ?? macro.variadic
  return parameter === undefined
    ? undefined
    : { macro, parameter, inside: span(call.name.file, call.name.end, call.last.start) }
}

function isInside(token: Token, { name, last }: Expansion): boolean {
  return (
    token.file === name.file && token.file === last.file && name.end <= token.start && token.end <= last.start
  )
}

/** How many commas of the call's own level stand before the token. */
function argumentIndex(token: Token, { name }: Expansion): number {
  const tokens = tokensOf(token.file)
  let depth = 0
  let commas = 0
  for (const other of tokens) {
    if (other.start < name.end) continue
    if (token.start <= other.start) break
    if (other.text === '(') depth++
    else if (other.text === ')') depth--
    else if (other.text === ',' && depth === 1) commas++
  }
  return commas
}

/** Whether the token stands between the parentheses of a call that it came through. */
export function isArgumentText(token: Token): boolean {
  return callChain(token).some((call) => isInside(token, call))
}
