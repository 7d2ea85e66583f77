/** What is left of a range when others are taken out of it. */
import type { Range } from '../config/range.ts'

/** The parts of `range` that lie in none of `others`, by rising address. */
export function uncovered(range: Range, others: readonly Range[]): readonly Range[] {
  const sorted = others.toSorted((a, b) => (a.start < b.start ? -1 : b.start < a.start ? 1 : 0))
  const left: Range[] = []
  let { start } = range
  for (const other of sorted) {
    if (range.end <= other.start) break
    if (start < other.start) left.push({ start, end: other.start })
    if (start < other.end) start = other.end
  }
  if (start < range.end) left.push({ start, end: range.end })
  return left
}
