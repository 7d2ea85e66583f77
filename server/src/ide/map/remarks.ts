/**
 * What stands beside the blocks: a line at the right for every run of marks, and the names of blocks whose lanes are
 * too narrow for them. A name stands right of its block where nothing is in its way, and with the remarks otherwise.
 */
import type { Block, MarkRun } from './blocks.ts'
import type { BoardMap } from './board-map.ts'
import { filled } from './map-words.ts'

/** A line at the right of the lanes. */
export interface Remark {
  readonly row: number
  readonly text: string
  /** The run that it is about; undefined for a name. */
  readonly run: number | undefined
}

export interface Naming {
  readonly remarks: readonly Remark[]
  /** The positions of the blocks that have their names at their right. */
  readonly besides: ReadonlySet<number>
}

/** The height of a line of remarks. */
export const remarkHeight = 14

export function namingOf(
  map: BoardMap,
  runs: readonly MarkRun[],
  blocks: readonly Block[],
  isNarrow: boolean,
): Naming {
  const marks = runs.map(({ mark, from }, run): Remark => ({ row: from, text: mark.what, run }))
  if (!isNarrow) return { remarks: marks, besides: new Set() }
  const crowded = new Set(marks.map(({ row }) => row))
  const starting = new Map<number, number[]>()
  for (const [index, { lane, from }] of blocks.entries())
    if (map.lanes[lane]?.state !== 'root') starting.set(from, [...(starting.get(from) ?? []), index])
  const remarks = [...marks]
  const besides = new Set<number>()
  for (const [row, indices] of starting) {
    const [only] = indices
    const isAlone = indices.length === 1 && !crowded.has(row) && countInRow(map, row) === 1
    if (isAlone && only !== undefined) besides.add(only)
    else remarks.push(...namesAt(map, row, indices, blocks))
  }
  return { remarks: remarks.toSorted((a, b) => a.row - b.row), besides }
}

/** What a block is called where its lane's head is far away. */
export function fullName({ lanes }: BoardMap, { lane, name }: Block): string {
  return `${lanes[lane]?.name ?? ''}: ${name}`
}

function namesAt(
  map: BoardMap,
  row: number,
  indices: readonly number[],
  blocks: readonly Block[],
): readonly Remark[] {
  if (2 < indices.length) return [{ row, text: filled(map.words.cells, `${indices.length}`), run: undefined }]
  return indices.flatMap((index) => {
    const block = blocks[index]
    return block ? [{ row, text: fullName(map, block), run: undefined }] : []
  })
}

/** How many cells besides root have something in a row. */
function countInRow({ pieces, lanes }: BoardMap, row: number): number {
  const present = new Set((pieces[row] ?? []).map(({ holding }) => holding.lane))
  return [...present].filter((lane) => lanes[lane]?.state !== 'root').length
}
