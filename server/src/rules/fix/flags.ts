/**
 * Changes to a set of flags that is written as `A | B | C`. Anything that is written otherwise is left alone.
 */
import { writtenAt } from '../../c/origin.ts'
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
  return view.node ? addingOperand(view, flag) : settingField(record, field, flag)
}

/** Writes `| text` behind a number that is written; what binds less tightly than `|` is left alone. */
export function addingOperand(number: View, text: string): Change {
  const expression = expressionOf(number)
  const whole = expression && editableSpan(expression)
  if (!expression || !whole) return undefined
  if (spanText(whole) === '0') return replacing(expression, text)
  if (!bindsAsTightlyAsOr(expression)) return undefined
  const { file, end } = whole
  const isTooLong = widestLine < screenColumn(file, end) + ` | ${text},`.length
  if (!isTooLong) return [{ span: endOf(whole), text: ` | ${text}` }]
  const further = isBroken(whole) ? '' : '\t'
  return [{ span: endOf(whole), text: ` |${lineBreakOf(file)}${indentationAt(file, end)}${further}${text}` }]
}

/** Takes a flag out; what remains of a single flag is 0. */
export function removingFlag(record: View, field: string, flag: string): Change {
  return removingFlags(record, field, [flag])
}

/** Takes several flags out, all of them or none. */
export function removingFlags(record: View, field: string, flags: readonly string[]): Change {
  const view = fieldOf(record, field)
  const expression = view && expressionOf(view)
  if (!expression || !editableSpan(expression)) return undefined
  const operands = operandsOf(expression)
  const names = operands.map((operand) => spanText(writtenAt(operand)))
  if (!flags.every((flag) => names.includes(flag))) return undefined
  return keeping(
    expression,
    names.map((name) => !flags.includes(name)),
  )
}

/** Takes one of the operands of `A | B | C` out; what remains of a single one is 0. */
export function removingOperand(number: View, gone: Expression): Change {
  const expression = expressionOf(number)
  if (!expression || !editableSpan(expression)) return undefined
  const isKept = operandsOf(expression).map((operand) => operand !== gone)
  return isKept.includes(false) ? keeping(expression, isKept) : undefined
}

function keeping(expression: Expression, isKept: readonly boolean[]): Change {
  const operands = operandsOf(expression)
  const firstKept = isKept.indexOf(true)
  if (firstKept < 0) return replacing(expression, '0')
  return operands.flatMap((operand, index) => {
    const neighbour = operands[index < firstKept ? index + 1 : index - 1]
    if (isKept[index] || !neighbour) return []
    const [here, there] = [writtenAt(operand), writtenAt(neighbour)]
    const [start, end] = index < firstKept ? [here.start, there.start] : [there.end, here.end]
    return [{ span: span(here.file, start, end), text: '' }]
  })
}

/** As upstream's coding style has it. */
const widestLine = 80

function expressionOf({ node }: View): Expression | undefined {
  return node?.kind === 'scalar' ? node.expression : undefined
}

/** The parts of `A | B | C`. */
export function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '|') return [expression]
  return [...operandsOf(expression.left), ...operandsOf(expression.right)]
}

const looserThanOr: ReadonlySet<string> = new Set(['&&', '||', ','])

function bindsAsTightlyAsOr(expression: Expression): boolean {
  if (expression.kind === 'binary') return !looserThanOr.has(expression.operator)
  return expression.kind !== 'conditional'
}
