/**
 * Changes to the elements of an array. The declared length and the count go with them where they are plain numbers;
 * `ARRAY_SIZE` follows by itself.
 */
import { writtenAt } from '../../c/origin.ts'
import type { ConfigArray, Configuration, Element } from '../../config/model.ts'
import { fieldOf, type Place, type View } from '../../config/view.ts'
import { span, spanText } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import { type Change, together } from './fix.ts'
import {
  beginsLine,
  behindComma,
  endOf,
  endOfLineIfFree,
  hasConditions,
  indentationAt,
  indented,
  lineBreakOf,
  wholeItem,
} from './lines.ts'
import { replacing } from './replacing.ts'

/** Takes an element out of one of the configuration's arrays, which becomes one shorter. */
export function removingItem(array: ConfigArray<Element>, item: Element): Change {
  if (!followsLength(array)) return undefined
  return together(removingElement(item.view), resizing(array, array.declaredLength - 1))
}

/** Adds an element at the end of one of the configuration's arrays, which becomes one longer. */
export function appendingItem(
  configuration: Configuration,
  array: ConfigArray<Element>,
  text: string,
): Change {
  const view = array.member && fieldOf(configuration.view, array.member.name)
  if (!view || !followsLength(array)) return undefined
  return together(appendingElement(view, text), resizing(array, array.writtenLength + 1))
}

/** Takes an element's initialiser out, with the comment that stands before it. Those behind it move up. */
export function removingElement({ node }: View): Change {
  const value = node && editableSpan(node.origin)
  if (!value || node.designator) return undefined
  return [{ span: wholeItem(value), text: '' }]
}

/** Writes another element behind the last one; `text` is `{ … }`, in lines that are indented relatively. */
export function appendingElement({ node }: View, text: string): Change {
  if (node?.kind !== 'array') return undefined
  const last = [...node.children.values()]
    .toSorted((a, b) => writtenAt(a.origin).end - writtenAt(b.origin).end)
    .at(-1)
  const whole = last && editableSpan(last.origin)
  if (!whole) return undefined
  const { file } = whole
  const comma = behindComma(file, whole.end)
  const behind = comma ?? whole.end
  const endOfLine = beginsLine(file, whole.start) ? endOfLineIfFree(file, behind) : undefined
  const missing = comma === undefined ? [{ span: endOf(whole), text: ',' }] : []
  const ending = comma === undefined ? '' : ','
  if (endOfLine === undefined)
    return [...missing, { span: span(file, behind, behind), text: ` ${text}${ending}` }]
  const indentation = indentationAt(file, whole.start)
  const lines = `${lineBreakOf(file)}${indentation}${indented(text, indentation, file)}${ending}`
  return [...missing, { span: span(file, endOfLine, endOfLine), text: lines }]
}

/** Whether all elements up to the last one are written one after another, without designators. */
export function isWithoutGaps({ node }: View): boolean {
  return (
    node?.kind === 'array' &&
    [...node.children].every(([index, child]) => index < node.children.size && !child.designator)
  )
}

/**
 * Corrects the declared length, and the count if it is a number, too; any other count has to measure the array. What is
 * right for the elements that are there now may be wrong for others that depend on conditions.
 */
export function resizing(array: ConfigArray<Element>, length: number): Change {
  const { member, count, declaredLength, writtenLength, place } = array
  if (!member) return undefined
  if (length === declaredLength) return []
  if (0 < writtenLength && hasConditions(writtenAt(place))) return undefined
  if (length < 0 || !isNumber(member.lengthPlace)) return undefined
  const declared = replacing(member.lengthPlace, String(length))
  if (isMeasured(array) || (count.known && count.value === BigInt(length))) return declared
  if (!followsLength(array) || !isNumber(count.place)) return undefined
  return together(declared, replacing(count.place, String(length)))
}

/** Whether all elements are counted. A count that leaves some out may do so on purpose, and nothing tells which. */
function followsLength(array: ConfigArray<Element>): boolean {
  const { count, declaredLength } = array
  return isMeasured(array) || (count.known && count.value === BigInt(declaredLength))
}

/** Whether no count is written that would have to be changed with the length. */
function isMeasured({ member, count }: ConfigArray<Element>): boolean {
  return !count.written || (member !== undefined && measures(count.place, member.name))
}

/** Whether the member's name is in the text, as in `ARRAY_SIZE(config.mem_regions)`. */
export function measures(place: Place, name: string): boolean {
  return new RegExp(`\\.\\s*${name}\\b`).test(spanText(writtenAt(place)))
}

function isNumber(place: Place): boolean {
  const written = editableSpan(place)
  return written !== undefined && /^(0[xX])?[0-9a-fA-F]+$/.test(spanText(written))
}
