/**
 * What a page has to know to change a switchable drawing when cells are created or destroyed, as plain data for JSON:
 * under which circumstances each thing is there, and what is said about it. Addresses are texts, since JSON has no
 * numbers that large.
 */
import { hex } from '../../rules/wording.ts'
import { rootParts } from './blocks.ts'
import { blockDetails, itemDetails, keepingDetails, markDetails } from './details.ts'
import type { MapDrawing } from './layout.ts'
import { itemsOf } from './layout-strips.ts'
import type { Mark } from './marks.ts'
import type { Piece } from './pieces.ts'
import { alternativeBy } from '../../board/coexistence.ts'
import { clashText } from './selection.ts'

export interface LiveData {
  readonly lanes: readonly LiveLane[]
  /** Start and end of every row, in hexadecimal. */
  readonly rows: readonly (readonly [start: string, end: string])[]
  /** What marks say, referred to by position. */
  readonly marks: readonly LiveMark[]
  readonly blocks: readonly LiveBlock[]
  /** By the number of a mark in the drawing: which of the marks it is, and what is said about it. */
  readonly runs: readonly { readonly mark: number; readonly text: string }[]
  readonly items: readonly LiveItem[]
  readonly keepings: readonly { readonly start: string; readonly end: string; readonly text: string }[]
}

interface LiveLane {
  readonly name: string
  readonly isCreated: boolean
  /** The cells that it can never exist beside, and what both have. */
  readonly clashes: readonly { readonly lane: number; readonly both: string }[]
}

/** When a piece of root is there: none of these created, and one of those if there are any. */
interface LivePart {
  readonly takenBy: readonly number[]
  readonly givenBy: readonly number[] | null
}

interface LiveMark {
  readonly what: string
  readonly kind: Mark['kind']
  readonly lanes: readonly number[]
  readonly pairs: readonly (readonly [number, number])[]
  readonly root: readonly LivePart[]
}

interface LiveBlock extends LivePart {
  readonly lane: number
  readonly start: string
  readonly end: string
  readonly by: string
  readonly isSection: boolean
  readonly marks: readonly number[]
  readonly text: string
}

interface LiveItem {
  readonly isRoots: boolean
  readonly claims: readonly number[]
  readonly sharing: string
  readonly text: string
}

export function liveDataOf({ map, blocks, runs }: MapDrawing): LiveData {
  const marks: LiveMark[] = []
  const numbers = new Map<string, number>()
  const numberOf = (mark: Mark, row: number): number => {
    const live = liveMark(mark, map.pieces[row] ?? [])
    const key = JSON.stringify(live)
    const number = numbers.get(key) ?? marks.push(live) - 1
    numbers.set(key, number)
    return number
  }
  return {
    lanes: map.lanes.map(({ name, state }, lane) => ({
      name,
      isCreated: state === 'created',
      clashes: clashesOf(map.lanes, lane),
    })),
    rows: map.rows.map(({ range: { start, end } }) => [hex(start), hex(end)]),
    blocks: blocks.map((block) => ({
      ...livePart(block.piece),
      lane: block.lane,
      start: hex(block.range.start),
      end: hex(block.range.end),
      by: block.piece.holding.by,
      isSection: block.isSection,
      marks: block.marks.map((mark) => numberOf(mark, block.from)),
      text: blockDetails(map, block),
    })),
    runs: runs.map((run) => ({ mark: numberOf(run.mark, run.from), text: markDetails(map, run) })),
    items: itemsOf(map.strips.all).map((item) => ({
      isRoots: item.isRoots,
      claims: item.claims,
      sharing: item.sharing,
      text: itemDetails(map, item),
    })),
    keepings: map.keepings.map((keeping) => ({
      start: hex(keeping.range.start),
      end: hex(keeping.range.end),
      text: keepingDetails(keeping),
    })),
    marks,
  }
}

function livePart({ takenBy, givenBy }: Piece): LivePart {
  return { takenBy, givenBy: givenBy ?? null }
}

function liveMark(mark: Mark, pieces: readonly Piece[]): LiveMark {
  return {
    what: mark.what,
    kind: mark.kind,
    lanes: mark.lanes,
    pairs: mark.kind === 'conflict' ? mark.pairs : [],
    root: mark.lanes.includes(0) ? rootParts(pieces).map(livePart) : [],
  }
}

function clashesOf(lanes: MapDrawing['map']['lanes'], lane: number): LiveLane['clashes'] {
  const cell = lanes[lane]?.cell
  if (!cell || cell.isRoot) return []
  return lanes.flatMap(({ cell: other }, number) => {
    if (other.isRoot || other === cell) return []
    const by = alternativeBy(cell, other)
    return by ? [{ lane: number, both: clashText({ first: cell, second: other, by }) }] : []
  })
}
