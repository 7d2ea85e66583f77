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
import { type Mapping, physicalOf } from './mapping.ts'
import { overlay, type Patch } from './painting.ts'
import { type RangeIndex, rangeIndex } from './range-index.ts'
import type { GuestSpace } from './guest-space.ts'
import { deviceWays, emulatedWays, pageWays, permitsAnything, type Presence, type Reach } from './reach.ts'
import { partsOf, type RootPart, takersOf, type WayPiece } from './root-part-cuts.ts'
import { type DevicesOfRoot, type Takings, takeTables } from './root-takings.ts'

export interface RootParts {
  readonly parts: readonly RootPart[]
  /** Root's interceptors while it is alone, sorted. */
  readonly interceptors: readonly Interceptor[]
  readonly takings: Takings
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
  takings: Takings,
  devices: DevicesOfRoot,
): RootParts {
  const takers = takersOf(takings, interceptors)
  const addresses = haveOverlaps(interceptors) ? undefined : takenAddresses(takings)
  const parts: RootPart[] = []
  for (const piece of piecesOf(root, interceptors, iommus)) {
    if (mostParts < parts.length) break
    const found = partsOf(piece, takers)
    parts.push(...(addresses ? found.flatMap((part) => withoutTrap(part, addresses)) : found))
  }
  const after = (created: readonly Cell[]): ReadonlySet<RootPart> => {
    const table = tableAfter(interceptors, created, takings, devices)
    const all = new Set(created)
    const isCreated = (cell: Cell): boolean => all.has(cell)
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
  takings: Takings,
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
function withoutTrap(part: RootPart, addresses: RangeIndex<TakenAddress>): readonly RootPart[] {
  const { trap, takenBy, givenBy } = part
  if (!trap) return [part]
  const takers = addresses.overlapping(trap.range).map(({ cell }) => cell)
  const all = [...new Set([...takenBy, ...takers])]
  if (givenBy?.every((cell) => all.includes(cell))) return []
  return [{ ...part, takenBy: all, trap: undefined }]
}

interface TakenAddress {
  readonly cell: Cell
  readonly range: Range
}

/** The addresses at which each cell takes the interceptor that it finds. */
function takenAddresses(takings: Takings): RangeIndex<TakenAddress> {
  const all = [...takings].flatMap(([cell, { devices, interceptorsAt }]) =>
    [...devices.flatMap(({ table }) => table ?? []), ...interceptorsAt].map((at) => ({
      cell,
      range: { start: at, end: at + 1n },
    })),
  )
  return rangeIndex(all, ({ range }) => range)
}

function piecesOf(root: Presence, interceptors: readonly Interceptor[], iommus: Iommus): readonly WayPiece[] {
  const pages = rangeIndex(root.space.mapped, ({ range }) => range)
  const ways = pageWays(root, iommus).map((way): WayPiece => {
    return { way, page: 'there', isEntry: false, trap: undefined }
  })
  const all = [
    ...ways,
    ...entryPieces(root, iommus),
    ...interceptors.flatMap((one) => trapPieces(root, one, pages)),
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
function trapPieces(
  { cell, isRunning, space }: Presence,
  trap: Interceptor,
  pages: RangeIndex<Patch<Mapping>>,
): readonly WayPiece[] {
  return overlay([{ range: trap.range, paint: trap }], pages.overlapping(trap.range)).flatMap(
    ({ range, a: paint, b: page }) => {
      const ways = (mapped: GuestSpace['mapped']): readonly Reach[] =>
        emulatedWays({ cell, isRunning, space: { ...space, mapped, trapped: [{ range, paint }] } })
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
