/**
 * Hover on an expression or on any part of one: what it is worth by C's rules, in the notations of the field that it
 * ends up in.
 */
import { evaluate } from '../c/evaluate.ts'
import type { Integer } from '../c/value.ts'
import { callChain, spellingOf, writtenAt } from '../c/origin.ts'
import type { Expression } from '../c/syntax.ts'
import type { MacroDefinition, Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import { typeName } from '../c/types.ts'
import { contains, hull, type Span, spanText } from '../text/span.ts'
import { type Argument, isArgumentText } from './argument.ts'
import { fieldHover, namesList, placeText, scalarText, unknownText } from './hover-field.ts'
import { type ExpressionSpot, innermost } from './locate.ts'
import { bold, code, cut, document, type Fact, facts, type Inline, shortened } from './markdown.ts'
import { bodyOf } from './macro-text.ts'
import { isBitwise, type Notation, notationOf, valueText } from './notation.ts'
import { endOf, nameOfTrail, spelledTypeOf, lastMember, type Trail } from './trail.ts'

export interface ValueContext {
  readonly translation: Translation
  /** Where the cursor is. */
  readonly at: Span
  /** What the characters under the cursor are part of: the definition of a macro, an argument, or the whole file. */
  readonly around: Span | undefined
  /** The argument of a macro call that the expression is written in, and all places that it goes to. */
  readonly passed: { readonly argument: Argument; readonly trails: readonly Trail[] } | undefined
  /** What the board adds to the field that the value ends up in, or to some bits of it. */
  readonly added: (trail: Trail, bits: bigint | undefined) => readonly Fact[]
}

/** The value of the innermost expression at a spot. */
export function valueHover(spot: ExpressionSpot, context: ValueContext): string {
  const { passed, added } = context
  const { scope } = context.translation
  const { trail, path } = spot
  const [whole] = path
  const expression = innermost(spot)
  if (expression.kind === 'string') return stringHover(trail)
  const value = evaluate(expression, scope, () => undefined)
  const notation = notationOf(trail)
  const isWhole = expression === whole
  const stored = isWhole && trail ? changedValue(trail) : undefined
  const isShown = stored === undefined && (isWhole || isOneOfBits(path, notation))
  const shown = isShown ? notation : plainNumber(notation)
  return document([
    bold(code(textOf(expression, context))),
    facts([
      [
        'value',
        value.known
          ? valueText(isBitwise(shown) ? unsigned(value) : value.value, shown)
          : unknownText(value.reason),
      ],
      ...((isWhole || isShown) && value.known && trail && passed === undefined
        ? added(trail, isWhole ? undefined : unsigned(value))
        : []),
      ['type', value.known ? code(typeName(value.type)) : undefined],
      ['argument', passed && argumentText(passed)],
      [isWhole ? 'stored in' : 'part of', trail && passed === undefined ? storedText(trail) : undefined],
      ['converted', stored === undefined ? undefined : `the field holds ${valueText(stored, notation)}`],
      ['whole value', isWhole || !trail || passed ? undefined : scalarText(trail)],
    ]),
    isWhole && trail && passed === undefined ? namesList(trail) : undefined,
  ])
}

/**
 * The value of an expression in a macro's definition. Undefined where it depends on how the macro is called: on an
 * argument, or on operators around the call.
 */
export function definedValueHover(
  spot: ExpressionSpot,
  macro: MacroDefinition,
  translation: Translation,
  at: Span,
): string | undefined {
  const body = bodyOf(macro)
  const expression = innermost(spot)
  if (!body || !tokensOf(expression, translation).every((token) => isOwnTo(body, token))) return undefined
  const alone: ExpressionSpot = { kind: 'expression', path: [expression], trail: undefined }
  return valueHover(alone, { translation, at, around: body, passed: undefined, added: () => [] })
}

/** Whether a token stands in the body of a macro, or came out of another macro that is named there. */
function isOwnTo(body: Span, token: Token): boolean {
  if (contains(body, spellingOf(token))) return true
  return !isArgumentText(token) && callChain(token).some(({ name }) => contains(body, spellingOf(name)))
}

function tokensOf(expression: Expression, { preprocessed }: Translation): readonly Token[] {
  const { tokens } = preprocessed
  return tokens.slice(tokens.indexOf(expression.first), tokens.indexOf(expression.last) + 1)
}

function stringHover(trail: Trail | undefined): string {
  return trail ? fieldHover(trail) : ''
}

/**
 * The expression as it was written. In an argument or a definition it is that part of it which stands there, without
 * what the macro put around it.
 */
function textOf(expression: Expression, { translation, at, around }: ValueContext): string {
  const place = around ? partInside(expression, around, at, translation) : writtenAt(expression)
  const text = spanText(place)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return cut(text, 80)
}

function partInside(expression: Expression, around: Span, at: Span, translation: Translation): Span {
  const spelled = tokensOf(expression, translation).map(spellingOf)
  return spelled.filter((token) => contains(around, token)).reduce(hull, at)
}

/** What the field holds of its value, where the conversion to the field's type has changed it. */
function changedValue(trail: Trail): bigint | undefined {
  const { node } = endOf(trail).view
  if (node?.kind !== 'scalar' || !node.value.known || !node.computed.known) return undefined
  return node.value.value === node.computed.value ? undefined : node.value.value
}

function storedText(trail: Trail): Inline {
  const member = lastMember(trail)
  const type = member && spelledTypeOf(member)
  return `${placeText(trail)}${type === undefined ? '' : `, ${code(type)}`}`
}

function argumentText({ argument, trails }: NonNullable<ValueContext['passed']>): Inline {
  const names = [...new Set(trails.map(nameOfTrail))].map(code)
  const where = names.length === 0 ? '' : `, used for ${shortened(names, 6).join(', ')}`
  return `${code(argument.parameter)} of ${code(argument.macro.name)}${where}`
}

/** Whether the bits of a part are bits of the whole as well: nothing but `|` is between them. */
function isOneOfBits(path: readonly Expression[], notation: Notation): boolean {
  return isBitwise(notation) && path.slice(0, -1).every(isOr)
}

function isOr(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.operator === '|'
}

/** Bits are counted from a number without a sign. */
function unsigned({ value, type }: Integer): bigint {
  return BigInt.asUintN(8 * type.size, value)
}

function plainNumber(notation: Notation): Notation {
  return { ...notation, format: 'number', groups: [] }
}
