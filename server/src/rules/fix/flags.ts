/**
 * Changes to a set of flags that is written as `A | B | C`. Anything that is written otherwise is left alone.
 */
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { Expression } from '../../c/syntax.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { span, spanText } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import { settingField } from './fields.ts'
import type { Change } from './fix.ts'
import { endOf, indentationAt, isBroken, lineBreakOf, screenColumn } from './lines.ts'
import { replacing } from './replacing.ts'

/** Adds a flag that is not there yet; a field that is not written is written. */
export function addingFlag(record: View, field: string, flag: string): Change {
  const view = fieldOf(record, field)
  if (!view) return undefined
  if (!view.node) return settingField(record, field, flag)
  const expression = expressionOf(view)
  const whole = expression && editableSpan(expression)
  if (!expression || !whole) return undefined
  if (spanText(whole) === '0') return replacing(expression, flag)
  if (!bindsAsTightlyAsOr(expression)) return undefined
  const { file, end } = whole
  const isTooLong = widestLine < screenColumn(file, end) + ` | ${flag},`.length
  if (!isTooLong) return [{ span: endOf(whole), text: ` | ${flag}` }]
  const further = isBroken(whole) ? '' : '\t'
  return [{ span: endOf(whole), text: ` |${lineBreakOf(file)}${indentationAt(file, end)}${further}${flag}` }]
}

/** Takes a flag out; what remains of a single flag is 0. */
export function removingFlag(record: View, field: string, flag: string): Change {
  const view = fieldOf(record, field)
  const expression = view && expressionOf(view)
  if (!expression || !editableSpan(expression)) return undefined
  const flags = operandsOf(expression)
  const index = flags.findIndex((one) => spanText(writtenAt(one)) === flag)
  const [before, found, behind] = [flags[index - 1], flags[index], flags[index + 1]]
  if (!found) return undefined
  if (before) return removingBetween(writtenAt(before).end, writtenAt(found).end, found)
  if (behind) return removingBetween(writtenAt(found).start, writtenAt(behind).start, found)
  return replacing(expression, '0')
}

/** As upstream's coding style has it. */
const widestLine = 80

function expressionOf({ node }: View): Expression | undefined {
  return node?.kind === 'scalar' ? node.expression : undefined
}

function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '|') return [expression]
  return [...operandsOf(expression.left), ...operandsOf(expression.right)]
}

const looserThanOr: ReadonlySet<string> = new Set(['&&', '||', ','])

function bindsAsTightlyAsOr(expression: Expression): boolean {
  if (expression.kind === 'binary') return !looserThanOr.has(expression.operator)
  return expression.kind !== 'conditional'
}

function removingBetween(start: number, end: number, within: Origin): Change {
  return [{ span: span(writtenAt(within).file, start, end), text: '' }]
}
