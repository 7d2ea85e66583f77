/**
 * Which cells of a board are taken to be created: all that can be as long as nobody says otherwise, and why one is
 * not among them. This file knows no drawing.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { type Alternative, alternativeBy } from '../../board/coexistence.ts'
import { bdfText, cpusText } from '../../rules/wording.ts'
import { englishWords, filled, type MapWords } from './map-words.ts'

/** Why two cells cannot exist at the same time. */
export interface Clash {
  readonly first: Cell
  readonly second: Cell
  readonly by: Alternative
}

/**
 * The cells that are created when nobody chooses: those that are declared to run at the same time, and then all others
 * in the order of the board; each that can exist beside the ones before it. A cell of which that is not known is left
 * out. The result is in the order of the board.
 */
export function usualSelection(board: Board): readonly Cell[] {
  const chosen = new Set<Cell>()
  for (const cell of [...board.concurrent.flat(), ...board.cells])
    if (cell.cpus && !obstacleTo(cell, [...chosen])) chosen.add(cell)
  return board.cells.filter((cell) => chosen.has(cell))
}

/** The pairs among these cells that cannot exist at the same time; cells of which it is not known may. */
export function clashesAmong(board: Board, cells: readonly Cell[]): readonly Clash[] {
  const chosen = new Set(cells)
  return board.pairs.flatMap(({ first, second, alternative }) =>
    alternative && alternative.by !== 'doubt' && chosen.has(first) && chosen.has(second)
      ? [{ first, second, by: alternative }]
      : [],
  )
}

/** What keeps a cell from being created beside these ones; undefined when nothing does. */
export function obstacleTo(cell: Cell, created: readonly Cell[]): Clash | undefined {
  for (const other of created) {
    const by = alternativeBy(other, cell)
    if (by) return { first: other, second: cell, by }
  }
  return undefined
}

/** `CPU 1`: what both have, for a person. */
export function clashText({ by }: Clash): string {
  return bothText(by, englishWords)
}

/** The same in the words of a page. */
export function bothText(by: Alternative, words: MapWords): string {
  switch (by.by) {
    case 'cpu':
      return cpusText(by.cpus)
    case 'name':
      return filled(words.bothName, by.name)
    case 'ivshmem':
      return filled(words.bothId, `${by.id}`, bdfText(by.bdf))
    case 'doubt':
      return words.bothUnknown
  }
}
