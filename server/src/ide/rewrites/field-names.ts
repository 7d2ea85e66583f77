/**
 * Naming the fields of a struct that was initialised by position: `{ 0x1000, 0x2000 }` becomes
 * `{ .phys_start = 0x1000, .virt_start = 0x2000 }`. Names are put in and nothing else is touched, so that the image
 * stays as it is, and comments where they are.
 */
import type { Initialised, InitialisedArray, InitialisedRecord } from '../../c/initialised.ts'
import { editableSpan } from '../../rules/fix/editable.ts'
import type { SourceFile } from '../../text/source-file.ts'
import type { TextEdit } from '../../text/edit.ts'
import { contains, type Span, span, spanText } from '../../text/span.ts'
import { endOf, nameOfTrail, type Trail } from '../trail.ts'
import { bracesSpan, type Rewrite } from './rewrite.ts'

/** For the innermost struct around the cursor whose fields lack names, and for the innermost array of structs. */
export function fieldNames(trails: readonly Trail[], file: SourceFile): readonly Rewrite[] {
  const element = named(trails, (trail) => namesIn(endOf(trail).view.node, file))
  const array = named(trails, (trail) => {
    const { node } = endOf(trail).view
    return node?.kind === 'array' ? namesInElements(node, file) : []
  })
  const hasOthers = array && element?.edits.length !== array.edits.length
  return [
    ...(element ? [{ ...element, kind: 'refactor.rewrite.designators.element' } as const] : []),
    ...(array && hasOthers ? [{ ...array, kind: 'refactor.rewrite.designators.array' } as const] : []),
  ]
}

function named(
  trails: readonly Trail[],
  editsIn: (trail: Trail) => readonly TextEdit[],
): Omit<Rewrite, 'kind'> | undefined {
  for (const trail of trails.toReversed()) {
    const edits = editsIn(trail)
    if (0 < edits.length) return { title: `Name the fields of \`${nameOfTrail(trail)}\``, edits }
  }
  return undefined
}

/** An array of more elements is no list that a person has written by position. */
const mostElements = 2000

function namesInElements({ origin, children }: InitialisedArray, file: SourceFile): readonly TextEdit[] {
  if (!bracesSpan(origin, file) || mostElements < children.size) return []
  return [...children.values()].flatMap((element) => namesIn(element, file))
}

/** None where all fields have names, and where one of them cannot be named. */
function namesIn(node: Initialised | undefined, file: SourceFile): readonly TextEdit[] {
  const braces = node && bracesSpan(node.origin, file)
  if (node?.kind !== 'record' || !braces || isZero(node, braces)) return []
  const nameless = [...node.children].filter(([, { designator }]) => !designator)
  const found = nameless.flatMap(([index, value]) => {
    const name = node.type.body?.members[index]?.name
    const place = placeOf(value, file)
    return name !== undefined && place && contains(braces, place) ? [{ name, place }] : []
  })
  const areAll = found.length === nameless.length && areApart(found.map(({ place }) => place))
  if (!areAll) return []
  return found.map(({ name, place: { start } }) => ({ span: span(file, start, start), text: `.${name} = ` }))
}

/** Where a value stands that a name can be put in front of; what has left out its braces is none. */
function placeOf({ kind, origin }: Initialised, file: SourceFile): Span | undefined {
  return kind === 'scalar' || kind === 'string' ? editableSpan(origin) : bracesSpan(origin, file)
}

/** `{ 0 }` is C's way to say that there is nothing in it. */
function isZero({ children }: InitialisedRecord, braces: Span): boolean {
  return children.size === 1 && /^\{\s*0\s*,?\s*\}$/.test(spanText(braces))
}

/** A macro that stands for several values has them all at one place. */
function areApart(places: readonly Span[]): boolean {
  const inOrder = places.toSorted((a, b) => a.start - b.start)
  return inOrder.every(({ start }, at) => (inOrder[at - 1]?.end ?? 0) <= start)
}
