/**
 * The number that an object-like macro stands for, as if its name were written behind all definitions of the
 * translation. Nothing is complained about: a macro that is no number has no constant.
 */
import { evaluate } from './evaluate.ts'
import { expandTokens, newExpander } from './expansion.ts'
import { parseExpression } from './expressions.ts'
import { parseInitializer } from './initializer-syntax.ts'
import { literalOf } from './literals.ts'
import { parseTypeName } from './specifiers.ts'
import type { Translation } from './translate.ts'
import { peek, type TokenStream } from './token-stream.ts'

function silent(): void {}

export function constantOfMacro(translation: Translation, name: string): bigint | undefined {
  const macro = translation.preprocessed.macros.get(name)
  if (!macro || macro.parameters) return undefined
  const only = macro.body.length === 1 ? macro.body[0] : undefined
  if (only?.kind === 'number') return literalOf(only.text, translation.scope.model)?.integer.value
  const { macros } = translation.preprocessed
  const tokens = expandTokens([macro.nameToken], newExpander(macros, silent))
  const end = translation.preprocessed.tokens.at(-1)
  if (!end) return undefined
  const { scope } = translation
  const stream: TokenStream = {
    tokens,
    end,
    at: 0,
    depth: 0,
    complainedAt: -1,
    scope,
    complain: silent,
    typeName: parseTypeName,
    initializer: parseInitializer,
  }
  const value = evaluate(parseExpression(stream), scope, silent)
  return value.known && peek(stream).kind === 'end' ? value.value : undefined
}
