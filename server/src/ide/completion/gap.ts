/**
 * What is missing where the cursor is: the name of a field, an element of an array, a value, a member of an object. The
 * text around may be half typed, so nothing is asked of the syntax tree; braces are counted in the expanded tokens, and
 * only the types of the objects are taken from the last analysis.
 */
import { callChain } from '../../c/origin.ts'
import type { Token } from '../../c/token.ts'
import type { Analysed } from '../analysed.ts'
import type { ExpandedText } from './expanded-text.ts'
import { type Behind, bracesAround, itemsBehind, type OpenBrace, type Run } from './open-braces.ts'
import { designated, toElement, type Way } from './way.ts'
import { objectBefore, targetOf, waysInto } from './ways-into.ts'

export type Gap = NameGap | ElementGap | ValueGap | MemberGap

/** A designator, at the beginning of an item or behind others. */
export interface NameGap {
  readonly kind: 'name'
  /** Leads to the struct whose field is to be named. */
  readonly record: Way
  /** The names that are set already. */
  readonly taken: ReadonlySet<string>
}

/** An element of an array of structs. */
export interface ElementGap {
  readonly kind: 'element'
  readonly array: Way
  /** The position that it will have. */
  readonly index: number
  /** How many elements there are without it. */
  readonly length: number
  /** Whether the others are written with their positions, `[0] = { … }`. */
  readonly isIndexed: boolean
}

export interface ValueGap {
  readonly kind: 'value'
  /** Leads to what the value is for. */
  readonly target: Way
  /** The names in the expression, and the macros that they stand for. */
  readonly named: ReadonlySet<string>
  /** Whether an operand of `sizeof` is wanted, or an argument of `ARRAY_SIZE`. */
  readonly isOperand: boolean
  /** Whether nothing of the value is there yet. */
  readonly isWhole: boolean
}

/** A member of an object in an expression, `config.…`. */
export interface MemberGap {
  readonly kind: 'member'
  readonly object: Way
  /** What the expression is for. */
  readonly target: Way | undefined
}

/** Undefined where nothing sensible can be inserted, or it is not known what. */
export function gapAt({ tokens, at }: ExpandedText, analysed: Analysed): Gap | undefined {
  const braces = bracesAround(tokens, at)
  const ways = waysInto(braces, tokens, analysed)
  const brace = braces.at(-1)
  const around = ways.at(-1)
  if (!brace || !around) return undefined
  const behind = itemsBehind(tokens, at)
  const lead: Run = { start: brace.itemStart, end: at }
  const isDotted = tokens[at - 1]?.text === '.'
  const name = nameGap(lead, isDotted, ways, { brace, behind, tokens })
  if (name) return name
  const target = targetOf(lead, brace, around, tokens)
  if (isDotted) {
    const object = objectBefore(at - 1, tokens, analysed)
    return object && { kind: 'member', object, target: target?.way }
  }
  const isEmpty = lead.start === lead.end
  if (isEmpty && around.type.kind === 'array' && around.type.element.kind === 'record')
    return elementGap(around, brace, behind, tokens)
  return target && valueGap(target.way, { start: target.end, end: at }, brace, { behind, tokens })
}

interface Text {
  readonly brace: OpenBrace
  readonly behind: Behind
  readonly tokens: readonly Token[]
}

/**
 * The field to be named is one of the struct around; where that is an array, its closing brace is missing, and the
 * nearest struct further out is meant.
 */
function nameGap(
  lead: Run,
  isDotted: boolean,
  ways: readonly Way[],
  { brace, behind, tokens }: Text,
): NameGap | undefined {
  const isEmpty = lead.start === lead.end
  if (!isEmpty && !(isDotted && tokens[lead.start]?.text === '.') && !isDottedElement(lead, tokens))
    return undefined
  if (isEmpty && ways.at(-1)?.type.kind !== 'record') return undefined
  const chain: Run = { start: lead.start, end: isDotted ? lead.end - 1 : lead.end }
  for (const way of ways.toReversed()) {
    const found = designated(way, tokens, chain)
    if (found?.end !== chain.end || found.way.type.kind !== 'record') continue
    const names = namesBehind(chain, tokens)
    const taken = [...brace.items, ...behind.items].flatMap((item) => nextName(item, names, tokens) ?? [])
    return { kind: 'name', record: found.way, taken: new Set(taken) }
  }
  return undefined
}

/** `[2].` */
function isDottedElement({ start, end }: Run, tokens: readonly Token[]): boolean {
  return tokens[start]?.text === '[' && tokens[end - 1]?.text === '.' && tokens[end - 2]?.text === ']'
}

/** The designators of a run as texts. */
function namesBehind({ start, end }: Run, tokens: readonly Token[]): readonly string[] {
  return tokens.slice(start, end).map(({ text }) => text)
}

/** The name that an item sets behind these designators. */
function nextName(
  { start, end }: Run,
  before: readonly string[],
  tokens: readonly Token[],
): string | undefined {
  const isSame = before.every((text, index) => tokens[start + index]?.text === text)
  const dot = start + before.length
  if (!isSame || tokens[dot]?.text !== '.' || end <= dot + 1) return undefined
  const name = tokens[dot + 1]
  return name?.kind === 'identifier' ? name.text : undefined
}

function valueGap(
  target: Way,
  before: Run,
  { brackets }: OpenBrace,
  { behind: { rest }, tokens }: Omit<Text, 'brace'>,
): ValueGap | undefined {
  const last = tokens[before.end - 1]
  const followsValue =
    before.start < before.end &&
    last !== undefined &&
    (last.kind !== 'punctuator' || [')', ']', '}'].includes(last.text)) &&
    last.text !== 'sizeof'
  if (followsValue) return undefined
  const expression = [...tokens.slice(before.start, before.end), ...tokens.slice(rest.start, rest.end)]
  const names = expression.flatMap((token) => [
    token.text,
    ...callChain(token).map(({ macro }) => macro.name),
  ])
  const opening = brackets.at(-1)
  return {
    kind: 'value',
    target,
    named: new Set(names),
    isOperand: opening !== undefined && tokens[opening - 1]?.text === 'sizeof',
    isWhole: before.start === before.end,
  }
}

function elementGap(
  array: Way,
  brace: OpenBrace,
  { rest, items }: Behind,
  tokens: readonly Token[],
): ElementGap | undefined {
  if (!toElement(array)) return undefined
  const before = lengthOf(brace.items, tokens, 0)
  // What follows without a comma is the next element, unless it is the arguments of the macro that is being named.
  const isNext = rest.start < rest.end && tokens[rest.start]?.text !== '('
  return {
    kind: 'element',
    array,
    index: before,
    length: lengthOf(isNext ? [rest, ...items] : items, tokens, before),
    isIndexed: brace.items.some(({ start }) => tokens[start]?.text === '['),
  }
}

/** How far an array reaches with these items, if it reached so far before. */
export function lengthOf(items: readonly Run[], tokens: readonly Token[], before: number): number {
  let next = before
  let length = before
  for (const { start } of items) {
    const index = tokens[start]?.text === '[' ? Number(tokens[start + 1]?.text) : Number.NaN
    next = (Number.isSafeInteger(index) ? index : next) + 1
    length = Math.max(length, next)
  }
  return length
}
