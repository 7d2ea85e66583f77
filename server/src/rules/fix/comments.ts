/** Writing a comment above something that has a name. */
import type { View } from '../../config/view.ts'
import { span } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import type { Change } from './fix.ts'
import { beginsLine, indentationAt, lineBreakOf, withDot } from './lines.ts'

/** On a line of its own, where the field begins one. */
export function commentingAbove({ designator }: View, text: string): Change {
  const name = designator && editableSpan(designator)
  if (!name) return undefined
  const { file, start } = withDot(name)
  const behind = beginsLine(file, start) ? `${lineBreakOf(file)}${indentationAt(file, start)}` : ' '
  return [{ span: span(file, start, start), text: `/* ${text} */${behind}` }]
}
