/**
 * What root has with any choice of cells: every way that it has or may come to have, each with the circumstances under
 * which it is there. The simulation (`root-view.ts`) plays one history; this is for whoever wants to know about all
 * choices without playing each.
 *
 * Creating a cell only takes, and what it takes of the tables does not depend on what is left of them
 * (`root-takings.ts`). So a page of root is there as long as no created cell takes it; an entry of its devices' table
 * likewise, and as a way of its own where the page beside it is gone; an emulated access has the rights that the page
 * over it leaves. Which interceptor is found depends on all that are left where some overlap each other, which is a
 * fault by itself: then, and only then, taking them is played through.
 */
import type { Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import type { Iommus } from './dma.ts'
import { type Interceptor, type InterceptorTable, interceptorAt, unregister } from './interceptors.ts'
import { physicalOf } from './mapping.ts'
import { overlay } from './painting.ts'
import { type RangeIndex, rangeIndex } from './range-index.ts'
import type { GuestSpace } from './guest-space.ts'
import { deviceWays, emulatedWays, pageWays, permitsAnything, type Presence, type Reach } from './reach.ts'
import { type DevicesOfRoot, type Taking, takeTables } from './root-takings.ts'

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

export interface RootParts {
  readonly parts: readonly RootPart[]
  /** Root's interceptors while it is alone, sorted. */
  readonly interceptors: readonly Interceptor[]
  readonly takings: ReadonlyMap<Cell, Taking>
  /** The parts that are there when these cells have been created, in this order. */
  readonly with: (created: readonly Cell[]) => ReadonlySet<RootPart>
  /** False when there are more than a machine has; then some are missing. */
  readonly isComplete: boolean
}

/** @param root as it is while it is alone; the interceptors in their order */
export function rootPartsOf(
  root: Presence,
  interceptors: readonly Interceptor[],
  iommus: Iommus,
  takings: RootParts['takings'],
  devices: DevicesOfRoot,
): RootParts {
  const takers = takersOf(takings, interceptors)
  const isClear = !haveOverlaps(interceptors)
  const parts: RootPart[] = []
  for (const piece of piecesOf(root, interceptors, iommus)) {
    if (mostParts < parts.length) break
    const found = partsOf(piece, takers)
    parts.push(...(isClear ? found.flatMap((part) => withoutTrap(part, takings)) : found))
  }
  const after = (created: readonly Cell[]): ReadonlySet<RootPart> => {
    const table = tableAfter(interceptors, created, takings, devices)
    const isCreated = (cell: Cell): boolean => created.includes(cell)
    return new Set(
      parts.filter(
        ({ way, takenBy, givenBy, trap }) =>
          !takenBy.some(isCreated) &&
          (givenBy?.some(isCreated) ?? true) &&
          (!trap || interceptorAt(table, way.guest.start) === trap),
      ),
    )
  }
  return { parts, interceptors, takings, with: after, isComplete: parts.length <= mostParts }
}

/** No machine gets there: it takes hundreds of regions of root over each of hundreds of cells. */
const mostParts = 100_000

/** The interceptors that are left, as `takeAll` of `root-view.ts` leaves them. */
function tableAfter(
  interceptors: readonly Interceptor[],
  created: readonly Cell[],
  takings: RootParts['takings'],
  devices: DevicesOfRoot,
): InterceptorTable {
  const table = [...interceptors]
  const held = new Set(devices.all)
  for (const cell of created) {
    const taking = takings.get(cell)
    if (!taking) continue
    takeTables(table, taking, held)
    for (const address of taking.interceptorsAt) unregister(table, address)
  }
  return table
}

function haveOverlaps(interceptors: readonly Interceptor[]): boolean {
  let end = 0n
  return interceptors.some(({ range }) => {
    const isOver = range.start < end
    if (end < range.end) end = range.end
    return isOver
  })
}

/** Without overlaps an address takes the interceptor that it lies in, whatever others are left. */
function withoutTrap(part: RootPart, takings: RootParts['takings']): readonly RootPart[] {
  const { trap, takenBy, givenBy } = part
  if (!trap) return [part]
  const takers = [...takings].flatMap(([cell, { devices, interceptorsAt }]) => {
    const addresses = [...devices.flatMap(({ table }) => table ?? []), ...interceptorsAt]
    return addresses.some((at) => trap.range.start <= at && at < trap.range.end) ? [cell] : []
  })
  const all = [...new Set([...takenBy, ...takers])]
  if (givenBy?.every((cell) => all.includes(cell))) return []
  return [{ ...part, takenBy: all, trap: undefined }]
}

/** A way, and what has to become of the page at the same place: nothing may take it, something has to, or either. */
interface WayPiece {
  readonly way: Reach
  readonly page: 'there' | 'gone' | 'either'
  /** Whether it is an entry in the separate table of devices. */
  readonly isEntry: boolean
  readonly trap: Interceptor | undefined
}

function piecesOf(root: Presence, interceptors: readonly Interceptor[], iommus: Iommus): readonly WayPiece[] {
  const pages = pageWays(root, iommus).map((way): WayPiece => {
    return { way, page: 'there', isEntry: false, trap: undefined }
  })
  const all = [
    ...pages,
    ...entryPieces(root, iommus),
    ...interceptors.flatMap((one) => trapPieces(root, one)),
  ]
  return all.filter(({ way }) => permitsAnything(way))
}

/** Where the page beside an entry leads to the same memory, the entry is a mark on that as long as it is there. */
function entryPieces({ space, devices, ...root }: Presence, iommus: Iommus): readonly WayPiece[] {
  return overlay(devices, space.mapped).flatMap(({ range, a: paint, b: mapping }) => {
    const physical = physicalOf(paint, range)?.start
    const isMark = mapping !== undefined && physicalOf(mapping, range)?.start === physical
    const alone = { ...root, space: { ...space, mapped: [] }, devices: [{ range, paint }] }
    return deviceWays(alone, iommus).map((way): WayPiece => {
      return { way, page: isMark ? 'gone' : 'either', isEntry: true, trap: undefined }
    })
  })
}

/** An emulated access has what the page over it refuses; without the page, all that the region permits. */
function trapPieces({ cell, isRunning, space }: Presence, trap: Interceptor): readonly WayPiece[] {
  return overlay([{ range: trap.range, paint: trap }], space.mapped).flatMap(
    ({ range, a: paint, b: page }) => {
      const ways = (pages: GuestSpace['mapped']): readonly Reach[] =>
        emulatedWays({ cell, isRunning, space: { ...space, mapped: pages, trapped: [{ range, paint }] } })
      const [below, free] = [ways(page ? [{ range, paint: page }] : []), ways([])]
      const isSame = below.every((way, index) => sameRights(way, free[index]))
      return isSame
        ? trapped(free, 'either', trap)
        : [...trapped(below, 'there', trap), ...trapped(free, 'gone', trap)]
    },
  )
}

function trapped(ways: readonly Reach[], page: WayPiece['page'], trap: Interceptor): readonly WayPiece[] {
  return ways.map((way) => ({ way, page, isEntry: false, trap }))
}

function sameRights(a: Reach, b: Reach | undefined): boolean {
  return a.read === b?.read && a.write === b.write
}

/** A range of root's guest addresses that a cell takes, or where the table of interceptors changes. */
interface Border {
  readonly range: Range
  readonly cell: Cell | undefined
}

interface Takers {
  readonly pages: RangeIndex<Border>
  readonly entries: RangeIndex<Border>
  readonly interceptors: RangeIndex<Border>
}

function takersOf(takings: RootParts['takings'], interceptors: readonly Interceptor[]): Takers {
  const of = (ranges: (taking: Taking) => readonly Range[]): RangeIndex<Border> => {
    const all = [...takings].flatMap(([cell, taking]) => ranges(taking).map((range) => ({ range, cell })))
    return rangeIndex(all, ({ range }) => range)
  }
  return {
    pages: of(({ pages }) => pages),
    entries: of(({ deviceEntries }) => deviceEntries),
    interceptors: rangeIndex(
      interceptors.map(({ range }) => ({ range, cell: undefined })),
      ({ range }) => range,
    ),
  }
}

/** A piece, cut where its circumstances change. */
function partsOf({ way, page, isEntry, trap }: WayPiece, takers: Takers): readonly RootPart[] {
  const onPages = page === 'either' ? [] : takers.pages.overlapping(way.guest)
  const onEntries = isEntry ? takers.entries.overlapping(way.guest) : []
  const others = trap ? takers.interceptors.overlapping(way.guest) : []
  const parts: RootPart[] = []
  for (const guest of cutAt(way.guest, [...onPages, ...onEntries, ...others])) {
    const takersOfPage = cellsAt(onPages, guest)
    if (page === 'gone' && takersOfPage.length === 0) continue
    const takenBy = page === 'there' ? takersOfPage : cellsAt(onEntries, guest)
    const givenBy = page === 'gone' ? takersOfPage : undefined
    if (givenBy?.every((cell) => takenBy.includes(cell))) continue
    parts.push({ way: narrowed(way, guest), takenBy, givenBy, trap })
  }
  return merged(parts, others)
}

function cutAt(range: Range, borders: readonly Border[]): readonly Range[] {
  const inside = borders
    .flatMap((border) => [border.range.start, border.range.end])
    .filter((at) => range.start < at && at < range.end)
  const cuts = [...new Set([range.start, ...inside, range.end])].toSorted((a, b) => (a < b ? -1 : 1))
  return cuts.slice(0, -1).map((start, index) => ({ start, end: cuts[index + 1] ?? range.end }))
}

/** Each once, in the order of the cells of the board. */
function cellsAt(borders: readonly Border[], { start }: Range): readonly Cell[] {
  const found = borders.filter(({ range }) => range.start <= start && start < range.end)
  return [...new Set(found.flatMap(({ cell }) => cell ?? []))]
}

function narrowed(way: Reach, guest: Range): Reach {
  const shift = way.physical.start - way.guest.start
  return { ...way, guest, physical: { start: guest.start + shift, end: guest.end + shift } }
}

/** What was cut without need is put together; at these borders another interceptor may be found. */
function merged(parts: readonly RootPart[], borders: readonly Border[]): readonly RootPart[] {
  const isBorder = (at: bigint): boolean =>
    borders.some(({ range }) => range.start === at || range.end === at)
  const result: RootPart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    const goesOn =
      last &&
      last.way.guest.end === part.way.guest.start &&
      !isBorder(part.way.guest.start) &&
      isSameList(last.takenBy, part.takenBy) &&
      isSameList(last.givenBy ?? [], part.givenBy ?? [])
    if (goesOn)
      result[result.length - 1] = {
        ...part,
        way: narrowed(last.way, { start: last.way.guest.start, end: part.way.guest.end }),
      }
    else result.push(part)
  }
  return result
}

function isSameList(a: readonly Cell[], b: readonly Cell[]): boolean {
  return a.length === b.length && a.every((cell) => b.includes(cell))
}
