/**
 * An element of an array written several times, each time a little different: with the comment in front of it, its flags
 * and its layout. This file knows how elements are written, not what they are.
 */
import type { ConfigArray, Configuration, Element } from '../../config/model.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { type TextEdit, withEdits } from '../../text/edit.ts'
import { startOfLineAt } from '../../text/source-file.ts'
import { contains, type Span, span, spanText } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import { removingElement } from './elements.ts'
import type { Change } from './fix.ts'
import { beginsLine, behindComma, endOf, endOfLineIfFree, lineBreakOf } from './lines.ts'

/**
 * Writes an element as often as there are changes to it: with the first one in its place, with the others behind. None
 * takes it out. The length of the array is for `array-growth.ts` to change.
 */
export function repeating(
  configuration: Configuration,
  array: ConfigArray<Element>,
  { view }: Element,
  changes: readonly Change[],
): Change {
  const [first, ...others] = changes
  const element = elementOfItsOwn(view)
  if (!element) return undefined
  if (first && others.length === 0) return first
  if (!isWithoutDesignators(configuration, array)) return undefined
  if (changes.length === 0) return removingElement(view)
  const texts = others.flatMap((change) => copyOf(element, change) ?? [])
  return first && texts.length === others.length ? [...first, ...insertingBehind(element, texts)] : undefined
}

/** The braces of an element that stands in the file as it is. */
function elementOfItsOwn({ node }: View): Span | undefined {
  if (node?.kind !== 'record' || node.designator) return undefined
  const { first, last } = node.origin
  return first.text === '{' && last.text === '}' ? editableSpan(node.origin) : undefined
}

/** Whether each element of the array is where the one before it ends. */
function isWithoutDesignators({ view }: Configuration, { member }: ConfigArray<Element>): boolean {
  const node = member && fieldOf(view, member.name)?.node
  return node?.kind === 'array' && [...node.children.values()].every(({ designator }) => !designator)
}

/** The element's text, and the comment in front of it on its line, after some edits in it. */
function copyOf(element: Span, edits: Change): string | undefined {
  const whole = withComment(element)
  if (!edits?.every((edit) => contains(whole, edit.span))) return undefined
  const inside = edits.map(({ span: { file, start, end }, text }) => ({
    span: span(file, start - whole.start, end - whole.start),
    text,
  }))
  return withEdits(spanText(whole), inside)
}

function withComment(element: Span): Span {
  const { file, start, end } = element
  if (!beginsLine(file, start)) return element
  const line = startOfLineAt(file.text, start)
  const blank = /^[ \t]*/.exec(file.text.slice(line, start))?.[0].length ?? 0
  return span(file, line + blank, end)
}

/** Behind its comma, on lines of their own where the element has such. */
function insertingBehind(element: Span, texts: readonly string[]): readonly TextEdit[] {
  const { file, start, end } = element
  const comma = behindComma(file, end)
  const behind = comma ?? end
  const endOfLine = beginsLine(file, start) ? endOfLineIfFree(file, behind) : undefined
  const between = endOfLine === undefined ? ' ' : `${lineBreakOf(file)}${indentationOf(withComment(element))}`
  const at = span(file, endOfLine ?? behind, endOfLine ?? behind)
  const inserted = texts.map((text) => `${between}${text}`).join(',')
  return comma === undefined
    ? [
        { span: endOf(element), text: ',' },
        { span: at, text: inserted },
      ]
    : [{ span: at, text: `${inserted},` }]
}

function indentationOf({ file, start }: Span): string {
  return spanText(span(file, startOfLineAt(file.text, start), start))
}
