/**
 * From a place in a text to what is drawn of it on the map, and back. Plain data: nothing here knows VS Code.
 */
import type { MapAnswer, MapThing } from '../../server/src/lsp/messages-map.ts'

export type MapPlace = MapAnswer['places'][number]

interface Position {
  readonly line: number
  readonly character: number
}

/**
 * What is written around a place: the innermost that there is. In a region these are its blocks; elsewhere in a config
 * the head of its column.
 */
export function thingsAt(places: readonly MapPlace[], uri: string, position: Position): readonly MapThing[] {
  const around = places.filter((place) => place.uri === uri && holds(place, position))
  return around
    .filter((place) => !around.some((other) => other !== place && isInside(other, place)))
    .flatMap(({ things }) => things)
}

/** Where a thing is written; undefined for one that no text says. */
export function placeOf(places: readonly MapPlace[], { kind, index }: MapThing): MapPlace | undefined {
  return places.find(({ things }) => things.some((thing) => thing.kind === kind && thing.index === index))
}

function holds({ range: { start, end } }: MapPlace, position: Position): boolean {
  return isUpTo(start, position) && isUpTo(position, end)
}

/** Whether one is a part of the other, and not the same. */
function isInside({ range: inner }: MapPlace, { range: outer }: MapPlace): boolean {
  const isPart = isUpTo(outer.start, inner.start) && isUpTo(inner.end, outer.end)
  return isPart && !(isUpTo(inner.start, outer.start) && isUpTo(outer.end, inner.end))
}

function isUpTo(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character)
}
