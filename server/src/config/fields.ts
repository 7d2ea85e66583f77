/**
 * Numbers out of a view, by field name. A field that the headers in use do not have is unknown, not zero.
 */
import { elementOf, fieldOf, lengthOf, type Scalar, scalarOf, scalarOfField, type View } from './view.ts'

export function scalarField(view: View, name: string): Scalar {
  const scalar = scalarOfField(view, name)
  if (scalar) return scalar
  return { known: false, reason: `this revision has no field \`${name}\``, place: view.place, written: false }
}

/** The numbers of an array field; none where there is no such field. */
export function scalarFields(view: View, name: string): readonly Scalar[] {
  const field = fieldOf(view, name)
  if (!field) return []
  return Array.from({ length: Math.min(lengthOf(field), 64) }, (_, index) =>
    scalarOf(elementOf(field, index) ?? field),
  )
}
