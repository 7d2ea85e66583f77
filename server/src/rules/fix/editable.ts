/**
 * Whether the text that something was written as can be replaced.
 *
 * What stands in the config itself can. What a macro produced can be replaced as long as the macro stands for an
 * expression and nothing more, as the constants of the headers do: then its call is the expression. A call that
 * yields whole fields or elements is left alone, since its other products would go with it.
 */
import { callChain, type Origin, writtenAt } from '../../c/origin.ts'
import type { MacroDefinition, Token } from '../../c/token.ts'
import type { Span } from '../../text/span.ts'

/** The text of the run of tokens, if it may be replaced; undefined if not. */
export function editableSpan(origin: Origin): Span | undefined {
  const tokens: readonly Token[] = [origin.first, origin.last]
  return tokens.every(isOnlyExpression) ? writtenAt(origin) : undefined
}

function isOnlyExpression(token: Token): boolean {
  return callChain(token).every(({ macro }) => !macro.computed && !hasMoreThanExpression(macro))
}

function hasMoreThanExpression({ body }: MacroDefinition): boolean {
  return body.some(({ text }) => text === '{' || text === '}' || text === ';' || text === '=')
}
