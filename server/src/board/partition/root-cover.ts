/**
 * Which of root's regions hold a piece of physical memory while root is alone, and what of it none holds: the ground
 * on which a cell's region stands.
 */
import type { LiveRegion } from '../../config/memory.ts'
import type { Range } from '../../config/range.ts'
import { painted } from './painting.ts'
import type { Reach } from './reach.ts'

export interface RootCover {
  /** The ways of root to the range, by guest address; each with its region and the rights that it gives. */
  readonly covered: readonly Reach[]
  /** The regions of these ways, each once, in array order. */
  readonly regions: readonly LiveRegion[]
  /** The parts that root does not reach with its CPUs, by rising address. */
  readonly uncovered: readonly Range[]
}

/** @param ways of root, cut to the range, devices included */
export function rootCover(physical: Range, ways: readonly Reach[]): RootCover {
  const covered = ways.filter(({ read, write, execute }) => read || write || execute)
  const regions = new Set(covered.flatMap(({ via }) => via ?? []))
  const uncovered = painted([
    { range: physical, paint: true },
    ...covered.map((way) => ({ range: way.physical, paint: undefined })),
  ])
  return {
    covered,
    regions: [...regions].toSorted((a, b) => a.index - b.index),
    uncovered: uncovered.map(({ range }) => range),
  }
}
