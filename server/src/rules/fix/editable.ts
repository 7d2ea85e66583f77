/**
 * Whether the text that something was written as can be replaced.
 *
 * What stands in the config itself can. What a macro produced can be replaced as long as the macro stands for an
 * expression and nothing more, as the constants of the headers do: then its call is the expression. The same goes for a
 * call that yields one element and nothing beside it, as `PIO_RANGE` does. Any other call that yields fields or elements
 * is left alone, since its other products would go with it.
 */
import { callChain, type Origin, writtenAt } from '../../c/origin.ts'
import type { MacroDefinition, Token } from '../../c/token.ts'
import type { Span } from '../../text/span.ts'

/** The text of the run of tokens, if it may be replaced; undefined if not. */
export function editableSpan(origin: Origin): Span | undefined {
  const tokens: readonly Token[] = [origin.first, origin.last]
  return isWholeCall(origin) || tokens.every(isOnlyExpression) ? writtenAt(origin) : undefined
}

/** Whether the run is all that a call in the text yields. */
function isWholeCall({ first, last }: Origin): boolean {
  const call = first.expansion
  if (!call || call.parent || last.expansion !== call) return false
  const { body } = call.macro
  return isSpelledAt(first, body[0]) && isSpelledAt(last, body.at(-1))
}

function isSpelledAt(token: Token, defined: Token | undefined): boolean {
  return token.file === defined?.file && token.start === defined.start
}

function isOnlyExpression(token: Token): boolean {
  return callChain(token).every(({ macro }) => !macro.computed && !hasMoreThanExpression(macro))
}

function hasMoreThanExpression({ body }: MacroDefinition): boolean {
  return body.some(({ text }) => text === '{' || text === '}' || text === ';' || text === '=')
}
