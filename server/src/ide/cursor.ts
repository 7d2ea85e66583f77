/**
 * What is under the cursor: an `#include`, a macro, a piece of an initialiser, a member of the wrapper struct, a type.
 *
 * The text is looked at token by token as it stands in the file; what a token means is asked of the preprocessor's
 * records and, through `locate.ts`, of the syntax tree. Nothing is said here, only found.
 */
import { tokensOf } from '../c/lexer.ts'
import { spellingOf } from '../c/origin.ts'
import type { ObjectDefinition } from '../c/parser.ts'
import type { Include } from '../c/preprocessing.ts'
import type { Expansion, MacroDefinition, Token } from '../c/token.ts'
import type { CType } from '../c/types.ts'
import type { SourceFile } from '../text/source-file.ts'
import { hull, type Span, span } from '../text/span.ts'
import { type Analysed, locatedAt, objectAt, positionOf, positionsOf } from './analysed.ts'
import { type Argument, argumentAt } from './argument.ts'
import { commentAt } from '../c/comments.ts'
import { holds, type Spot } from './locate.ts'
import { placeOfExpression } from './references.ts'
import { intoMember, type Trail, trailTo } from './trail.ts'

export type Subject = { readonly span: Span } & (
  | { readonly kind: 'include'; readonly include: Include }
  /** A macro's name: where it is used there is a call. */
  | { readonly kind: 'macro'; readonly macro: MacroDefinition; readonly call: Expansion | undefined }
  /** A name that a condition asks for, and that is no macro. */
  | { readonly kind: 'undefined-macro'; readonly name: string }
  | { readonly kind: 'parameter'; readonly macro: MacroDefinition; readonly name: string }
  /** A piece of an initialiser. */
  | { readonly kind: 'spot'; readonly spot: Spot; readonly source: SpotSource }
  /** A part of an object, named outside of its own initialiser: in the struct's definition or in an expression. */
  | { readonly kind: 'part'; readonly trail: Trail }
  | { readonly kind: 'type'; readonly type: CType; readonly name: string }
)

/** How the characters under the cursor got into the initialiser. */
export type SpotSource =
  | { readonly by: 'text' }
  /** They stand in the definition of a macro: every call of it makes something of its own of them. */
  | { readonly by: 'definition'; readonly macro: MacroDefinition }
  | { readonly by: 'argument'; readonly argument: Argument; readonly trails: readonly Trail[] }

/** What is at an offset of one of the files that the analysis has read. */
export function subjectAt(analysed: Analysed, file: SourceFile, offset: number): Subject | undefined {
  const tokens = tokensOf(file)
  const at = indexOfTokenAt(tokens, offset)
  if (at === undefined) return subjectOfComment(analysed, file, offset)
  const token = tokens[at]
  if (!token) return undefined
  const directive = directiveAround(tokens, at)
  return directive === undefined
    ? inText(analysed, tokens, at, token)
    : inDirective(analysed, tokens, directive, token)
}

function inText(analysed: Analysed, tokens: readonly Token[], at: number, token: Token): Subject | undefined {
  return (
    macroCalledAt(analysed, token) ??
    meaningOf(analysed, token, tokens[at + 1]) ??
    macroInSkipped(analysed, token)
  )
}

/** In what a condition leaves out nothing is expanded, but a macro's name is the same. */
function macroInSkipped({ translation: { preprocessed } }: Analysed, token: Token): Subject | undefined {
  const { file, start, end } = token
  const macro = token.kind === 'identifier' ? preprocessed.macros.get(token.text) : undefined
  const isSkipped = preprocessed.inactive.some(
    (skipped) => skipped.file === file && skipped.start <= start && end <= skipped.end,
  )
  return macro && isSkipped ? { kind: 'macro', macro, call: undefined, span: spellingOf(token) } : undefined
}

/** The meaning of the parser's tokens that are spelled here. A designator's dot and a `struct` belong to the name. */
function meaningOf(analysed: Analysed, token: Token, next: Token | undefined): Subject | undefined {
  const wanted = next?.kind === 'identifier' && /^(\.|struct|union)$/.test(token.text) ? next : token
  const seen = analysed.translation.preprocessed.tokens.filter((other) => isSpelledAt(other, wanted))
  for (const first of seen) {
    const found = meaningInStream(first, seen, analysed)
    if (found) return { ...found, span: hull(spellingOf(token), spellingOf(wanted)) }
  }
  return undefined
}

type Found = Subject extends infer Each ? (Each extends Subject ? Omit<Each, 'span'> : never) : never

function meaningInStream(token: Token, seen: readonly Token[], analysed: Analysed): Found | undefined {
  const { translation, configurations } = analysed
  const at = positionOf(token, analysed)
  const type = at === undefined ? undefined : typeNamedAt(at, token, analysed)
  if (type) return type
  const object = at === undefined ? undefined : objectAt(at, analysed)
  if (!object || at === undefined) return undefined
  if (token === object.name) return { kind: 'part', trail: trailTo(object, configurations) }
  const part = declaredPart(object, token, at, analysed)
  if (part) return { kind: 'part', trail: part }
  const spot = locatedAt(token, analysed)
  const named = spot && placeOfExpression(spot, token, translation, configurations)
  if (named) return { kind: 'part', trail: named }
  return spot && { kind: 'spot', spot, source: sourceOf(token, seen, analysed) }
}

/** An argument can be used any number of times; only the first few places are shown. */
const mostUses = 50

function sourceOf(token: Token, seen: readonly Token[], analysed: Analysed): SpotSource {
  if (!token.expansion) return { by: 'text' }
  const argument = argumentAt(token)
  if (!argument) return { by: 'definition', macro: token.expansion.macro }
  return {
    by: 'argument',
    argument,
    trails: seen.slice(0, mostUses).flatMap((other) => locatedAt(other, analysed)?.trail ?? []),
  }
}

/** A member of the object's struct, on its name or the length of its array. */
function declaredPart(
  object: ObjectDefinition,
  token: Token,
  at: number,
  { translation, configurations }: Analysed,
): Trail | undefined {
  const positions = positionsOf(translation)
  if (object.type.kind !== 'record') return undefined
  const members = object.type.body?.members ?? []
  const member = members.find(({ at: name, type }) => {
    const length = type.kind === 'array' ? type.lengthAt : undefined
    return name === token || (length !== undefined && holds(length, at, positions))
  })
  return member?.name === undefined ? undefined : intoMember(trailTo(object, configurations), member.name)
}

function typeNamedAt(at: number, token: Token, { translation }: Analysed): Found | undefined {
  if (token.kind !== 'identifier') return undefined
  const keyword = translation.preprocessed.tokens[at - 1]?.text
  const record = translation.scope.records.get(`${keyword} ${token.text}`)
  if (record) return { kind: 'type', type: record, name: token.text }
  const meaning = translation.scope.names.get(token.text)
  return meaning?.kind === 'type' ? { kind: 'type', type: meaning.type, name: token.text } : undefined
}

function macroCalledAt({ translation }: Analysed, token: Token): Subject | undefined {
  if (token.kind !== 'identifier') return undefined
  const call = translation.preprocessed.calls.find(({ name }) => isSpelledAt(name, token))
  return call && { kind: 'macro', macro: call.macro, call, span: spellingOf(token) }
}

/** The `#` and the line behind it. */
function inDirective(
  analysed: Analysed,
  tokens: readonly Token[],
  hash: number,
  token: Token,
): Subject | undefined {
  const { preprocessed } = analysed.translation
  const include = preprocessed.includes.find(({ directive }) => directive.first === tokens[hash])
  if (include) {
    const { first, last } = include.directive
    return { kind: 'include', include, span: span(first.file, first.start, last.end) }
  }
  const definition = preprocessed.definitions.find(({ nameToken }) => nameToken === tokens[hash + 2])
  if (token.kind === 'identifier') {
    const isParameter = definition?.parameters?.includes(token.text) || definition?.variadic === token.text
    if (definition && isParameter)
      return { kind: 'parameter', macro: definition, name: token.text, span: spellingOf(token) }
    const macro = token === definition?.nameToken ? definition : preprocessed.macros.get(token.text)
    if (macro) return { kind: 'macro', macro, call: undefined, span: spellingOf(token) }
  }
  if (!definition) return undefinedIn(tokens[hash + 1], token)
  const found = meaningOf(analysed, token, tokens[tokens.indexOf(token) + 1])
  return found?.kind === 'spot' ? { ...found, source: { by: 'definition', macro: definition } } : found
}

function undefinedIn(directive: Token | undefined, token: Token): Subject | undefined {
  const isCondition = /^(el)?if(n?def)?$/.test(directive?.text ?? '')
  const isAsked = token !== directive && token.kind === 'identifier' && !/^(defined$|__)/.test(token.text)
  return isCondition && isAsked
    ? { kind: 'undefined-macro', name: token.text, span: spellingOf(token) }
    : undefined
}

function subjectOfComment(analysed: Analysed, file: SourceFile, offset: number): Subject | undefined {
  const comment = commentAt(file, offset)
  if (!comment) return undefined
  const place = span(file, comment.start, comment.end)
  for (const token of [comment.next, comment.previous]) {
    if (!token || (token === comment.previous && token.text !== '{')) continue
    const found = inText(analysed, [token], 0, token)
    const isElement = found?.kind === 'macro' || (found?.kind === 'spot' && isOnElement(found.spot))
    if (found && isElement) return { ...found, span: place }
  }
  return undefined
}

/** Whether it is the brace or the index that an element begins with. */
function isOnElement(spot: Spot): boolean {
  const stop = spot.trail?.stops.at(-1)
  return spot.kind !== 'expression' && stop?.index !== undefined && stop.view.type.kind === 'record'
}

/** What `##` has made of a token is another one, although it is noted at the same place. */
function isSpelledAt(token: Token, place: Token): boolean {
  return token.start === place.start && token.file === place.file && token.text === place.text
}

/**
 * The token that holds the offset, or else the one that ends there. A name or number that ends there also goes before
 * a closing punctuator, which says nothing by itself.
 */
function indexOfTokenAt(tokens: readonly Token[], offset: number): number | undefined {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const at = low - 1
  const [token, previous] = [tokens[at], tokens[at - 1]]
  if (!token) return undefined
  const isEnded = previous?.end === offset && previous.kind !== 'punctuator'
  if (isEnded && (token.kind === 'end' || /^[),;\]]$/.test(token.text))) return at - 1
  return token.kind !== 'end' && offset <= token.end ? at : undefined
}

/** The index of the `#` of the directive that a token belongs to. */
function directiveAround(tokens: readonly Token[], index: number): number | undefined {
  let at = index
  while (0 < at && !tokens[at]?.lineStart) at--
  return tokens[at]?.text === '#' ? at : undefined
}
