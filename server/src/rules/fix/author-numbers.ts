/**
 * Numbers in the notation of their author: another number in place of one that is written, and a start of something
 * moved on. Whether the text may be replaced at all is for `editable.ts` to say.
 */
import type { Expression } from '../../c/syntax.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { spanText } from '../../text/span.ts'
import { hex } from '../wording.ts'
import { editableSpan } from './editable.ts'
import { settingField } from './fields.ts'
import type { Change } from './fix.ts'
import { replacing } from './replacing.ts'

/** Another number where `written` stands: of the same base, with its suffix, leading zeros and case of letters. */
export function numberLike(written: string, value: bigint): string {
  const [, decimal, decimalSuffix = ''] = decimalPattern.exec(written) ?? []
  // A zero says nothing about the base in which addresses are written.
  if (decimal !== undefined) return `${decimal === '0' ? hex(value) : value}${decimalSuffix}`
  const [, prefix, digits = '', suffix = ''] = hexadecimalPattern.exec(written) ?? []
  if (prefix === undefined) return hex(value)
  const isPadded = digits.startsWith('0') && 1 < digits.length
  const plain = value.toString(16).padStart(isPadded ? digits.length : 0, '0')
  return `${prefix}${/[A-F]/.test(digits) ? plain.toUpperCase() : plain}${suffix}`
}

/** Gives a field of a struct another number; one that is not written is put behind `after`. */
export function settingNumber(record: View, field: string, value: bigint, after?: string): Change {
  const view = fieldOf(record, field)
  if (!view?.node) return settingField(record, field, hex(value), after)
  const { expression, text } = writtenNumber(view) ?? {}
  return expression && text !== undefined ? replacing(expression, numberLike(text, value)) : undefined
}

/**
 * Adds something to a number in a field. What is no plain number stays, so that a name which the author has given to
 * an address keeps its meaning.
 */
export function addingToNumber(
  record: View,
  field: string,
  { value, added }: { readonly value: bigint; readonly added: bigint },
  after?: string,
): Change {
  if (added === 0n) return []
  const view = fieldOf(record, field)
  const { expression, text } = (view && writtenNumber(view)) ?? {}
  if (!expression || text === undefined || isLiteral(text))
    return settingNumber(record, field, value + added, after)
  return replacing(expression, `${isSum(expression) ? text : `(${text})`} + ${hex(added)}`)
}

function isLiteral(text: string): boolean {
  return decimalPattern.test(text) || hexadecimalPattern.test(text)
}

/** An octal number is none of these: nobody writes addresses so. */
const decimalPattern = /^(0|[1-9]\d*)([uUlL]*)$/
const hexadecimalPattern = /^(0[xX])([0-9a-fA-F]+)([uUlL]*)$/

function writtenNumber({
  node,
}: View): { readonly expression: Expression; readonly text: string } | undefined {
  const expression = node?.kind === 'scalar' ? node.expression : undefined
  const written = expression && editableSpan(expression)
  return written && { expression, text: spanText(written) }
}

/** Whether something can be added behind the expression as it is. */
function isSum(expression: Expression): boolean {
  if (expression.kind === 'binary') return expression.operator === '+'
  return expression.kind === 'number' || expression.kind === 'name'
}
