/**
 * The map of a board as content: who holds what, before anything of it is placed, coloured or written. What draws it
 * (SVG, HTML, a terminal, a webview) starts here.
 *
 * Addresses are bigint, and positions in lists stand for lanes, rows and pieces, so that nothing here knows pixels.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { barWindowOf } from '../../board/opened-devices.ts'
import { partitionOf } from '../../board/partition/partition.ts'
import type { RootParts } from '../../board/partition/root-parts.ts'
import { fileName } from '../../rules/wording.ts'
import { holdingsOf } from './holdings.ts'
import { type Keeping, keepingsOf } from './keepings.ts'
import { type Lane, lanesOf, rootLane } from './lanes.ts'
import { type Mark, markContext, marksOf, type SectionName } from './marks.ts'
import { namesText, regionName } from './map-wording.ts'
import { englishWords, filled, type MapWords } from './map-words.ts'
import { type Piece, type PiecesOfRows, piecesOf } from './pieces.ts'
import { type Row, rowsOf } from './rows.ts'
import { cellsOnRootsCache } from './strip-cache.ts'
import { type Strips, stripsOf } from './strips.ts'

export interface BoardMap {
  /** What it says beside names is in these words, and so is what a drawing of it says. */
  readonly words: MapWords
  /** What the board is called: the name of the root cell, or of its file. */
  readonly title: string
  readonly architecture: string
  readonly lanes: readonly Lane[]
  readonly rows: readonly Row[]
  readonly keepings: readonly Keeping[]
  readonly pieces: PiecesOfRows
  /** By row: what several have there, or may have. */
  readonly marks: readonly (readonly Mark[])[]
  readonly strips: Strips
  /** What root has with any choice of cells. */
  readonly rootParts: RootParts
  /** What has to be known to read the map right, in sentences. */
  readonly notes: readonly string[]
  /** Of a piece that is a section of an ivshmem device: of which one, and which section. */
  readonly sectionOf: (piece: Piece) => SectionName | undefined
  /** What a piece is called: its role in an ivshmem link, or what its author calls it. */
  readonly nameOf: (piece: Piece) => string
}

/** The map of a board with these cells created. */
export function mapOf(board: Board, created: readonly Cell[], words: MapWords = englishWords): BoardMap {
  const lanes = lanesOf(board, created, words)
  const holdings = holdingsOf(board, lanes)
  const keepings = keepingsOf(board, words)
  const rows = rowsOf([
    ...holdings.all.map(({ physical }) => physical),
    ...keepings.map(({ range }) => range),
  ])
  const { ofRows: pieces, isComplete } = piecesOf(board, holdings, lanes, rows)
  const context = markContext(board, lanes, words)
  const sectionOf = ({ holding: { lane, region } }: Piece): SectionName | undefined =>
    region && context.sections[lane]?.get(region.region)
  return {
    words,
    title: board.rootCell.configuration.cell.name ?? fileName(board.root.configuration),
    architecture: board.root.architecture ?? words.unknownArchitecture,
    lanes,
    rows,
    keepings,
    pieces,
    marks: rows.map(({ range }, row) => marksOf(pieces[row] ?? [], range, context)),
    strips: stripsOf(board, lanes, words),
    rootParts: partitionOf(board).rootParts(),
    notes: [
      ...(isComplete ? [] : [words.tooMuch]),
      ...notesOf(board, { lanes, created, hasLentWays: holdings.hasLentWays, words }),
    ],
    sectionOf,
    nameOf: (piece) => sectionOf(piece)?.name ?? regionName(piece.holding, words),
  }
}

/** The lanes that take part in a mark of a row with the cells of the map; none while it does not hold. */
export function lanesIn(map: BoardMap, mark: Mark, row: number): readonly number[] {
  const isThere = (lane: number): boolean =>
    lane === rootLane
      ? (map.pieces[row] ?? []).some(({ holding, isHeld }) => holding.lane === rootLane && isHeld)
      : isCreatedOn(map)(lane)
  if (mark.kind !== 'conflict' || mark.pairs.length === 0) {
    const there = mark.lanes.filter(isThere)
    return there.length < (mark.kind === 'conflict' ? 1 : 2) ? [] : there
  }
  const there = new Set(mark.pairs.filter((pair) => pair.every(isThere)).flat())
  return mark.lanes.filter((lane) => there.has(lane))
}

/** Whether the cell of a lane is created on the map as it is. */
export function isCreatedOn({ lanes }: BoardMap): (lane: number) => boolean {
  return (lane) => lanes[lane]?.state === 'created'
}

interface NoteFacts {
  readonly lanes: readonly Lane[]
  readonly created: readonly Cell[]
  readonly hasLentWays: boolean
  readonly words: MapWords
}

function notesOf(board: Board, { lanes, created, hasLentWays, words }: NoteFacts): readonly string[] {
  const partition = partitionOf(board)
  const relocatable = (cells: readonly Cell[]): boolean =>
    cells.some((cell) => 0 < partition.relocatableDevices(cell).length)
  const onRootsCache = cellsOnRootsCache(board, lanes).map(({ name }) => name)
  return [
    ...(partition.isComplete(created) ? [] : [words.unknownValues]),
    ...(partition.iommus.size === 0
      ? [words.noIommu]
      : [filled(words.iommus, namesText([...partition.iommus], words))]),
    ...(hasLentWays ? [words.lentWays] : []),
    ...(onRootsCache.length === 0 ? [] : [filled(words.onRootsCache, namesText(onRootsCache, words))]),
    ...(relocatable(barWindowOf(board.root) ? board.cells : [board.rootCell, ...board.cells])
      ? [words.relocatable]
      : []),
  ]
}
