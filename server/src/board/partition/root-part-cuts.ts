/**
 * Ways of root, cut wherever the circumstances change under which they are there: one sweep over what cells take.
 */
import { intersection, type Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import type { Interceptor } from './interceptors.ts'
import { type RangeIndex, rangeIndex } from './range-index.ts'
import type { Reach } from './reach.ts'
import type { Taking, Takings } from './root-takings.ts'

/** A way of root, in a range in which all of it is there or none. */
export interface RootPart {
  readonly way: Reach
  /** The cells whose creation takes it away. */
  readonly takenBy: readonly Cell[]
  /** Where it is not there from the beginning: the cells of which one has to be created. */
  readonly givenBy: readonly Cell[] | undefined
  /**
   * Of an emulated way, the interceptor that has to be found at its first guest address. Undefined where interceptors
   * do not overlap: whoever takes this one is listed.
   */
  readonly trap: Interceptor | undefined
}

/** A way, and what has to become of the page at the same place: nothing may take it, something has to, or either. */
export interface WayPiece {
  readonly way: Reach
  readonly page: 'there' | 'gone' | 'either'
  /** Whether it is an entry in the separate table of devices. */
  readonly isEntry: boolean
  readonly trap: Interceptor | undefined
}

/** What cells take of root's guest addresses, and where the table of interceptors changes. */
export interface Takers {
  readonly pages: RangeIndex<Taken>
  readonly entries: RangeIndex<Taken>
  readonly interceptors: RangeIndex<Interceptor>
}

interface Taken {
  readonly range: Range
  readonly cell: Cell
}

export function takersOf(takings: Takings, interceptors: readonly Interceptor[]): Takers {
  const of = (ranges: (taking: Taking) => readonly Range[]): RangeIndex<Taken> => {
    const all = [...takings].flatMap(([cell, taking]) => ranges(taking).map((range) => ({ range, cell })))
    return rangeIndex(all, ({ range }) => range)
  }
  return {
    pages: of(({ pages }) => pages),
    entries: of(({ deviceEntries }) => deviceEntries),
    interceptors: rangeIndex(interceptors, ({ range }) => range),
  }
}

/** The parts of a piece that can be there at all, by rising address. */
export function partsOf({ way, page, isEntry, trap }: WayPiece, takers: Takers): readonly RootPart[] {
  const slices = slicesOf(way.guest, {
    pages: page === 'either' ? [] : takers.pages.overlapping(way.guest),
    entries: isEntry ? takers.entries.overlapping(way.guest) : [],
    interceptors: trap ? takers.interceptors.overlapping(way.guest) : [],
  })
  return slices.flatMap(({ guest, pages, entries }) => {
    if (page === 'gone' && pages.every((cell) => entries.includes(cell))) return []
    const takenBy = page === 'there' ? pages : entries
    return [{ way: narrowed(way, guest), takenBy, givenBy: page === 'gone' ? pages : undefined, trap }]
  })
}

/** A range in which the same cells take the pages and the entries. */
interface Slice {
  readonly guest: Range
  readonly pages: readonly Cell[]
  readonly entries: readonly Cell[]
}

interface Over {
  readonly pages: readonly Taken[]
  readonly entries: readonly Taken[]
  /** At their borders a slice ends in any case: another one may be found there. */
  readonly interceptors: readonly Interceptor[]
}

function slicesOf(range: Range, over: Over): readonly Slice[] {
  const [pages, entries] = [new Map<Cell, number>(), new Map<Cell, number>()]
  const forced = new Set(over.interceptors.flatMap((one) => [one.range.start, one.range.end]))
  const borders = [
    ...bordersOf(range, over.pages, pages),
    ...bordersOf(range, over.entries, entries),
    ...[...forced].filter((at) => range.start < at && at < range.end).map((at) => ({ at, apply: nothing })),
    { at: range.end, apply: nothing },
  ].toSorted((a, b) => (a.at < b.at ? -1 : b.at < a.at ? 1 : 0))
  const slices: Slice[] = []
  let from = range.start
  for (const { at, apply } of borders) {
    if (from < at) {
      const slice = {
        guest: { start: from, end: at },
        pages: [...pages.keys()],
        entries: [...entries.keys()],
      }
      const last = slices.at(-1)
      if (last && !forced.has(from) && isAlike(last, slice))
        slices[slices.length - 1] = { ...last, guest: { start: last.guest.start, end: at } }
      else slices.push(slice)
      from = at
    }
    apply()
  }
  return slices
}

interface Border {
  readonly at: bigint
  readonly apply: () => void
}

/** @param open how many ranges of each cell are open; a cell without any is not in it */
function bordersOf(range: Range, taken: readonly Taken[], open: Map<Cell, number>): readonly Border[] {
  return taken.flatMap(({ range: whole, cell }) => {
    const part = intersection(whole, range)
    if (!part) return []
    const change = (by: number): void => {
      const count = (open.get(cell) ?? 0) + by
      if (count === 0) open.delete(cell)
      else open.set(cell, count)
    }
    return [
      { at: part.start, apply: () => change(1) },
      { at: part.end, apply: () => change(-1) },
    ]
  })
}

function nothing(): void {
  // A border at which no cell begins or ends.
}

function isAlike(a: Slice, b: Slice): boolean {
  return isSameList(a.pages, b.pages) && isSameList(a.entries, b.entries)
}

function isSameList(a: readonly Cell[], b: readonly Cell[]): boolean {
  return a.length === b.length && a.every((cell) => b.includes(cell))
}

function narrowed(way: Reach, guest: Range): Reach {
  const shift = way.physical.start - way.guest.start
  return { ...way, guest, physical: { start: guest.start + shift, end: guest.end + shift } }
}
