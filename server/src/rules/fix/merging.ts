/**
 * Making one array of two: what stands between the braces of the second one goes behind the last element of the first,
 * as it is, and the rest of the second one goes away.
 */
import { writtenAt } from '../../c/origin.ts'
import type { ConfigArray, Configuration, Element, WrapperMember } from '../../config/model.ts'
import { fieldOf, type View, writtenLengthOf } from '../../config/view.ts'
import { contains, type Span, span, spanText } from '../../text/span.ts'
import { declarationOf, isMentioned, removingDeclaration } from './declarations.ts'
import { editableSpan } from './editable.ts'
import { isWithoutGaps } from './elements.ts'
import { removingField } from './fields.ts'
import { type Change, together } from './fix.ts'
import { beginsLine, behindComma, endOf, endOfLineIfFree, indentationAt, lineBreakOf } from './lines.ts'
import { replacing } from './replacing.ts'

/**
 * Only where both arrays are written whole, one element after another, and nothing but the count mentions the second.
 * @param array the one that stays, and its count
 */
export function mergingInto(
  configuration: Configuration,
  array: ConfigArray<Element>,
  second: WrapperMember,
): Change {
  const { member: first, count, declaredLength } = array
  const [kept, gone] = [first, second].map((member) => member && fieldOf(configuration.view, member.name))
  const declaration = declarationOf(second.place.first, configuration)
  const { tokens, macros } = configuration.translation.preprocessed
  if (!first || !kept || !gone?.designator || !declaration || !count.written || !macros.has('ARRAY_SIZE'))
    return undefined
  if (![kept, gone].every(isWholeArray)) return undefined
  const counting = writtenAt(count.place)
  const others = tokens.filter((token) => !contains(counting, writtenAt({ first: token, last: token })))
  if (isMentioned(others, second.name, [second.place.first, gone.designator.first])) return undefined
  const length = spanText(writtenAt(first.lengthPlace))
  if (!/^\d+$/.test(length) || Number(length) !== declaredLength) return undefined
  const total = declaredLength + writtenLengthOf(gone)
  return together(
    removingDeclaration(declaration),
    removingField(configuration.view, second.name),
    appendingAll(kept, gone),
    replacing(first.lengthPlace, String(total)),
    replacing(count.place, `ARRAY_SIZE(${configuration.place.first.text}.${first.name})`),
  )
}

function isWholeArray(view: View): boolean {
  const { type } = view
  return type.kind === 'array' && writtenLengthOf(view) === type.length && isWithoutGaps(view)
}

function appendingAll({ node: kept }: View, { node: gone }: View): Change {
  const whole = gone && editableSpan(gone.origin)
  const last = kept?.kind === 'array' ? kept.children.get(kept.children.size - 1) : undefined
  const end = last && editableSpan(last.origin)
  const inner = whole && /^\{([^]*)\}$/.exec(spanText(whole))?.[1]
  if (!end || inner === undefined || /^[ \t]*#/m.test(inner)) return undefined
  const comma = behindComma(end.file, end.end)
  const text = textBehind(end, comma ?? end.end, inner)
  if (!text) return undefined
  return [...(comma === undefined ? [{ span: endOf(end), text: ',' }] : []), text]
}

/** Lines go behind the line of the last element; what is written on one line goes there as well. */
function textBehind(last: Span, behind: number, inner: string): { span: Span; text: string } | undefined {
  const { file } = last
  const endOfLine = beginsLine(file, last.start) ? endOfLineIfFree(file, behind) : undefined
  if (endOfLine === undefined || !inner.includes('\n')) {
    if (inner.includes('//')) return undefined
    return { span: span(file, behind, behind), text: ` ${inner.trim()}` }
  }
  const onNewLine = /^[ \t]*(?=\r?\n)/.exec(inner)
  const lead = onNewLine ? '' : `${lineBreakOf(file)}${indentationAt(file, last.start)}`
  const text = onNewLine ? inner.slice(onNewLine[0].length) : inner.trimStart()
  return { span: span(file, endOfLine, endOfLine), text: `${lead}${text.trimEnd()}` }
}
