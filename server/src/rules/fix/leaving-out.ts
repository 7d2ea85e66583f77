/**
 * Fixes that leave a part out of a memory region: what is shown of it are whole pages before and behind, as long as it is
 * mapped; a sub-page region may end anywhere.
 */
import type { Opened } from '../../board/reserved.ts'
import type { ReservedRange } from '../../board/root.ts'
import { widthsOf } from '../../board/trapped-regions.ts'
import { uncovered } from '../../board/uncovered.ts'
import { type LiveRegion, liveRegionsOf } from '../../config/memory.ts'
import { intersection, overlaps, pageSize, pagesOf, type Range, sizeOfRange } from '../../config/range.ts'
import { rangesText, regionText } from '../wording.ts'
import { type Fix, fix } from './fix.ts'
import { type Piece, splitting } from './splitting.ts'

/**
 * Leaves out of a region what it must not show; a region that has nothing else is taken out.
 *
 * @param isHidden whether the range must not be shown at its guest addresses either, whatever is behind them
 */
export function leavingOutReserved<Reserved extends ReservedRange>(
  region: LiveRegion,
  openings: readonly Opened<Reserved>[],
  isHidden: (reserved: Reserved) => boolean,
): readonly Fix[] {
  const holes = openings.flatMap(({ reserved, isPhysical }) => [
    ...(isPhysical ? offsetsIn(region.physical, reserved.range) : []),
    ...(region.isPageMapped && isHidden(reserved) ? offsetsIn(region.guest, reserved.range) : []),
  ])
  if (piecesWithout(region, holes)?.length !== 0)
    return leavingOut(`leave out ${rangesText(openings.map(({ shared }) => shared))}`, region, holes)
  const nothing = splitting(region.configuration, { region: region.region, pieces: [] })
  return fix(`take out ${regionText(region)}, which has nothing else`, 'suggested', nothing)
}

/** Leaves bytes out of a region, counted from its beginning, if anything is left of it then. */
export function leavingOut(title: string, region: LiveRegion, holes: readonly Range[]): readonly Fix[] {
  const pieces = piecesWithout(region, holes)
  return pieces && 0 < pieces.length
    ? fix(title, 'suggested', splitting(region.configuration, { region: region.region, pieces }))
    : []
}

/** A range as bytes from the beginning of a region on, as far as it is in there. */
export function offsetsIn(whole: Range | undefined, range: Range): readonly Range[] {
  const shared = whole && intersection(whole, range)
  return shared ? [{ start: shared.start - whole.start, end: shared.end - whole.start }] : []
}

/**
 * What remains of a region without some of its bytes. Undefined where a part that traps would become one that is mapped:
 * then it would be something else; where the cell begins to run in what would be missing; and where regions overlap.
 */
function piecesWithout(region: LiveRegion, holes: readonly Range[]): readonly Piece[] | undefined {
  const { guest, physical, isPageMapped } = region
  if (!physical || (isPageMapped && physical.start % pageSize !== 0n)) return undefined
  const gone = isPageMapped ? holes.map(pagesOf) : holes
  if (gone.some((hole) => holdsReset(region, hole))) return undefined
  const left = uncovered({ start: 0n, end: sizeOfRange(guest) }, gone)
  const pieces = isPageMapped ? left : left.flatMap((piece) => withinPages(region, piece))
  if (!isPageMapped && pieces.some((piece) => wouldBeMapped(region, piece))) return undefined
  return isOverlaid(region, pieces) ? undefined : pieces
}

/** Whether another region shares addresses with several pieces, as it did with the region: that is to be mended first. */
function isOverlaid(region: LiveRegion, pieces: readonly Range[]): boolean {
  const others = liveRegionsOf(region.configuration).filter((other) => other !== region)
  return others.some((other) =>
    [[region.guest, other.guest] as const, [region.physical, other.physical] as const].some(
      ([own, theirs]) =>
        theirs &&
        1 < pieces.filter((piece) => offsetsIn(own, theirs).some((part) => overlaps(part, piece))).length,
    ),
  )
}

/** A sub-page region that begins inside of a physical page has to end in it (see `subpage-crosses-page`). */
function withinPages(region: LiveRegion, piece: Range): readonly Range[] {
  const start = (region.physical?.start ?? 0n) + piece.start
  const border = piece.start + pageSize - (start % pageSize)
  if (start % pageSize === 0n || piece.end <= border || widthsOf(region).length === 0) return [piece]
  return [
    { start: piece.start, end: border },
    { start: border, end: piece.end },
  ]
}

function wouldBeMapped({ guest }: LiveRegion, piece: Range): boolean {
  return ((guest.start + piece.start) | sizeOfRange(piece)) % pageSize === 0n
}

/** The root cell runs already. */
function holdsReset({ guest, configuration: { kind, cell } }: LiveRegion, hole: Range): boolean {
  const { cpuResetAddress: address } = cell
  if (kind === 'system' || !address.known) return false
  const offset = address.value - guest.start
  return hole.start <= offset && offset < hole.end
}
