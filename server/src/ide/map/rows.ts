/**
 * The address axis of the map: physical memory, cut wherever anything begins or ends. Between two cuts nothing
 * changes, so a row stands for all of its bytes. What nobody holds is a gap, however large it is.
 */
import type { Range } from '../../config/range.ts'

export interface Row {
  readonly range: Range
  readonly isGap: boolean
}

/**
 * The rows from the lowest to the highest address that something is at; none where there is nothing. Empty ranges
 * count for nothing.
 */
export function rowsOf(ranges: readonly Range[]): readonly Row[] {
  const real = ranges.filter(({ start, end }) => start < end)
  const cuts = [...new Set(real.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
  const position = new Map(cuts.map((cut, index) => [cut, index]))
  const changes = cuts.map(() => 0)
  for (const { start, end } of real) {
    const [from, to] = [position.get(start) ?? 0, position.get(end) ?? 0]
    changes[from] = (changes[from] ?? 0) + 1
    changes[to] = (changes[to] ?? 0) - 1
  }
  let open = 0
  return cuts.slice(0, -1).map((start, index) => {
    open += changes[index] ?? 0
    return { range: { start, end: cuts[index + 1] ?? start }, isGap: open === 0 }
  })
}

/** The positions of the rows that make up a range which begins and ends at cuts: the first, and the one behind the last. */
export interface RowSpan {
  readonly from: number
  readonly to: number
}

export function rowSpans(rows: readonly Row[]): (range: Range) => RowSpan {
  const starts = new Map(rows.map(({ range }, index) => [range.start, index]))
  return ({ start, end }) => ({ from: starts.get(start) ?? rows.length, to: starts.get(end) ?? rows.length })
}
