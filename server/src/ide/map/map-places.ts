/**
 * What is drawn, and where it is written: for whoever goes from a map to the sources and back. Both ways lead through
 * the same list.
 */
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { Span } from '../../text/span.ts'
import type { Thing } from './drawing.ts'
import type { Lane } from './lanes.ts'
import type { MapDrawing } from './layout.ts'
import { itemsOf } from './layout-strips.ts'

export interface MapPlace {
  readonly span: Span
  /** What of a drawing is written there. */
  readonly things: readonly Thing[]
}

/** Every place that something of a switchable drawing is written at, once. A thing may be written at several. */
export function mapPlacesOf({ map, blocks }: MapDrawing): readonly MapPlace[] {
  const found = new Map<string, { readonly span: Span; readonly things: Thing[] }>()
  const add = (span: Span | undefined, thing: Thing): void => {
    // What is built into Warden is in no file.
    if (!span?.file.path.startsWith('/')) return
    const key = `${span.file.path} ${span.start} ${span.end}`
    const entry = found.get(key) ?? { span, things: [] }
    entry.things.push(thing)
    found.set(key, entry)
  }
  const addOrigin = (origin: Origin, thing: Thing): void => add(writtenAt(origin), thing)
  for (const [index, { piece }] of blocks.entries())
    if (piece.holding.region) addOrigin(piece.holding.region.place, { kind: 'block', index })
  for (const [index, { places }] of itemsOf(map.strips.all).entries())
    for (const place of places) addOrigin(place, { kind: 'item', index })
  for (const [index, { place }] of map.keepings.entries()) addOrigin(place, { kind: 'keeping', index })
  for (const [index, lane] of map.lanes.entries()) add(wholeOf(lane), { kind: 'head', index })
  return [...found.values()]
}

/** The definition of a cell's configuration; of an image the listing. */
function wholeOf({ cell }: Lane): Span | undefined {
  const { file, place, translation } = cell.configuration
  const object = translation.objects.find(({ name }) => name === place.first)
  return object ? writtenAt(object) : { file, start: 0, end: file.text.length }
}
