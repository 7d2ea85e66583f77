/**
 * Pieces put together to what is drawn: a block is one way of a lane through neighbouring rows, as long as all of it
 * is to be drawn alike. Marks of neighbouring rows become one in the same manner.
 *
 * A drawing that stays as it is has fewer borders than one in which cells can be created and destroyed: there,
 * whatever may become different is a block of its own.
 */
import type { Range } from '../../config/range.ts'
import { type BoardMap, isCreatedOn, lanesIn } from './board-map.ts'
import { wayOf } from './holdings.ts'
import { rootLane } from './lanes.ts'
import type { Mark } from './marks.ts'
import type { Piece } from './pieces.ts'

export interface Block {
  readonly lane: number
  /** The first row, and the one behind the last. */
  readonly from: number
  readonly to: number
  readonly range: Range
  /** The first of its pieces; the others differ in the row only. */
  readonly piece: Piece
  readonly name: string
  /** Whether it is a section of an ivshmem device of its cell. */
  readonly isSection: boolean
  /** The marks of its rows that its lane may take part in. */
  readonly marks: readonly Mark[]
  /** Side by side with others of its lane that are at the same addresses: its place, and how many there are. */
  readonly track: number
  readonly tracks: number
}

/** What a block is drawn as; `link` is a section of an ivshmem link. */
export type Relation = 'root' | 'cell' | 'shared' | 'link' | 'conflict'

export interface MarkRun {
  readonly mark: Mark
  readonly from: number
  readonly to: number
}

/** By lane, then by row. */
export function blocksOf(map: BoardMap, isSwitchable: boolean): readonly Block[] {
  const all: OpenBlock[] = []
  let open: ReadonlyMap<string, OpenBlock> = new Map()
  for (const [row, pieces] of map.pieces.entries()) {
    const next = new Map<string, OpenBlock>()
    const looks = isSwitchable ? possibleLooks(map, row) : presentLooks(map, row)
    for (const piece of pieces) {
      if (!isSwitchable && isOutOfPlace(piece, pieces)) continue
      const key = `${wayOf(piece.holding)} ${looks(piece)}`
      const block = open.get(key) ?? openBlock(map, row, piece)
      if (block.from === row) all.push(block)
      block.to = row + 1
      next.set(key, block)
    }
    open = next
  }
  return withTracks(all, map)
}

/** What root has not got, where something is left over or was not left over: it would only hide what root has. */
function isOutOfPlace(piece: Piece, pieces: readonly Piece[]): boolean {
  if (piece.isHeld || piece.holding.lane !== rootLane) return false
  if (piece.givenBy !== undefined || piece.trap !== undefined) return true
  return pieces.some((other) => other.givenBy !== undefined && other.isHeld)
}

interface OpenBlock extends Pick<Block, 'from' | 'piece' | 'name' | 'isSection' | 'marks'> {
  to: number
}

function openBlock(map: BoardMap, row: number, piece: Piece): OpenBlock {
  const { lane } = piece.holding
  return {
    from: row,
    to: row,
    piece,
    name: map.nameOf(piece),
    isSection: map.sectionOf(piece) !== undefined,
    marks: (map.marks[row] ?? []).filter(({ lanes }) => lanes.includes(lane)),
  }
}

/** What a piece of a row looks like with the cells of the map: the same text for what looks the same. */
function presentLooks(map: BoardMap, row: number): (piece: Piece) => string {
  const isCreated = isCreatedOn(map)
  const relation = relationsIn(map, row)
  return (piece) => {
    const isSection = map.sectionOf(piece) !== undefined
    const takers = piece.takenBy.filter(isCreated).join()
    return `${piece.isHeld} ${relation(piece.holding.lane, isSection)} ${takers}`
  }
}

/** What a piece of a row depends on: the same text for what can never look different. */
function possibleLooks(map: BoardMap, row: number): (piece: Piece) => string {
  const root = rootKey(map.pieces[row] ?? [])
  const marks = (map.marks[row] ?? []).map((mark) => ({ mark, key: possibleKey(mark, root) }))
  return (piece) => {
    const own = marks.filter(({ mark }) => mark.lanes.includes(piece.holding.lane)).map(({ key }) => key)
    return `${circumstancesKey(piece)} ${own.join('|')}`
  }
}

/** What something of a lane is to be drawn as in a row, with the cells of the map. */
export function relationsIn(map: BoardMap, row: number): (lane: number, isSection: boolean) => Relation {
  const now = (map.marks[row] ?? []).map((mark) => ({
    kind: mark.kind,
    lanes: new Set(lanesIn(map, mark, row)),
  }))
  return (lane, isSection) => {
    const holds = (kind: Mark['kind']): boolean =>
      now.some((mark) => mark.kind === kind && mark.lanes.has(lane))
    if (holds('conflict')) return 'conflict'
    if (isSection) return 'link'
    if (holds('shared')) return 'shared'
    return lane === rootLane ? 'root' : 'cell'
  }
}

/** The marks as runs of rows, in the order of their first rows; those that do not hold are left out. */
export function markRunsOf(map: BoardMap, isSwitchable: boolean): readonly MarkRun[] {
  const runs: { mark: Mark; from: number; to: number; key: string }[] = []
  let open: typeof runs = []
  for (const [row, marks] of map.marks.entries()) {
    const next: typeof runs = []
    for (const mark of marks) {
      const there = lanesIn(map, mark, row)
      if (mark.kind === 'turns' || (!isSwitchable && there.length === 0)) continue
      const shown = isSwitchable ? mark : { ...mark, lanes: there }
      const key = isSwitchable ? possibleKey(mark, rootKey(map.pieces[row] ?? [])) : keyOfMark(shown)
      const before = open.find((run) => run.key === key && run.to === row)
      const run = before ?? { mark: shown, from: row, to: row, key }
      if (!before) runs.push(run)
      run.to = row + 1
      next.push(run)
    }
    open = next
  }
  return runs
}

function keyOfMark(mark: Mark): string {
  const pairs = mark.kind === 'conflict' ? mark.pairs.join(';') : ''
  return `${mark.kind} ${mark.what} ${mark.lanes.join()} ${pairs}`
}

/** Marks with root depend on what root has in the row. */
function possibleKey(mark: Mark, root: string): string {
  return mark.lanes.includes(rootLane) ? keyOfMark(mark) + root : keyOfMark(mark)
}

function rootKey(pieces: readonly Piece[]): string {
  return rootPieces(pieces)
    .map((piece) => ` ${circumstancesKey(piece)}`)
    .join('')
}

/** The same text for pieces that are there under the same circumstances. */
function circumstancesKey({ takenBy, givenBy, trap }: Piece): string {
  const found = trap ? `/${trap.interceptor}@${trap.address}` : ''
  return `${takenBy.join()}/${givenBy?.join() ?? '-'}${found}`
}

/** The pieces of root among those of a row. */
export function rootPieces(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter(({ holding }) => holding.lane === rootLane)
}

/** Blocks of a lane that meet get places side by side: the first that is free, from the first row on. */
function withTracks(blocks: readonly OpenBlock[], { rows }: BoardMap): readonly Block[] {
  const byLane = new Map<number, OpenBlock[]>()
  for (const block of blocks) {
    const { lane } = block.piece.holding
    byLane.set(lane, [...(byLane.get(lane) ?? []), block])
  }
  return [...byLane]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([lane, list]) => {
      // What is left over of something taken is never there together with it.
      const [first, leftOver] = [true, false].map((isFirst) =>
        list.filter(({ piece }) => (piece.givenBy === undefined) === isFirst),
      )
      return [first ?? [], leftOver ?? []].flatMap((group) =>
        clustersOf(group).flatMap((cluster) => placed(cluster, lane, rows)),
      )
    })
}

/** Blocks that meet, directly or through others. */
function clustersOf(blocks: readonly OpenBlock[]): readonly (readonly OpenBlock[])[] {
  const clusters: OpenBlock[][] = []
  let end = 0
  for (const block of blocks.toSorted((a, b) => a.from - b.from)) {
    const last = clusters.at(-1)
    if (last && block.from < end) last.push(block)
    else clusters.push([block])
    end = Math.max(end, block.to)
  }
  return clusters
}

function placed(cluster: readonly OpenBlock[], lane: number, rows: BoardMap['rows']): readonly Block[] {
  const ends: number[] = []
  const tracks = cluster.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from)
    const track = free < 0 ? ends.length : free
    ends[track] = to
    return track
  })
  return cluster.map((block, index) => ({
    ...block,
    lane,
    range: { start: rows[block.from]?.range.start ?? 0n, end: rows[block.to - 1]?.range.end ?? 0n },
    track: tracks[index] ?? 0,
    tracks: ends.length,
  }))
}
