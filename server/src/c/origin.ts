/**
 * The three questions about a token that macros have touched: where did the user write this, which definition
 * made it, and what is the chain of calls in between.
 *
 * A finding about a value out of `JAILHOUSE_SHMEM_NET_REGIONS(0x7fb00000, 0)` belongs to that call, since that is
 * what the author can change; the macro's body in a header is the explanation, not the place. When the very
 * characters come out of an argument of the call, the argument is the better place still.
 */
import { hull, type Span, span } from '../text/span.ts'
import type { Expansion, MacroDefinition, Token } from './token.ts'

/** A run of tokens as the parser saw them, first and last included. */
export interface Origin {
  readonly first: Token
  readonly last: Token
}

export function originOf(first: Token, last: Token = first): Origin {
  return { first, last }
}

/**
 * Where the user wrote this: the narrowest stretch of text, outside of all macro definitions, that the tokens
 * come from. Both ends are looked up by themselves; a run from a macro's body covers the whole call.
 */
export function writtenAt(origin: Origin): Span {
  const first = tokenWrittenAt(origin.first)
  return origin.first === origin.last ? first : hull(first, tokenWrittenAt(origin.last))
}

/** The definition that produced the token: that of the innermost call; undefined for a token outside macros. */
export function definedBy(token: Token): MacroDefinition | undefined {
  return token.expansion?.macro
}

/** The calls that the token came through, the innermost first. */
export function callChain(token: Token): readonly Expansion[] {
  const chain: Expansion[] = []
  for (let call = token.expansion; call; call = call.parent) chain.push(call)
  return chain
}

/** The outermost call that both tokens came through, if the whole run is the work of one macro call. */
export function commonCall(origin: Origin): Expansion | undefined {
  const outermost = callChain(origin.first).at(-1)
  return outermost !== undefined && callChain(origin.last).at(-1) === outermost ? outermost : undefined
}

/** The characters that a token is made of, wherever they are. */
export function spellingOf(token: Token): Span {
  return span(token.file, token.start, token.end)
}

function tokenWrittenAt(token: Token): Span {
  const chain = callChain(token)
  const outermost = chain.at(-1)
  if (!outermost) return spellingOf(token)
  const call = wholeCall(outermost, chain)
  if (isArgumentText(token, call)) return spellingOf(token)
  for (const inner of chain)
    if (inner !== outermost && isArgumentText(inner.name, call)) return callSpan(inner)
  return call
}

/** A macro that stands for another one's name has a call that goes on behind it, to the closing parenthesis. */
function wholeCall(outermost: Expansion, chain: readonly Expansion[]): Span {
  return chain.reduce(
    (whole, { last }) => (last.expansion === undefined ? hull(whole, spellingOf(last)) : whole),
    callSpan(outermost),
  )
}

function callSpan(call: Expansion): Span {
  return hull(spellingOf(call.name), spellingOf(call.last))
}

function isArgumentText(token: Token, call: Span): boolean {
  return token.file === call.file && call.start < token.start && token.end <= call.end
}
