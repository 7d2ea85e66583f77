/**
 * Changes to the fields of a struct: one is set, inserted or taken out, in the manner in which its neighbours are
 * written: in braces or as `.cell.field`, on a line of its own or behind the last one.
 */
import type { Initialised } from '../../c/initialised.ts'
import { writtenAt } from '../../c/origin.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { hull, type Span, span, spanText } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import type { Change } from './fix.ts'
import {
  beginsLine,
  behindComma,
  endOf,
  endOfLineIfFree,
  indentationAt,
  lineBreakOf,
  wholeItem,
  withDot,
} from './lines.ts'
import { replacing } from './replacing.ts'

/** Gives a field a value: instead of the one that it has, or as a new one behind `after`, or else behind the last. */
export function settingField(record: View, field: string, text: string, after?: string): Change {
  const view = fieldOf(record, field)
  if (!view) return undefined
  return view.node ? replacing(view.node.origin, text) : addingField(record, field, text, after)
}

/** Writes a field that its struct may have yet to get, behind `after`, or else behind the last one. */
export function addingField(record: View, field: string, text: string, after?: string): Change {
  const sibling =
    (after === undefined ? undefined : itemOf(fieldOf(record, after)?.node)) ?? lastItemOf(record)
  return sibling && insertingBehind(sibling, `${sibling.prefix}.${field} = ${text}`)
}

/** Takes a field out, with its comma and its line. */
export function removingField(record: View, field: string): Change {
  const item = itemOf(fieldOf(record, field)?.node)
  return item && [{ span: wholeItem(item.whole), text: '' }]
}

/** A field as it is written. */
interface Item {
  /** Designator and value. */
  readonly whole: Span
  /** What stands before the field's name in its designator: empty, or `.cell` in `.cell.flags`. */
  readonly prefix: string
}

function itemOf(node: Initialised | undefined): Item | undefined {
  if (!node?.designator) return undefined
  const [name, value] = [editableSpan(node.designator), editableSpan(node.origin)]
  if (!name || !value || value.file !== name.file || value.start < name.end) return undefined
  const outer = spanText(name).replace(/\s*\.?\s*\w+$/, '')
  return { whole: hull(withDot(name), value), prefix: outer === '' ? '' : `.${outer}` }
}

function lastItemOf({ node }: View): Item | undefined {
  if (node?.kind !== 'record') return undefined
  const inOrder = [...node.children.values()].toSorted(
    (a, b) => writtenAt(a.origin).end - writtenAt(b.origin).end,
  )
  return itemOf(inOrder.at(-1))
}

function insertingBehind({ whole }: Item, text: string): Change {
  const { file } = whole
  const comma = behindComma(file, whole.end)
  const endOfLine = beginsLine(file, whole.start) ? endOfLineIfFree(file, comma ?? whole.end) : undefined
  if (endOfLine === undefined) {
    const inserted = comma === undefined ? `, ${text}` : ` ${text},`
    return [{ span: comma === undefined ? endOf(whole) : span(file, comma, comma), text: inserted }]
  }
  const line = `${lineBreakOf(file)}${indentationAt(file, whole.start)}${text}`
  const at = span(file, endOfLine, endOfLine)
  if (comma !== undefined) return [{ span: at, text: `${line},` }]
  return [
    { span: endOf(whole), text: ',' },
    { span: at, text: line },
  ]
}
