/**
 * What a page has to know to change a switchable drawing when cells are created or destroyed, as plain data for JSON:
 * under which circumstances each thing is there, and what is said about it. Addresses are texts, since JSON has no
 * numbers that large.
 */
import { hex } from '../../rules/wording.ts'
import { rootPieces } from './blocks.ts'
import { blockDetails, itemDetails, keepingDetails, markDetails } from './details.ts'
import type { MapDrawing } from './layout.ts'
import { itemsOf } from './layout-strips.ts'
import type { MapWords } from './map-words.ts'
import type { Mark } from './marks.ts'
import type { Piece } from './pieces.ts'
import { alternativeBy } from '../../board/coexistence.ts'
import { bothText } from './selection.ts'

export interface LiveData {
  /** What the page answers is in these words. */
  readonly words: MapWords
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
  readonly traps: LiveTraps
  /** Root's part of the cache's mask while it is alone, and by lane what is taken of it. */
  readonly cache: { readonly root: string; readonly cells: readonly string[] }
}

/** What taking interceptors is played through with; empty where none of root's overlap each other. */
interface LiveTraps {
  /** Start and end of each while root is alone. */
  readonly interceptors: readonly (readonly [start: string, end: string])[]
  /** By lane, in the order in which a cell takes: devices with the addresses of their tables, then addresses. */
  readonly takings: readonly LiveTaking[]
}

interface LiveTaking {
  readonly devices: readonly (readonly [device: number, table: string | null])[]
  readonly addresses: readonly string[]
}

interface LiveLane {
  readonly name: string
  readonly isCreated: boolean
  /** The cells that it can never exist beside, and what both have. */
  readonly clashes: readonly { readonly lane: number; readonly both: string }[]
}

/**
 * When a piece of root is there: none of these created, and one of those if there are any; and this interceptor is
 * found at this address.
 */
interface LivePart {
  readonly takenBy: readonly number[]
  readonly givenBy: readonly number[] | null
  readonly trap: readonly [interceptor: number, address: string] | null
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
  readonly takenBy: readonly number[]
  readonly claims: readonly number[]
  /** Of a part of the cache: its bits of the mask. */
  readonly bits: string | null
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
    words: map.words,
    traps: trapsOf(map),
    cache: { root: hex(map.strips.cache.root), cells: map.strips.cache.cells.map(hex) },
    lanes: map.lanes.map(({ name, state }, lane) => ({
      name,
      isCreated: state === 'created',
      clashes: clashesOf(map, lane),
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
      takenBy: item.takenBy,
      claims: item.claims,
      bits: item.bits === undefined ? null : hex(item.bits),
      sharing: item.sharing,
      text: itemDetails(map, item),
    })),
    keepings: map.keepings.map((keeping) => ({
      start: hex(keeping.range.start),
      end: hex(keeping.range.end),
      text: keepingDetails(keeping, map.words),
    })),
    marks,
  }
}

function trapsOf({ lanes, pieces, rootParts }: MapDrawing['map']): LiveTraps {
  if (!pieces.flat().some(({ trap }) => trap)) return { interceptors: [], takings: [] }
  const { interceptors, takings } = rootParts
  const numbers = new Map<object, number>()
  const numberOf = (device: object): number => {
    const number = numbers.get(device) ?? numbers.size
    numbers.set(device, number)
    return number
  }
  return {
    interceptors: interceptors.map(({ range: { start, end } }) => [hex(start), hex(end)]),
    takings: lanes.map(({ cell }) => {
      const { devices = [], interceptorsAt = [] } = takings.get(cell) ?? {}
      return {
        devices: devices.map(({ device, table }) => [
          numberOf(device),
          table === undefined ? null : hex(table),
        ]),
        addresses: interceptorsAt.map(hex),
      }
    }),
  }
}

/** The data as JSON with a line for each entry of a list, so that little of the text changes with an edit. */
export function liveDataText(data: LiveData): string {
  const lists = Object.entries(data).map(([name, value]: [string, unknown]) => {
    const lines = Array.isArray(value) ? value.map((entry) => JSON.stringify(entry)).join(',\n') : undefined
    return `${JSON.stringify(name)}:${lines === undefined ? JSON.stringify(value) : `[\n${lines}\n]`}`
  })
  return `{\n${lists.join(',\n')}\n}`
}

function livePart({ takenBy, givenBy, trap }: Piece): LivePart {
  return { takenBy, givenBy: givenBy ?? null, trap: trap ? [trap.interceptor, hex(trap.address)] : null }
}

function liveMark(mark: Mark, pieces: readonly Piece[]): LiveMark {
  return {
    what: mark.what,
    kind: mark.kind,
    lanes: mark.lanes,
    pairs: mark.kind === 'conflict' ? mark.pairs : [],
    root: mark.lanes.includes(0) ? rootPieces(pieces).map(livePart) : [],
  }
}

function clashesOf({ lanes, words }: MapDrawing['map'], lane: number): LiveLane['clashes'] {
  const cell = lanes[lane]?.cell
  if (!cell || cell.isRoot) return []
  return lanes.flatMap(({ cell: other }, number) => {
    if (other.isRoot || other === cell) return []
    const by = alternativeBy(cell, other)
    return by ? [{ lane: number, both: bothText(by, words) }] : []
  })
}
