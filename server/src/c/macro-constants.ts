/**
 * The number that an object-like macro or an expression stands for, as if it were written behind all definitions of the
 * translation. Nothing is complained about: what is no number has no constant.
 */
import { evaluate } from './evaluate.ts'
import { expandTokens, newExpander } from './expansion.ts'
import { parseExpression } from './expressions.ts'
import { parseInitializer } from './initializer-syntax.ts'
import { lex } from './lexer.ts'
import { literalOf } from './literals.ts'
import { parseTypeName } from './specifiers.ts'
import type { MacroDefinition, Token } from './token.ts'
import type { Translation } from './translate.ts'
import type { DataModel } from './types.ts'
import { peek, type TokenStream } from './token-stream.ts'
import { sourceFile } from '../text/source-file.ts'
import type { Complain } from './complaint.ts'

function silent(): void {}

export function constantOfMacro(translation: Translation, name: string): bigint | undefined {
  const macro = translation.preprocessed.macros.get(name)
  if (!macro || macro.parameters) return undefined
  const only = macro.body.length === 1 ? macro.body[0] : undefined
  if (only?.kind === 'number') return literalOf(only.text, translation.scope.model)?.integer.value
  const known = closedMacros.get(macro)
  if (known && known.model === translation.scope.model) return known.value
  const value = valueOfTokens([macro.nameToken], translation, silent)
  if (isClosed(macro)) closedMacros.set(macro, { model: translation.scope.model, value })
  return value
}

/** What macros come to that depend on nothing else. Those of headers are the same in all configs that share the headers. */
const closedMacros = new WeakMap<
  MacroDefinition,
  { readonly model: DataModel; readonly value: bigint | undefined }
>()

function isClosed({ body }: MacroDefinition): boolean {
  return body.every(({ kind }) => kind === 'number' || kind === 'punctuator')
}

/** The number that an expression comes to; undefined for one that is wrong, or that anything could be said against. */
export function constantOfText(translation: Translation, text: string): bigint | undefined {
  const { tokens, complaints } = lex(sourceFile('<expression>', text))
  let isSound = complaints.length === 0
  const value = valueOfTokens(tokens.slice(0, -1), translation, () => {
    isSound = false
  })
  return isSound ? value : undefined
}

function valueOfTokens(
  written: readonly Token[],
  translation: Translation,
  complain: Complain,
): bigint | undefined {
  const { macros } = translation.preprocessed
  const tokens = expandTokens(written, newExpander(macros, complain))
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
    complain,
    typeName: parseTypeName,
    initializer: parseInitializer,
  }
  const value = evaluate(parseExpression(stream), scope, complain)
  return value.known && peek(stream).kind === 'end' ? value.value : undefined
}
