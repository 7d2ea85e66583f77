/** The cell that a configuration describes and its neighbours, as far as they are known. */
import type { Board } from '../board/board.ts'
import { type Cell, cellOf } from '../board/cell.ts'
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { Configuration } from '../config/model.ts'
import { configurationText, fileName } from '../rules/wording.ts'
import { type Inline, plain } from './markdown.ts'

/** What is known around the file that the cursor is in. */
export interface Surroundings {
  readonly cell: Cell | undefined
  readonly board: Board | undefined
}

/** The cell of a configuration: that of its board, or else the configuration by itself. */
export function cellFor(configuration: Configuration, { cell, board }: Surroundings): Cell {
  const known = cell ? [cell, ...cellsOf(board)] : cellsOf(board)
  return (
    known.find((candidate) => candidate.configuration === configuration) ?? cellOf(configuration, undefined)
  )
}

/** The board, if the cell is one of it. */
export function boardWith(cell: Cell, { board }: Surroundings): Board | undefined {
  return cellsOf(board).includes(cell) ? board : undefined
}

/** All cells of the board but the given one, the root cell first. */
export function neighboursOf(cell: Cell, { board }: Surroundings): readonly Cell[] {
  const all = cellsOf(board)
  const isMember = all.some(({ configuration }) => configuration === cell.configuration)
  return isMember ? all.filter(({ configuration }) => configuration !== cell.configuration) : []
}

/** The file of a configuration, by its name alone. Not as code: beside punctuation that does not read well. */
export function fileText(configuration: Configuration): Inline {
  return plain(fileName(configuration))
}

/** `the root cell (tern.c)`, `cell "tern-linux" (tern-linux.c)` */
export function cellText({ configuration }: Cell): Inline {
  const text = configurationText(configuration)
  const file = fileName(configuration)
  return text.includes(file) ? plain(text) : `${plain(text)} (${plain(file)})`
}

/** The cells that are the peer with a number on the link of a device; alternatives of each other if several. */
export function peersWith(
  id: bigint,
  device: IvshmemDevice,
  cell: Cell,
  surroundings: Surroundings,
): readonly Cell[] {
  const isPeer = (candidate: Cell): boolean =>
    candidate.ivshmem.some((other) => other.bdf === device.bdf && other.id === id)
  return neighboursOf(cell, surroundings).filter(isPeer)
}

function cellsOf(board: Board | undefined): readonly Cell[] {
  return board ? [board.rootCell, ...board.cells] : []
}
