/**
 * Initialisers with a brace too few or too many. Which one is wrong shows where an item does not fit: there it is said,
 * once, and the items go where they must have been meant to go.
 */
import { type OpenContainer, type Path, typeAt } from './building.ts'
import type { Complain } from './complaint.ts'
import type { Origin } from './origin.ts'
import type { InitializerItem, InitializerSyntax } from './syntax.ts'
import type { Token } from './token.ts'
import { type CType, findMember, typeName } from './types.ts'

export interface Braces {
  /** A `}` is missing at the end: one of the lists inside has items that belong further out. */
  readonly isUnclosed: boolean
  /** The `}` that would end the object, although it goes on; some `}` up to there is one too many. */
  readonly surplus: Token | undefined
  /** Items on their way out. */
  moved: readonly InitializerItem[]
  isSaid: boolean
}

export interface BraceContext {
  readonly braces: Braces
  readonly complain: Complain
}

export function bracesOf(syntax: InitializerSyntax): Braces {
  const list = syntax.kind === 'list' ? syntax : undefined
  return { isUnclosed: list?.isUnclosed === true, surplus: list?.surplus, moved: [], isSaid: false }
}

/** Whether a field is named in an array, which has none, since the array's `}` is missing. */
export function belongsFurtherOut(
  { kind, type }: OpenContainer,
  { designators }: InitializerItem,
  context: BraceContext,
): boolean {
  const first = designators[0]
  if (!context.braces.isUnclosed || kind !== 'array' || first?.kind !== 'member') return false
  const message = `a \`}\` is missing before this field: \`${typeName(type)}\` has none`
  say(message, { first: first.name, last: first.name }, context)
  return true
}

/** Whether a field is named in an array, since the element that has it was closed before; it is dropped. */
export function wasClosedBefore(
  { kind }: OpenContainer,
  { designators }: InitializerItem,
  context: BraceContext,
): boolean {
  const first = designators[0]
  if (!context.braces.surplus || kind !== 'array' || first?.kind !== 'member') return false
  say('there is a `}` too many before this field', { first: first.name, last: first.name }, context)
  return true
}

/**
 * The place of an item that does not fit where it would come next, and is one more element of the array before, which
 * was closed too early; undefined for others.
 */
export function pathFurtherIn(
  next: Path | undefined,
  last: Path | undefined,
  item: InitializerItem,
  context: BraceContext,
): Path | undefined {
  if (!context.braces.surplus || !last || 0 < item.designators.length) return undefined
  const step = next?.at(-1)
  if (step && fits(item.value, typeAt(step))) return undefined
  const before = last.at(-1)
  const array = before?.container.children.get(before.index)
  if (array?.kind !== 'array') return undefined
  let index = 0
  for (const written of array.children.keys()) index = Math.max(index, written + 1)
  if (array.type.length !== undefined && array.type.length <= index) return undefined
  say(`there is a \`}\` too many before this: it closed \`${typeName(array.type)}\``, item.value, context)
  return [...last, { container: array, index }]
}

function fits(value: InitializerSyntax, type: CType): boolean {
  if (value.kind === 'expression') return true
  const [first] = value.items
  const designator = first?.designators[0]
  if (type.kind === 'record')
    return designator?.kind !== 'member' || findMember(type, designator.name.text) !== undefined
  return type.kind === 'array' && designator?.kind !== 'member'
}

function say(message: string, { first, last }: Origin, { braces, complain }: BraceContext): void {
  if (!braces.isSaid) complain({ code: 'c-syntax', severity: 'error', message, at: { first, last } })
  braces.isSaid = true
}
