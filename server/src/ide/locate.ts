/**
 * From a token that the parser saw to what it means in an initialiser: the designator or the expression that it is
 * part of, or the braces that it is, each with the trail to the part of the object that it is about.
 *
 * Positions in the expanded token stream are compared, never offsets in a text. So it makes no difference whether the
 * token stands in the file itself, came out of a macro or lies in an included file.
 */
import type { Initialised } from '../c/initialised.ts'
import type { Origin } from '../c/origin.ts'
import type { ObjectDefinition } from '../c/parser.ts'
import type {
  Designator,
  Expression,
  InitializerItem,
  InitializerList,
  InitializerSyntax,
} from '../c/syntax.ts'
import type { Token } from '../c/token.ts'
import { evaluate } from '../c/evaluate.ts'
import type { Scope } from '../c/scope.ts'
import type { Configuration } from '../config/model.ts'
import { endOf, intoElement, intoMember, type Trail, trailTo } from './trail.ts'
import { partsWritten } from './written-parts.ts'

export type Spot = DesignatorSpot | ExpressionSpot | BracesSpot

/** On `.name` or `[index]`; the trail ends at what it designates. */
export interface DesignatorSpot {
  readonly kind: 'designator'
  readonly trail: Trail
}

export interface ExpressionSpot {
  readonly kind: 'expression'
  /** To what the expression initialises; undefined where that is nothing, as for an excess element. */
  readonly trail: Trail | undefined
  /** From the whole initialiser to the innermost expression around the token. */
  readonly path: readonly [Expression, ...Expression[]]
}

/** On an opening or closing brace; the trail ends at what is between them. */
export interface BracesSpot {
  readonly kind: 'braces'
  readonly trail: Trail
}

/** Where the tokens of a translation stand in its token stream. */
export type Positions = ReadonlyMap<Token, number>

/** Whether the token at a position belongs to the run; false for runs that are not in the stream. */
export function holds(run: Origin, at: number, positions: Positions): boolean {
  const first = positions.get(run.first)
  const last = positions.get(run.last)
  return first !== undefined && last !== undefined && first <= at && at <= last
}

export interface Located {
  readonly configurations: readonly Configuration[]
  readonly positions: Positions
  readonly scope: Scope
}

/** What the token at a position is in the initialiser of an object; undefined for commas and the like. */
export function locate(object: ObjectDefinition, at: number, context: Located): Spot | undefined {
  return inInitializer(object.initializer, trailTo(object, context.configurations), at, context)
}

function inInitializer(
  syntax: InitializerSyntax,
  trail: Trail | undefined,
  at: number,
  context: Located,
): Spot | undefined {
  const { positions } = context
  if (!holds(syntax, at, positions)) return undefined
  if (syntax.kind === 'expression') {
    const whole = syntax.expression
    if (whole.kind === 'compound' && holds(whole.initializer, at, positions))
      return inInitializer(whole.initializer, trail, at, context)
    return { kind: 'expression', trail, path: pathTo(whole, at, positions) }
  }
  const isBrace = positions.get(syntax.first) === at || positions.get(syntax.last) === at
  if (isBrace) return trail && { kind: 'braces', trail }
  const item = syntax.items.find((candidate) => holds(runOf(candidate), at, positions))
  return item && inItem(item, syntax, trail, at, context)
}

function inItem(
  item: InitializerItem,
  list: InitializerList,
  trail: Trail | undefined,
  at: number,
  context: Located,
): Spot | undefined {
  let reached = trail
  for (const designator of item.designators) {
    reached = reached && behind(reached, designator, context.scope)
    if (holds(runOfDesignator(designator), at, context.positions))
      return reached && { kind: 'designator', trail: reached }
  }
  if (0 < item.designators.length) return inInitializer(item.value, reached, at, context)
  // A list of one plain number for a scalar: `.flags = { 0 }`.
  const isScalar = trail !== undefined && endOf(trail).view.type.kind === 'integer' && list.items.length === 1
  const place = isScalar ? trail : trail && findWritten(trail, item.value)
  return inInitializer(item.value, place, at, context)
}

/** `.name`, `[index]`, or the first element of a range; undefined where it leads nowhere. */
function behind(trail: Trail, designator: Designator, scope: Scope): Trail | undefined {
  if (designator.kind === 'member') return intoMember(trail, designator.name.text)
  const index = evaluate(designator.index, scope, () => undefined)
  return index.known ? intoElement(trail, Number(index.value)) : undefined
}

/** Where a value without a designator went: it is found again by its first token. */
function findWritten(trail: Trail, value: InitializerSyntax): Trail | undefined {
  const wantsContainer = value.kind === 'list' || value.expression.kind === 'compound'
  return search(trail, (node) => {
    if (node.origin.first !== value.first) return false
    const isContainer = node.kind === 'array' || node.kind === 'record'
    return wantsContainer || !isContainer
  })
}

function search(trail: Trail, isWanted: (node: Initialised) => boolean): Trail | undefined {
  for (const inner of partsWritten(trail)) {
    const { node } = endOf(inner).view
    if (node && isWanted(node)) return inner
    const found = search(inner, isWanted)
    if (found) return found
  }
  return undefined
}

/** Step by step and not by recursion: sums can have thousands of parts, each one level deeper than the next. */
function pathTo(whole: Expression, at: number, positions: Positions): readonly [Expression, ...Expression[]] {
  const path: [Expression, ...Expression[]] = [whole]
  for (let inner: Expression | undefined = whole; inner; ) {
    inner = partsOf(inner).find((part) => holds(part, at, positions))
    if (inner) path.push(inner)
  }
  return path
}

/** The innermost expression around the token. */
export function innermost({ path }: ExpressionSpot): Expression {
  return path.at(-1) ?? path[0]
}

/** The expressions that an expression is made of. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'cast':
    case 'sizeof-expression':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
    case 'conditional':
      return [expression.condition, ...(expression.then ? [expression.then] : []), expression.otherwise]
    case 'member':
      return [expression.object]
    case 'index':
      return [expression.array, expression.index]
    case 'call':
      return [expression.callee]
    case 'number':
    case 'character':
    case 'string':
    case 'name':
    case 'sizeof-type':
    case 'offsetof':
    case 'compound':
    case 'broken':
      return []
  }
}

function runOf({ designators: [first], value }: InitializerItem): Origin {
  return { first: first ? runOfDesignator(first).first : value.first, last: value.last }
}

function runOfDesignator(designator: Designator): Origin {
  return designator.kind === 'member'
    ? { first: designator.name, last: designator.name }
    : { first: designator.open, last: designator.close }
}
