/**
 * Numbers of any kind, cut into runs that the same lanes claim.
 */
import type { Range } from '../../config/range.ts'

export interface Claim {
  readonly lane: number
  readonly range: Range
}

export interface Run {
  readonly range: Range
  /** Rising, each once. */
  readonly lanes: readonly number[]
}

/**
 * The runs by rising number; what nobody claims is left out.
 *
 * @param relevant of the lanes that claim something, those that count
 * @param cuts further borders, where runs end at any rate
 */
export function runsOf(
  claims: readonly Claim[],
  relevant: (lanes: readonly number[]) => readonly number[] = (lanes) => lanes,
  cuts: readonly bigint[] = [],
): readonly Run[] {
  const borders = claims.flatMap(({ lane, range: { start, end } }) => [
    { at: start, lane, change: 1 },
    { at: end, lane, change: -1 },
  ])
  const all = [...borders, ...cuts.map((at) => ({ at, lane: -1, change: 0 }))].toSorted((a, b) =>
    a.at < b.at ? -1 : b.at < a.at ? 1 : 0,
  )
  const forced = new Set(cuts)
  const open = new Map<number, number>()
  const runs: Run[] = []
  let from = 0n
  for (const { at, lane, change } of all) {
    if (from < at) extend(runs, { start: from, end: at }, relevant(lanesIn(open)), forced)
    from = at
    open.set(lane, (open.get(lane) ?? 0) + change)
  }
  return runs
}

function lanesIn(open: ReadonlyMap<number, number>): readonly number[] {
  return [...open].flatMap(([lane, count]) => (0 < count ? [lane] : [])).toSorted((a, b) => a - b)
}

/** A run that goes on where the last one of the same lanes ends is one with it. */
function extend(runs: Run[], range: Range, lanes: readonly number[], cuts: ReadonlySet<bigint>): void {
  if (lanes.length === 0) return
  const last = runs.at(-1)
  const goesOn =
    last?.range.end === range.start && !cuts.has(range.start) && last.lanes.join() === lanes.join()
  if (last && goesOn) runs[runs.length - 1] = { range: { start: last.range.start, end: range.end }, lanes }
  else runs.push({ range, lanes })
}
