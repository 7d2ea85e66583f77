/**
 * A row of numbers as the source of all decisions of a generator: the same row makes the same text, and a smaller
 * row makes a simpler one, because zero stands for the simplest alternative and so does every number behind the end.
 * This is how Hypothesis works, and what lets any generator shrink that is written as plain code.
 */

export interface Choices {
  /** From zero to `count` - 1. */
  readonly below: (count: number) => number
  /** The first alternative is the simplest one. */
  readonly pick: <T>(first: T, ...others: readonly T[]) => T
  /** True in so many of a hundred cases. */
  readonly chance: (percent: number) => boolean
}

export function choicesFrom(row: readonly number[]): Choices {
  let at = 0
  const below = (count: number) => (row[at++] ?? 0) % Math.max(1, count)
  return {
    below,
    pick: (first, ...others) => [first, ...others][below(others.length + 1)] ?? first,
    chance: (percent) => 100 - percent <= below(100),
  }
}

/** A row of evenly spread numbers below 2^16 (by mulberry32): the same for the same `start`. */
export function randomRow(start: number, length: number): readonly number[] {
  let state = start
  return Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) & 0xffff
  })
}

/** As `shrunk` asks: which of the rows make a failure? They are given together, since a compiler likes it so. */
export type Failing = (rows: readonly (readonly number[])[]) => readonly boolean[]

/** A simpler row that still fails: shorter first, then with smaller numbers, until nothing helps or `rounds` end. */
export function shrunk(row: readonly number[], failing: Failing, rounds = 200): readonly number[] {
  let best = row
  for (let round = 0; round < rounds; round++) {
    const candidates = [...simpler(best)]
    let better: readonly number[] | undefined
    for (let at = 0; at < candidates.length && !better; at += 50) {
      const some = candidates.slice(at, at + 50)
      better = some[failing(some).indexOf(true)]
    }
    if (!better) return best
    best = better
  }
  return best
}

function* simpler(row: readonly number[]): Generator<readonly number[]> {
  for (const part of [2, 4, 8, 16]) yield row.slice(0, row.length - Math.ceil(row.length / part))
  for (let size = Math.ceil(row.length / 2); 1 <= size; size = Math.floor(size / 2))
    for (let at = 0; at < row.length; at += size) yield row.toSpliced(at, size)
  for (const [at, number] of row.entries())
    for (const less of new Set([0, number % 100, number >> 1, number - 1]))
      if (less < number) yield row.with(at, less)
}
