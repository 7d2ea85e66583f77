/**
 * The parts of a config whose text holds an offset. Unlike `cursor.ts` this also answers between tokens: in white
 * space, in comments, on commas.
 */
import { writtenAt } from '../../c/origin.ts'
import { hull, type Span } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import { endOf, type Trail, trailTo } from '../trail.ts'
import { partsWritten } from '../written-parts.ts'

/** The trails from an object of the file down to the innermost part around the offset; none outside of all objects. */
export function trailsAround(
  { file, translation, configurations }: Analysed,
  offset: number,
): readonly Trail[] {
  const object = translation.objects.find(({ first, last }) => {
    return first.file === file && last.file === file && first.start <= offset && offset <= last.end
  })
  const trails = object ? [trailTo(object, configurations)] : []
  for (let outer = trails[0]; outer; ) {
    const inner = narrowest(partsWritten(outer).filter((part) => holds(textOf(part), offset)))
    const { file: where } = textOf(inner ?? outer)
    outer = inner && where === file ? inner : undefined
    if (outer) trails.push(outer)
  }
  return trails
}

/** Of `.cell.name = "x", .cpus = { 1 }, .cell.id = 0` the first part has the second one in between. */
function narrowest(parts: readonly Trail[]): Trail | undefined {
  return parts.toSorted((a, b) => lengthOf(textOf(a)) - lengthOf(textOf(b)))[0]
}

function lengthOf({ start, end }: Span): number {
  return end - start
}

/** The initialiser of a part with its designator. */
function textOf(trail: Trail): Span {
  const { place, designator } = endOf(trail).view
  const value = writtenAt(place)
  return designator ? hull(writtenAt(designator), value) : value
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end
}
