/**
 * What is left to see when many ranges are painted one over another: the core of every table that the hypervisor
 * fills in some order, where the last entry for a page is the one that counts.
 *
 * One sweep over the borders in rising order, with the strokes that are open in a heap by age: O(n log n). This file
 * must not know what a stroke stands for.
 */
import type { Range } from '../../config/range.ts'

/** One write to a table: a range gets a paint, or, with `undefined`, is wiped. */
export interface Stroke<Paint> {
  readonly range: Range
  readonly paint: Paint | undefined
}

/** A maximal range in which one stroke is on top. */
export interface Patch<Paint> {
  readonly range: Range
  readonly paint: Paint
}

/**
 * The patches that are visible after all strokes, by rising address and without overlap. Patches of different strokes
 * stay apart even if their paints are equal. Empty ranges paint nothing.
 *
 * @param strokes in the order of painting: a later one covers an earlier one
 */
export function painted<Paint>(strokes: readonly Stroke<Paint>[]): readonly Patch<Paint>[] {
  const patches: Patch<Paint>[] = []
  const byStart = orderOfStarts(strokes)
  const open = newestFirst()
  let next = 0
  let position = 0n
  for (;;) {
    const top = topOpenAt(position, open, strokes)
    const upcoming = strokes[byStart[next] ?? -1]
    if (!top) {
      if (!upcoming) return patches
      position = upcoming.range.start
    } else if (!upcoming || top.range.end <= upcoming.range.start) {
      addPatch(patches, top, { start: position, end: top.range.end })
      position = top.range.end
    } else {
      addPatch(patches, top, { start: position, end: upcoming.range.start })
      position = upcoming.range.start
    }
    for (; next < byStart.length; next++) {
      const index = byStart[next] ?? -1
      if (position < (strokes[index]?.range.start ?? 0n)) break
      open.push(index)
    }
  }
}

/** A place in two tables at once: what the first shows, and what the second shows there, if anything. */
export interface Pairing<A, B> {
  readonly range: Range
  readonly a: A
  readonly b: B | undefined
}

/** Cuts the patches of one table at the borders of another. Both must be sorted and without overlap. */
export function overlay<A, B>(as: readonly Patch<A>[], bs: readonly Patch<B>[]): readonly Pairing<A, B>[] {
  const pairings: Pairing<A, B>[] = []
  let first = 0
  for (const { range, paint: a } of as) {
    let position = range.start
    while (first < bs.length && (bs[first]?.range.end ?? 0n) <= position) first++
    for (let at = first; position < range.end; at++) {
      const b = bs[at]
      const isBefore = !b || range.end <= b.range.start
      const gapEnd = isBefore ? range.end : b.range.start
      if (position < gapEnd) pairings.push({ range: { start: position, end: gapEnd }, a, b: undefined })
      if (isBefore) break
      const start = position < b.range.start ? b.range.start : position
      const end = b.range.end < range.end ? b.range.end : range.end
      pairings.push({ range: { start, end }, a, b: b.paint })
      position = end
    }
  }
  return pairings
}

/** The patch that holds an address; undefined where nothing is painted. O(log n). */
export function patchAt<Paint>(patches: readonly Patch<Paint>[], address: bigint): Patch<Paint> | undefined {
  let low = 0
  let high = patches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((patches[middle]?.range.end ?? 0n) <= address) low = middle + 1
    else high = middle
  }
  const patch = patches[low]
  return patch && patch.range.start <= address ? patch : undefined
}

/** A wiping stroke leaves no patch; pieces of one stroke that touch are one patch. */
function addPatch<Paint>(patches: Patch<Paint>[], { paint }: Stroke<Paint>, range: Range): void {
  if (paint === undefined || range.end <= range.start) return
  const last = patches.at(-1)
  if (last?.paint === paint && last.range.end === range.start)
    patches[patches.length - 1] = { range: { start: last.range.start, end: range.end }, paint }
  else patches.push({ range, paint })
}

function orderOfStarts<Paint>(strokes: readonly Stroke<Paint>[]): readonly number[] {
  const indices = strokes.flatMap(({ range }, index) => (range.start < range.end ? [index] : []))
  const start = (index: number): bigint => strokes[index]?.range.start ?? 0n
  return indices.toSorted((a, b) => (start(a) < start(b) ? -1 : start(b) < start(a) ? 1 : a - b))
}

function topOpenAt<Paint>(
  position: bigint,
  open: Heap,
  strokes: readonly Stroke<Paint>[],
): Stroke<Paint> | undefined {
  for (;;) {
    const stroke = strokes[open.peek() ?? -1]
    if (!stroke || position < stroke.range.end) return stroke
    open.pop()
  }
}

interface Heap {
  readonly push: (index: number) => void
  /** The greatest index; undefined when there is none. */
  readonly peek: () => number | undefined
  readonly pop: () => void
}

/** A binary heap with the newest stroke, that of the greatest index, on top. */
function newestFirst(): Heap {
  const heap: number[] = []
  const at = (slot: number): number => heap[slot] ?? -1
  const swap = (a: number, b: number): void => {
    const [left, right] = [at(a), at(b)]
    heap[a] = right
    heap[b] = left
  }
  return {
    peek: () => heap[0],
    push: (index) => {
      heap.push(index)
      for (let slot = heap.length - 1; 0 < slot && at((slot - 1) >> 1) < at(slot); slot = (slot - 1) >> 1)
        swap(slot, (slot - 1) >> 1)
    },
    pop: () => {
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return
      heap[0] = last
      for (let slot = 0; ; ) {
        const child = at(2 * slot + 2) < at(2 * slot + 1) ? 2 * slot + 1 : 2 * slot + 2
        if (at(child) <= at(slot)) return
        swap(slot, child)
        slot = child
      }
    },
  }
}
