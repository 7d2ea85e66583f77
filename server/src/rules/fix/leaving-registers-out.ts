/**
 * The fix that leaves less than pages out of a mapped region: what else is in these pages can only be shown by sub-page
 * regions, to which every access traps.
 */
import { pageFlagsOf, widthsOf } from '../../board/trapped-regions.ts'
import { uncovered } from '../../board/uncovered.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { encloses, intersection, pageSize, pagesOf, type Range } from '../../config/range.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { listText, rangesText, regionText } from '../wording.ts'
import { type Change, type Fix, fix } from './fix.ts'
import { addingOperand } from './flags.ts'
import { type Piece, splitting } from './splitting.ts'

/**
 * Leaves registers out of regions of the root cell.
 *
 * @param regions all that map any of them, in the order of the array
 * @param taken physical addresses, as many as are to be left out at once
 */
export function leavingRegistersOut(regions: readonly LiveRegion[], taken: readonly Range[]): readonly Fix[] {
  const [first] = regions
  const isPlain = regions.every(
    (region) => region.physical?.start === region.guest.start && pageFlagsOf(region).length === 0,
  )
  if (!first || !isPlain) return []
  const splits = regions.map((region, index) => ({
    region: region.region,
    pieces: piecesOf(region, regions.slice(index + 1), taken),
  }))
  return fix(
    `leave ${rangesText(taken)} out of ${namesOf(regions)} of the root cell`,
    'suggested',
    splitting(first.configuration, ...splits),
  )
}

function namesOf(regions: readonly LiveRegion[]): string {
  const [only] = regions
  if (only && regions.length === 1) return regionText(only)
  return `memory regions ${listText(regions.map(({ index }) => `${index}`))}`
}

/** Whole pages before and behind, and of the pages between what is not taken, unless a later region has shown that. */
function piecesOf(
  region: LiveRegion,
  later: readonly LiveRegion[],
  taken: readonly Range[],
): readonly Piece[] {
  const { guest } = region
  const shown = pagesWith(taken, guest).filter((page) => !later.some((other) => encloses(other.guest, page)))
  const also = 0 < widthsOf(region).length ? undefined : permittingAllWidths
  const pieces: readonly Piece[] = [
    ...uncovered(guest, taken.map(pagesOf)),
    ...shown.flatMap((page) => uncovered(page, taken)).map((part) => ({ ...part, ...(also && { also }) })),
  ]
  return pieces
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .map((piece) => ({ ...piece, start: piece.start - guest.start, end: piece.end - guest.start }))
}

/** The pages of a region of which anything is taken, each by itself: a sub-page region must not cross their borders. */
function pagesWith(taken: readonly Range[], whole: Range): readonly Range[] {
  const starts = new Set<bigint>()
  for (const range of taken) {
    const pages = intersection(pagesOf(range), whole)
    if (pages) for (let { start } = pages; start < pages.end; start += pageSize) starts.add(start)
  }
  return [...starts].map((start) => ({ start, end: start + pageSize }))
}

/** As it was while the page was mapped. */
function permittingAllWidths(element: View): Change {
  const flags = fieldOf(element, 'flags')
  const widths = [8, 16, 32, 64].map((bits) => `JAILHOUSE_MEM_IO_${bits}`)
  return flags?.node && addingOperand(flags, widths.join(' | '))
}
