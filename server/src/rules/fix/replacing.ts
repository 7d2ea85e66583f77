/** Changes to the text at a place: something else is written there, or something more. */
import type { Place } from '../../config/view.ts'
import { span } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import type { Change } from './fix.ts'

/** Replaces the whole of what stands at the place. */
export function replacing(place: Place, text: string): Change {
  const written = editableSpan(place)
  return written && [{ span: written, text }]
}

/** Writes something behind a token that stands in the text as it is. */
export function insertingBehindToken(place: Place, text: string): Change {
  if (place.last.expansion) return undefined
  const { file, end } = place.last
  return [{ span: span(file, end, end), text }]
}
