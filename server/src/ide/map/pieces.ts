/**
 * What every lane holds in every row of the map, and under which circumstances: a piece is one way of one lane in one
 * row. What runs through several rows is put together again when it is drawn.
 */
import { type Holding, type Holdings, wayOf } from './holdings.ts'
import { type Lane, rootLane } from './lanes.ts'
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
  /** Whether it is there with the cells that the map shows as created. */
  readonly isHeld: boolean
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

/** Whether root has a piece of its lane with these cells created. */
export function isRootsWith({ takenBy, givenBy }: Piece, isCreated: (lane: number) => boolean): boolean {
  return (givenBy === undefined || givenBy.some(isCreated)) && !takenBy.some(isCreated)
}

/** @param most how many times ways are cut into rows at most */
export function piecesOf(
  holdings: Holdings,
  lanes: readonly Lane[],
  rows: readonly Row[],
  most = mostVisits,
): Pieces {
  const spanOf = rowSpans(rows)
  const found = rows.map((): Piece[] => [])
  let visits = 0
  const visit = (holding: Holding, each: (row: number, key: string) => void): void => {
    const { from, to } = spanOf(holding.physical)
    const way = wayOf(holding)
    for (let row = from; row < to && visits < most; row++, visits++) each(row, `${row} ${way}`)
  }
  const keysOf = (list: readonly Holding[]): ReadonlySet<string> => {
    const keys = new Set<string>()
    for (const holding of list) visit(holding, (_, key) => keys.add(key))
    return keys
  }
  const remaining = keysOf(holdings.remaining)
  const beside = [...holdings.remainingBeside].map(([lane, list]) => ({ lane, list, keys: keysOf(list) }))
  const initial = new Set<string>()
  for (const holding of holdings.all) {
    const isRoots = holding.lane === rootLane
    visit(holding, (row, key) => {
      const takenBy = isRoots ? beside.filter(({ keys }) => !keys.has(key)).map(({ lane }) => lane) : []
      const isHeld = isRoots ? remaining.has(key) : lanes[holding.lane]?.state === 'created'
      if (isRoots) initial.add(key)
      found[row]?.push({ row, holding, takenBy, givenBy: undefined, isHeld })
    })
  }
  const leftOver = new Map<
    string,
    { readonly row: number; readonly holding: Holding; readonly givenBy: number[] }
  >()
  for (const { lane, list } of beside)
    for (const holding of list)
      visit(holding, (row, key) => {
        if (initial.has(key)) return
        const entry = leftOver.get(key) ?? { row, holding, givenBy: [] }
        entry.givenBy.push(lane)
        leftOver.set(key, entry)
      })
  for (const [key, { row, holding, givenBy }] of leftOver) {
    const takers = new Set((found[row] ?? []).flatMap(({ takenBy }) => takenBy))
    const takenBy = [...takers].filter((lane) => !givenBy.includes(lane)).toSorted((a, b) => a - b)
    found[row]?.push({ row, holding, takenBy, givenBy, isHeld: remaining.has(key) })
  }
  return {
    ofRows: found.map((pieces) => pieces.toSorted((a, b) => a.holding.lane - b.holding.lane)),
    isComplete: visits < most,
  }
}
