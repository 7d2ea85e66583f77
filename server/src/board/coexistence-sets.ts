/**
 * The largest sets of cells that can run at the same time: what a board can be used for.
 *
 * Cells of a set are no alternatives of each other, two by two (catalogue D.7), and leave the root cell at least one
 * CPU together. Sets without such a pair that cannot be made larger are the maximal cliques of a graph; they are found
 * by the algorithm of Bron and Kerbosch with a pivot (Tomita and others, 2006), which makes few detours, but a board of
 * n cells may have 3^(n/3) such sets. So there is a limit, and reaching it is said.
 */
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'

export interface CoexistingSets {
  /** In the order of the board, and so the cells of each. No set is part of another one, and none is empty. */
  readonly sets: readonly (readonly Cell[])[]
  /** False when the search has ended at a limit: then there are more sets, and some may be parts of them. */
  readonly isComplete: boolean
}

/** More sets than anybody reads. */
export const mostSets = 256
/** Steps of the search; each looks at all cells once. */
export const mostSteps = 20_000

/** The largest sets of cells of a board that can run at the same time. Cells of which too little is known run alone. */
export function coexistingSets({ cells, pairs, root }: Board): CoexistingSets {
  const numbers = new Map(cells.map((cell, index) => [cell, index]))
  const neighbours = cells.map(() => 0n)
  for (const { first, second, alternative } of pairs) {
    const [a, b] = [numbers.get(first), numbers.get(second)]
    if (alternative || a === undefined || b === undefined) continue
    neighbours[a] = (neighbours[a] ?? 0n) | (1n << BigInt(b))
    neighbours[b] = (neighbours[b] ?? 0n) | (1n << BigInt(a))
  }
  const { cliques, isComplete } = maximalCliques(neighbours)
  const possible = cliques.flatMap((clique) => leavingACpu(clique, cells, root.cpus))
  const sets = withoutParts(possible).map(indicesIn)
  return {
    sets: sets.toSorted(byNumbers).map((set) => set.flatMap((index) => cells[index] ?? [])),
    isComplete,
  }
}

/** A set of cells by their numbers: bit n stands for cell n. */
type Mask = bigint

interface Branch {
  readonly chosen: Mask
  /** What may still be added. */
  readonly open: Mask
  /** What would fit as well, but has been tried already. */
  readonly tried: Mask
}

function maximalCliques(neighbours: readonly Mask[]): {
  readonly cliques: readonly Mask[]
  readonly isComplete: boolean
} {
  const cliques: Mask[] = []
  const all = (1n << BigInt(neighbours.length)) - 1n
  const branches: Branch[] = [{ chosen: 0n, open: all, tried: 0n }]
  for (let step = 0; 0 < branches.length; step++) {
    if (mostSteps <= step || mostSets <= cliques.length) return { cliques, isComplete: false }
    const branch = branches.pop()
    if (!branch) break
    if ((branch.open | branch.tried) === 0n) {
      if (branch.chosen !== 0n) cliques.push(branch.chosen)
    } else branches.push(...branchesOf(branch, neighbours))
  }
  return { cliques, isComplete: true }
}

/** Every clique that has none of the pivot's strangers has the pivot, so it is enough to begin with one of these. */
function branchesOf({ chosen, open, tried }: Branch, neighbours: readonly Mask[]): readonly Branch[] {
  const found: Branch[] = []
  let [left, done] = [open, tried]
  for (const index of indicesIn(open & ~pivotNeighbours(open, tried, neighbours))) {
    const bit = 1n << BigInt(index)
    const near = neighbours[index] ?? 0n
    found.push({ chosen: chosen | bit, open: left & near, tried: done & near })
    left &= ~bit
    done |= bit
  }
  // The first one is to be looked at first.
  return found.toReversed()
}

/** The neighbours of the cell that goes with most of what is open. */
function pivotNeighbours(open: Mask, tried: Mask, neighbours: readonly Mask[]): Mask {
  let best = 0n
  let most = -1
  for (const index of indicesIn(open | tried)) {
    const near = neighbours[index] ?? 0n
    const count = indicesIn(near & open).length
    if (most < count) [best, most] = [near, count]
  }
  return best
}

/** When a set would leave the root cell no CPU, one of its cells that have CPUs has to stay away. */
function leavingACpu(
  set: Mask,
  cells: readonly Cell[],
  owned: readonly number[] | undefined,
): readonly Mask[] {
  const holders = indicesIn(set).filter((index) => 0 < (cells[index]?.cpus?.length ?? 0))
  const taken = new Set(holders.flatMap((index) => cells[index]?.cpus ?? []))
  if (!owned || owned.length === 0 || owned.some((cpu) => !taken.has(cpu))) return [set]
  return holders.map((index) => set & ~(1n << BigInt(index)))
}

function withoutParts(sets: readonly Mask[]): readonly Mask[] {
  const each = [...new Set(sets)].filter((set) => set !== 0n)
  return each.filter((set) => !each.some((other) => other !== set && (set & ~other) === 0n))
}

function indicesIn(mask: Mask): readonly number[] {
  const indices: number[] = []
  const digits = mask.toString(2)
  for (let index = 0; index < digits.length; index++)
    if (digits[digits.length - 1 - index] === '1') indices.push(index)
  return indices
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((number, at) => number !== b[at])
  return different < 0 ? a.length - b.length : (a[different] ?? 0) - (b[different] ?? -1)
}
