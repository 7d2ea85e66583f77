/** The change that writes something else in the place of an expression. */
import type { Place } from '../../config/view.ts'
import { editableSpan } from './editable.ts'
import type { Change } from './fix.ts'

/** Replaces the whole of what stands at the place. */
export function replacing(place: Place, text: string): Change {
  const span = editableSpan(place)
  return span && [{ span, text }]
}
