/**
 * Changes to the extent of memory regions: of a region some pieces are left, each an element like the one before, with
 * addresses and size of its own. Which pieces are to be left is for `leaving-out.ts` and the rules.
 */
import type { Configuration, MemoryRegion } from '../../config/model.ts'
import { type Range, sizeOfRange } from '../../config/range.ts'
import type { View } from '../../config/view.ts'
import { growing, movingSections } from './array-growth.ts'
import { addingToNumber, settingNumber } from './author-numbers.ts'
import { repeating } from './element-copies.ts'
import { type Change, together } from './fix.ts'

/** A part of a region: bytes from its start on. */
export interface Piece extends Range {
  /** What changes in the element besides the extent. */
  readonly also?: (element: View) => Change
}

/** What is to be left of a region: pieces by rising address; without any it is taken out. */
export interface Split {
  readonly region: MemoryRegion
  readonly pieces: readonly Piece[]
}

/** Undefined where an element, a number that has to follow, or the order in the array is not plain to see. */
export function splitting(configuration: Configuration, ...splits: readonly Split[]): Change {
  const { memory } = configuration
  const growths = splits.map(({ region, pieces }) => ({ index: region.index, by: pieces.length - 1 }))
  return together(
    ...splits.map(({ region, pieces }) => {
      const extents = pieces.map((piece) => extentOf(region, piece))
      return repeating(configuration, memory, region, extents)
    }),
    growing(configuration, memory, growths),
    movingSections(configuration, growths),
  )
}

/** The addresses and the size of a piece. Of fields that are not written at most one can be put in. */
function extentOf({ view, physStart, virtStart, size }: MemoryRegion, piece: Piece): Change {
  if (!physStart.known || !virtStart.known || !size.known) return undefined
  const added = piece.start
  const missing = [physStart, virtStart].filter(({ written }) => !written)
  if (added !== 0n && 1 < missing.length) return undefined
  return together(
    addingToNumber(view, 'phys_start', { value: physStart.value, added }),
    addingToNumber(view, 'virt_start', { value: virtStart.value, added }, 'phys_start'),
    sizeOfRange(piece) === size.value ? [] : settingNumber(view, 'size', sizeOfRange(piece)),
    piece.also ? piece.also(view) : [],
  )
}
