/**
 * Initialisers, by the rules of C11 6.7.9 and GNU's additions.
 *
 * The list in the source and the object that it fills have different shapes: braces may be left out, designators
 * jump, and a plain value goes to the first scalar at the current place however deep that is. So the code keeps a
 * *path*: from the object whose braces we are in down to the subobject that comes next, one step a level. A
 * designator replaces the path, a value descends from it to where it fits, and afterwards the path moves to the
 * next sibling, leaving finished levels on the way. `building.ts` holds the tree that grows meanwhile.
 */
import {
  bitWidthAt,
  containerAt,
  firstIndex,
  indexBehind,
  type OpenContainer,
  type OpenNode,
  openContainer,
  type Path,
  placeAt,
  storedValue,
  typeAt,
  valueAt,
} from './building.ts'
import {
  belongsFurtherOut,
  type BraceContext,
  bracesOf,
  pathFurtherIn,
  wasClosedBefore,
} from './brace-recovery.ts'
import type { Complain } from './complaint.ts'
import { type DesignatorContext, designatedPaths } from './designators.ts'
import { evaluate } from './evaluate.ts'
import { integer } from './value.ts'
import { bytesOfString } from './expression-types.ts'
import type { Initialised, InitialisedString } from './initialised.ts'
import {
  complainAboutDesignatedScalar,
  complainAboutExcess,
  complainAboutLongString,
  complainAboutOverridden,
  complainAboutScalarBraces,
  complainAboutTruncation,
} from './initializer-complaints.ts'
import { withoutHalfTyped } from './half-typed-designators.ts'
import { limits } from './limits.ts'
import type { Origin } from './origin.ts'
import type { Scope } from './scope.ts'
import type {
  Designator,
  Expression,
  InitializerItem,
  InitializerList,
  InitializerSyntax,
  StringLiteral,
} from './syntax.ts'
import { type ArrayType, type CType, intType, type RecordType } from './types.ts'

export interface Initialisation {
  /** The object's type, an array's length filled in where the initialiser decides it. */
  readonly type: CType
  readonly value: Initialised
  /** It has been said, at an item in the wrong place, which brace is missing or is one too many. */
  readonly misplaced: boolean
}

/** Initialises an object of `type`. Never fails: what does not fit is complained about and dropped. */
export function initialize(
  type: CType,
  syntax: InitializerSyntax,
  scope: Scope,
  complain: Complain,
): Initialisation {
  const context: Context = {
    scope,
    complain,
    budget: { left: limits.initialisers },
    misplaced: new Set(),
    braces: bracesOf(syntax),
    overriding: new Set(),
  }
  const value = valueFor({ type, bits: undefined, designator: undefined, isWhole: true }, syntax, context)
  return { type: completed(type, value), value, misplaced: context.braces.isSaid }
}

interface Context extends DesignatorContext, BraceContext {
  /** Items that replace an earlier one and have been complained about; with a range they do so many times. */
  readonly overriding: Set<InitializerItem>
}

/** The subobject that a value is for. */
interface Target {
  readonly type: CType
  /** The width, when it is a bit-field. */
  readonly bits: number | undefined
  readonly designator: Origin | undefined
  /** It is the object itself: a variable may have its value in braces. */
  readonly isWhole?: true
}

function valueFor(target: Target, syntax: InitializerSyntax, context: Context): OpenNode {
  const { type, designator } = target
  const string = stringFor(type, syntax)
  if (string) {
    complainAboutLongString(string.type, string.literal, context.complain)
    return stringValue(string.type, string.literal, syntax, designator)
  }
  const list = listIn(syntax)
  if (list && isAggregate(type)) {
    const container = openContainer(type, syntax, designator)
    fill(container, list, context)
    return container
  }
  return syntax.kind === 'list'
    ? bracedScalar(target, syntax, context)
    : scalarValue(target, syntax.expression, context)
}

/** The items of a braced list, or of a compound literal that stands for one. */
function listIn(syntax: InitializerSyntax): InitializerList | undefined {
  if (syntax.kind === 'list') return syntax
  return syntax.expression.kind === 'compound' ? listIn(syntax.expression.initializer) : undefined
}

function isAggregate(type: CType): type is ArrayType | RecordType {
  return type.kind === 'array' || type.kind === 'record'
}

function fill(container: OpenContainer, list: InitializerList, context: Context): void {
  /** What was filled last: a value without a designator goes to the place behind it. */
  let last: Path | undefined
  let excess = false
  const waiting = list.items.toReversed()
  for (let written = waiting.pop(); written; written = waiting.pop()) {
    const item = withoutHalfTyped(written, container.type, context.complain)
    if (belongsFurtherOut(container, item, context)) {
      context.braces.moved = [item, ...waiting.toReversed()]
      return
    }
    if (wasClosedBefore(container, item, context)) continue
    const behindLast =
      0 < item.designators.length ? undefined : last ? pathBehind(last) : firstPath(container)
    const next = pathFurtherIn(behindLast, last, item, context) ?? behindLast
    if (item.designators.length === 0 && !next) {
      const isConsequence = isBroken(item) || (context.braces.surplus !== undefined && context.braces.isSaid)
      if (!excess && !isConsequence)
        complainAboutExcess(container.type, item, 1 + undesignated(waiting), context.complain)
      excess ||= !isConsequence
      continue
    }
    excess = false
    placesFor(item, container, next, context).forEach((place) => {
      const filled = placeItem(place, item, context)
      last = standsForElement(item, context.scope) ? place : filled
    })
    if (context.budget.left < 0) return
    if (context.braces.moved.length === 0) continue
    for (const moved of context.braces.moved.toReversed()) waiting.push(moved)
    context.braces.moved = []
  }
}

/** How many items come before one that says where it goes. The next one is the last one here. */
function undesignated(waiting: readonly InitializerItem[]): number {
  return waiting.length - 1 - waiting.findLastIndex(({ designators }) => 0 < designators.length)
}

function firstPath(container: OpenContainer): Path | undefined {
  const index = firstIndex(container)
  return index === undefined ? undefined : [{ container, index }]
}

/**
 * What stands for a whole element is mostly a macro, though it is not defined; the next item is the next element. So it
 * is behind what is no expression at all.
 */
function standsForElement(item: InitializerItem, { names }: Scope): boolean {
  if (isBroken(item)) return true
  const { value } = item
  const expression = value.kind === 'expression' ? value.expression : undefined
  const name = expression?.kind === 'call' ? expression.callee : expression
  return name?.kind === 'name' && !names.has(name.name)
}

/** Nothing but a mistake, which has been complained about. */
function isBroken({ value }: InitializerItem): boolean {
  return value.kind === 'expression' && value.expression.kind === 'broken'
}

function placesFor(
  item: InitializerItem,
  container: OpenContainer,
  next: Path | undefined,
  context: Context,
): readonly Path[] {
  const { designators } = item
  const listening = isBroken(item) ? { ...context, complain: () => undefined } : context
  if (0 < designators.length) return designatedPaths(container, designators, listening)
  return next ? [next] : []
}

/** Puts an item at its place, or further down where its value fits; returns the path that was filled. */
function placeItem(place: Path, item: InitializerItem, context: Context): Path {
  let path = place
  const designator = originOfDesignators(item.designators)
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const type = typeAt(step)
    if (!isAggregate(type) || fillsWhole(type, item.value)) {
      const earlier = valueAt(step)
      const value = valueFor({ type, bits: bitWidthAt(step), designator }, item.value, context)
      if (earlier && !context.overriding.has(item)) {
        context.overriding.add(item)
        complainAboutOverridden(step, earlier, value, context.complain)
      }
      placeAt(path, value)
      return path
    }
    const inner = containerAt(step) ?? openContainer(type, item.value, designator)
    placeAt(path, inner)
    const first = firstIndex(inner)
    if (first === undefined) return path
    path = [...path, { container: inner, index: first }]
  }
  return path
}

/** A value without braces fills an array or a record as a whole only as a string or a compound literal. */
function fillsWhole(type: ArrayType | RecordType, value: InitializerSyntax): boolean {
  return listIn(value) !== undefined || stringFor(type, value) !== undefined
}

function pathBehind(path: Path): Path | undefined {
  for (let level = path.length - 1; 0 <= level; level--) {
    const step = path[level]
    const index = step ? indexBehind(step.container, step.index) : undefined
    if (step && index !== undefined) return [...path.slice(0, level), { container: step.container, index }]
  }
  return undefined
}

function originOfDesignators(designators: readonly Designator[]): Origin | undefined {
  const first = designators[0]
  const last = designators.at(-1)
  if (!first || !last) return undefined
  return {
    first: first.kind === 'member' ? first.name : first.open,
    last: last.kind === 'member' ? last.name : last.close,
  }
}

function scalarValue({ type, bits, designator }: Target, expression: Expression, context: Context): OpenNode {
  const computed = evaluate(expression, context.scope, context.complain)
  const value = storedValue(computed, type, bits)
  complainAboutTruncation(computed, value, bits, expression, context.complain)
  return { kind: 'scalar', type, computed, value, expression, origin: expression, designator }
}

/** `{ 5 }` for a number is C, if unusual; `{}` is zero. */
function bracedScalar(target: Target, list: InitializerList, context: Context): OpenNode {
  const [only, ...others] = list.items
  const { type, bits, designator, isWhole } = target
  if (!isWhole || !only) complainAboutScalarBraces(type, list, context.complain)
  const excess = others[0]
  if (excess) complainAboutExcess(type, excess, others.length, context.complain)
  const wrong = only?.designators[0]
  if (wrong) complainAboutDesignatedScalar(type, wrong, context.complain)
  if (only) return valueFor({ type, bits, designator }, only.value, context)
  const zero = integer(0n, type.kind === 'integer' ? type : intType)
  const origin = { first: list.first, last: list.last }
  return { kind: 'scalar', type, computed: zero, value: zero, expression: undefined, origin, designator }
}

function stringFor(
  type: CType,
  syntax: InitializerSyntax,
): { readonly type: ArrayType; readonly literal: StringLiteral } | undefined {
  if (type.kind !== 'array' || type.element.kind !== 'integer' || type.element.size !== 1) return undefined
  if (syntax.kind === 'expression')
    return syntax.expression.kind === 'string' ? { type, literal: syntax.expression } : undefined
  const only = syntax.items.length === 1 ? syntax.items[0] : undefined
  return only?.designators.length === 0 ? stringFor(type, only.value) : undefined
}

function stringValue(
  type: ArrayType,
  literal: StringLiteral,
  { first, last }: Origin,
  designator: Origin | undefined,
): InitialisedString {
  const all = bytesOfString(literal)
  return {
    kind: 'string',
    type: type.length === undefined ? { ...type, length: all.length + 1 } : type,
    bytes: all.slice(0, type.length ?? all.length),
    writtenLength: all.length,
    origin: { first, last },
    designator,
  }
}

function completed(type: CType, value: Initialised): CType {
  if (type.kind !== 'array' || type.length !== undefined) return type
  if (value.kind === 'string') return value.type
  if (value.kind !== 'array') return type
  let length = 0
  for (const index of value.children.keys()) length = Math.max(length, index + 1)
  return { ...type, length }
}
