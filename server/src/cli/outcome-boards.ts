/**
 * The boards of a check as plain records: who is on them and why, which cells can run together, and what they share.
 * Cells are named by their position on the board, since a file may hold several.
 */
import type { Board } from '../board/board.ts'
import { type Alternative, alternativesBetween } from '../board/coexistence.ts'
import { coexistingSets } from '../board/coexistence-sets.ts'
import { type Sharing, sharingOf } from '../board/sharing.ts'
import type { Architecture } from '../config/interface.ts'
import type { CheckedBoard } from '../workspace/checked-boards.ts'

export interface OutcomeBoard {
  /** The file of the root configuration. */
  readonly root: string
  readonly architecture: Architecture | undefined
  readonly cells: readonly OutcomeCell[]
  /** The sets of cells that the user has declared to run at the same time. */
  readonly concurrent: readonly CellSet[]
  /** Found out when it is asked for. */
  readonly coexistence: OutcomeCoexistence
  /** The Jailhouse tree whose headers were used; undefined for the interface built into Warden. */
  readonly headers: string | undefined
}

export interface OutcomeCell {
  readonly file: string
  readonly name: string | undefined
  /** Why it was taken for a cell of this root. */
  readonly because: string
  /** The files of the roots that it fits equally well: this one only, as a rule. */
  readonly candidates: readonly string[]
}

/** Positions on the board, rising. */
export type CellSet = readonly number[]

export interface OutcomeCoexistence {
  /** The largest sets of cells that can run at the same time. */
  readonly sets: readonly CellSet[]
  /** Whether these are all of them. */
  readonly isComplete: boolean
  /** Every two cells, once. */
  readonly pairs: readonly OutcomePair[]
}

export interface OutcomePair {
  readonly cells: readonly [first: number, second: number]
  readonly isDeclared: boolean
  /** Why the two can never run together; empty when they can. */
  readonly alternatives: readonly Alternative[]
  /** What they share when they run together; undefined when they never do. */
  readonly sharing: Sharing | undefined
}

export function outcomeBoard(
  { members: { root, cells }, board }: CheckedBoard,
  headersOf: (file: string) => string | undefined,
): OutcomeBoard {
  let coexistence: OutcomeCoexistence | undefined
  return {
    root: root.file.path,
    architecture: root.architecture,
    cells: cells.map(({ cell, because, candidates }) => ({
      file: cell.file.path,
      name: cell.cell.name,
      because,
      candidates: candidates.map(({ file }) => file.path),
    })),
    concurrent: board.concurrent.map((set) => positionsOf(set, board)),
    get coexistence() {
      return (coexistence ??= coexistenceOn(board))
    },
    headers: headersOf(root.file.path),
  }
}

function coexistenceOn(board: Board): OutcomeCoexistence {
  const { sets, isComplete } = coexistingSets(board)
  const positions = new Map(board.cells.map((cell, index) => [cell, index]))
  return {
    sets: sets.map((set) => positionsOf(set, board)),
    isComplete,
    pairs: board.pairs.map(({ first, second, alternative, declared }) => ({
      cells: [positions.get(first) ?? 0, positions.get(second) ?? 0],
      isDeclared: declared,
      alternatives: alternative ? alternativesBetween(first, second) : [],
      sharing: alternative ? undefined : sharingOf(first, second),
    })),
  }
}

function positionsOf(set: Board['cells'], { cells }: Board): CellSet {
  return set.map((cell) => cells.indexOf(cell)).toSorted((a, b) => a - b)
}
