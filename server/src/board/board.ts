/**
 * A board: one root and the cells that go with it, with every pair of cells compared.
 */
import type { CellConfig, SystemConfig } from '../config/model.ts'
import { type Cell, cellOf } from './cell.ts'
import { type Alternative, alternativeBy } from './coexistence.ts'
import { type Root, rootOf } from './root.ts'

export interface Board {
  readonly root: Root
  readonly rootCell: Cell
  /** The non-root cells. */
  readonly cells: readonly Cell[]
  /** Every two non-root cells, once. */
  readonly pairs: readonly Pair[]
}

export interface Pair {
  readonly first: Cell
  readonly second: Cell
  /** Why the two can never run together; undefined when they can. */
  readonly alternative: Alternative | undefined
}

export function boardOf(rootConfiguration: SystemConfig, configurations: readonly CellConfig[]): Board {
  const root = rootOf(rootConfiguration)
  const cells = configurations.map((configuration) => cellOf(configuration, root))
  const pairs = cells.flatMap((second, index) =>
    cells.slice(0, index).map((first) => ({ first, second, alternative: alternativeBy(first, second) })),
  )
  return { root, rootCell: cellOf(rootConfiguration, root), cells, pairs }
}
