/** Cells that somebody has chosen on a map that is drawn anew while their configs are edited. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { lanesOf } from './lanes.ts'
import { obstacleTo } from './selection.ts'

/**
 * The cells that the map calls by these names, in the order of the board. What is no cell is left out, and so is one
 * that cannot exist beside those before it: a choice may become impossible by an edit.
 */
export function selectionNamed(board: Board, names: readonly string[]): readonly Cell[] {
  const chosen: Cell[] = []
  for (const { name, cell } of lanesOf(board, []).slice(1))
    if (names.includes(name) && !obstacleTo(cell, chosen)) chosen.push(cell)
  return chosen
}
