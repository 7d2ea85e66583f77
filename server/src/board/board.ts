/**
 * A board: one root and the cells that go with it, with every pair of cells compared.
 */
import type { CellConfig, Configuration, SystemConfig } from '../config/model.ts'
import { remembered } from '../config/remembered.ts'
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
  /** The sets of cells that the user has declared to run at the same time. */
  readonly concurrent: readonly (readonly Cell[])[]
  /** What the user has said about where Linux in the root cell prints: the address as it was given. */
  readonly rootConsole: bigint | undefined
}

export interface Pair {
  readonly first: Cell
  readonly second: Cell
  /** Why the two can never run together; undefined when they can. */
  readonly alternative: Alternative | undefined
  /** Whether the user has declared that the two run at the same time. */
  readonly declared: boolean
}

/**
 * @param concurrent sets of the configurations that run at the same time; those of other boards are left out
 * @param rootConsole the address of the UART that Linux in the root cell prints to, if somebody has said so
 */
export function boardOf(
  rootConfiguration: SystemConfig,
  configurations: readonly CellConfig[],
  concurrent: readonly (readonly CellConfig[])[] = [],
  rootConsole?: bigint,
): Board {
  const root = knownRoot(rootConfiguration)
  const cells = configurations.map(cellsUnder(root))
  const sets = concurrent.map((set) =>
    cells.filter(({ configuration }) => set.some((declared) => declared === configuration)),
  )
  const pairs = cells.flatMap((second, index) =>
    cells.slice(0, index).map((first) => ({
      first,
      second,
      alternative: alternativeBy(first, second),
      declared: areDeclared(sets, first, second),
    })),
  )
  return {
    root,
    rootCell: cellsUnder(root)(rootConfiguration),
    cells,
    pairs,
    concurrent: sets,
    rootConsole,
  }
}

/** Boards of the same root have it, and the cells that they have in common, as the same objects. */
const knownRoot = remembered(rootOf)
const cellsUnder = remembered((root: Root) =>
  remembered((configuration: Configuration) => cellOf(configuration, root)),
)

/** Whether both cells are in one of the sets that run at the same time. */
export function areDeclared(concurrent: Board['concurrent'], a: Cell, b: Cell): boolean {
  return concurrent.some((set) => set.includes(a) && set.includes(b))
}
