/**
 * What every lane holds in every row of the map, and under which circumstances: a piece is one way of one lane in one
 * row. What runs through several rows is put together again when it is drawn.
 */
import type { Board } from '../../board/board.ts'
import { partitionOf } from '../../board/partition/partition.ts'
import type { Holding, Holdings } from './holdings.ts'
import type { Lane } from './lanes.ts'
import { type Row, rowSpans } from './rows.ts'

export interface Piece {
  readonly row: number
  readonly holding: Holding
  /** The lanes of the cells whose creation takes it from root; empty for what is not root's. */
  readonly takenBy: readonly number[]
  /**
   * Of root, where it is not there before: the lanes of the cells whose creation leaves it over, as what devices still
   * reach when CPUs do not any more. Undefined for what is there from the beginning.
   */
  readonly givenBy: readonly number[] | undefined
  /** Of root, where interceptors overlap: the one that has to be found, and at which guest address. */
  readonly trap: TrapPlace | undefined
  /** Whether it is there with the cells that the map shows as created. */
  readonly isHeld: boolean
}

export interface TrapPlace {
  /** Its number among those that root has while it is alone. */
  readonly interceptor: number
  readonly address: bigint
}

/** By row, then by lane. */
export type PiecesOfRows = readonly (readonly Piece[])[]

export interface Pieces {
  readonly ofRows: PiecesOfRows
  /** False when there are more than `mostVisits` lets through. */
  readonly isComplete: boolean
}

/**
 * How many times the ways of all cells are cut into rows. No board of a machine gets anywhere near: it takes thousands
 * of regions over the same memory, which a file may hold all the same.
 */
const mostVisits = 1_000_000

/** @param most how many times ways are cut into rows at most */
export function piecesOf(
  board: Board,
  { all, isComplete }: Holdings,
  lanes: readonly Lane[],
  rows: readonly Row[],
  most = mostVisits,
): Pieces {
  const spanOf = rowSpans(rows)
  const circumstancesOf = circumstances(board, lanes)
  const found = rows.map((): Piece[] => [])
  let visits = 0
  for (const holding of all) {
    const { from, to } = spanOf(holding.physical)
    const known = circumstancesOf(holding)
    for (let row = from; row < to && visits < most; row++, visits++)
      found[row]?.push({ row, holding, ...known })
  }
  return { ofRows: found, isComplete: isComplete && visits < most }
}

type Circumstances = Pick<Piece, 'takenBy' | 'givenBy' | 'trap' | 'isHeld'>

function circumstances(board: Board, lanes: readonly Lane[]): (holding: Holding) => Circumstances {
  const root = partitionOf(board).rootParts()
  const present = root.with(lanes.flatMap(({ cell, state }) => (state === 'created' ? [cell] : [])))
  const laneOf = new Map(lanes.map(({ cell }, lane) => [cell, lane]))
  const numberOf = new Map(root.interceptors.map((interceptor, number) => [interceptor, number]))
  const rising = (cells: readonly Lane['cell'][]): readonly number[] =>
    cells.flatMap((cell) => laneOf.get(cell) ?? []).toSorted((a, b) => a - b)
  return ({ lane, part }) => {
    if (!part)
      return { takenBy: [], givenBy: undefined, trap: undefined, isHeld: lanes[lane]?.state === 'created' }
    return {
      takenBy: rising(part.takenBy),
      givenBy: part.givenBy && rising(part.givenBy),
      trap: part.trap && { interceptor: numberOf.get(part.trap) ?? -1, address: part.way.guest.start },
      isHeld: present.has(part),
    }
  }
}
