/**
 * Changes to declarations: the members of the struct around a configuration, and the objects beside it. A declaration
 * is changed only if its author wrote it as it is, and it declares one thing.
 */
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { Token } from '../../c/token.ts'
import type { Translation } from '../../c/translate.ts'
import type { Configuration } from '../../config/model.ts'
import { contains, type Span, span, spanText } from '../../text/span.ts'
import type { Change } from './fix.ts'
import { behindBlankBefore, indentationAt, lineBreakOf, withoutGap, wholeItem } from './lines.ts'

/** A declaration, from its first word to its semicolon. */
export interface Declaration extends Span {
  /** What stands in front of the name. */
  readonly specifiers: Span
}

/** The declaration of a member of the configuration's struct; undefined where it must not be changed. */
export function declarationOf(name: Token, configuration: Configuration): Declaration | undefined {
  if (!isOwnStruct(configuration)) return undefined
  const { tokens } = configuration.translation.preprocessed
  const at = tokens.indexOf(name)
  let first = at
  while (0 < first && !borders.has(tokens[first - 1]?.text ?? '')) first--
  // What stands behind a brace belongs to a struct that is defined right here.
  return tokens[first - 1]?.text === '}' ? undefined : declarationFrom(tokens, first, at)
}

const borders: ReadonlySet<string> = new Set([';', '{', '}'])

/** Puts the declaration in front of another one, with its comments. */
export function movingInFront(moved: Declaration, target: Declaration): Change {
  if (hasDirectives(moved, target)) return undefined
  const [item, place] = [wholeItem(moved), wholeItem(target)]
  const { file } = moved
  if (isWholeLines(item) && isWholeLines(place))
    return [
      { span: span(file, place.start, place.start), text: spanText(item) },
      { span: item, text: '' },
    ]
  if (isWholeLines(item) || isWholeLines(place)) return undefined
  return [
    { span: span(file, target.start, target.start), text: `${spanText(moved)} ` },
    { span: span(file, behindBlankBefore(file, moved.start), moved.end), text: '' },
  ]
}

/** Puts declarations into another order: each into the place of the one that has its number. */
export function reordering(declarations: readonly Declaration[], wanted: readonly Declaration[]): Change {
  const [first, last] = [declarations[0], declarations.at(-1)]
  const items = declarations.map(wholeItem)
  const areLines = items.every(isWholeLines)
  if (!first || !last || hasDirectives(first, last) || (!areLines && items.some(isWholeLines)))
    return undefined
  return declarations.flatMap((declaration, index) => {
    const other = wanted[index]
    if (!other || other === declaration) return []
    return [
      areLines
        ? { span: wholeItem(declaration), text: spanText(wholeItem(other)) }
        : { span: declaration, text: spanText(other) },
    ]
  })
}

/** Writes another declaration behind one, in the same manner. */
export function declaringBehind(declaration: Declaration, text: string): Change {
  const { file, end } = wholeItem(declaration)
  if (!isWholeLines(wholeItem(declaration)))
    return [{ span: span(file, declaration.end, declaration.end), text: ` ${text}` }]
  return [
    {
      span: span(file, end, end),
      text: `${indentationAt(file, declaration.start)}${text}${lineBreakOf(file)}`,
    },
  ]
}

/** Takes a declaration out, with its comments. */
export function removingDeclaration(declaration: Declaration): Change {
  return hasDirectives(declaration, declaration)
    ? undefined
    : [{ span: withoutGap(wholeItem(declaration)), text: '' }]
}

/** Takes the definition of an object out; not where something else mentions it. */
export function removingObject(
  { name, first }: { readonly name: Token; readonly first: Token },
  { preprocessed: { tokens } }: Translation,
): Change {
  if (isMentioned(tokens, name.text, [name])) return undefined
  const definition = declarationFrom(tokens, tokens.indexOf(first), tokens.indexOf(name))
  return definition && removingDeclaration(definition)
}

/** Whether a name occurs anywhere but in the given places. */
export function isMentioned(tokens: readonly Token[], name: string, except: readonly Token[]): boolean {
  return tokens.some((token) => token.text === name && !except.includes(token))
}

/** Whether no other object has the struct, so that it is the configuration's alone, and every field is named. */
export function isOwnStruct({ translation, view: { type, node } }: Configuration): boolean {
  const sharing = translation.objects.filter((object) => object.type === type)
  if (node?.kind !== 'record' || 1 < sharing.length) return false
  return [...node.children.values()].every(({ designator }) => designator !== undefined)
}

/** From the first token of a declaration to its semicolon, if it declares nothing but the name. */
function declarationFrom(tokens: readonly Token[], first: number, name: number): Declaration | undefined {
  let depth = 0
  let end = first
  for (; ; end++) {
    const token = tokens[end]
    if (!token || token.kind === 'end') return undefined
    if (opening.has(token.text)) depth++
    else if (closing.has(token.text)) depth--
    else if (depth === 0 && token.text === ';') break
    else if (depth === 0 && token.text === ',') return undefined
    if (token.text === '{' && end < name) return undefined
  }
  const [from, named, to] = [tokens[first], tokens[name], tokens[end]]
  if (!from || !named || !to || [from, named, to].some(({ expansion }) => expansion)) return undefined
  if (from.file !== to.file || name <= first) return undefined
  const whole = span(from.file, from.start, to.end)
  const isWritten = tokens.slice(first, end + 1).every((token) => contains(whole, writtenAt(only(token))))
  return isWritten ? { ...whole, specifiers: span(from.file, from.start, named.start) } : undefined
}

const opening: ReadonlySet<string> = new Set(['(', '[', '{'])
const closing: ReadonlySet<string> = new Set([')', ']', '}'])

function only(token: Token): Origin {
  return { first: token, last: token }
}

/** Text that depends on conditions must not get from one side of them to the other. */
function hasDirectives(a: Span, b: Span): boolean {
  const [from, to] = [wholeItem(a), wholeItem(b)]
  const text = a.file.text.slice(Math.min(from.start, to.start), Math.max(from.end, to.end))
  return /^[ \t]*#/m.test(text)
}

function isWholeLines(item: Span): boolean {
  return spanText(item).endsWith('\n')
}
