/**
 * Where everything of the memory part of the drawing goes: the columns from left to right (addresses, sizes, the
 * hypervisor, the lanes, remarks), and the rows from top to bottom.
 *
 * A row is as high as its size suggests, on a logarithmic scale, and never too low for a line of text. So nothing gets
 * lost however small it is, every address has its label, and labels never meet.
 */
import { hex } from '../../rules/wording.ts'
import type { BoardMap } from './board-map.ts'
import { type Font, fonts } from './drawing.ts'
import { shortSize } from './map-wording.ts'
import { type Remark, remarkHeight } from './remarks.ts'
import type { Row } from './rows.ts'
import { textWidth } from './text-width.ts'

export interface Column {
  readonly x: number
  readonly width: number
}

export interface Columns {
  readonly width: number
  /** Addresses and sizes end at the right end of theirs. */
  readonly addresses: Column
  readonly sizes: Column
  readonly hypervisor: Column
  /** One for each lane of the map. */
  readonly lanes: readonly Column[]
  readonly remarks: Column
}

export const margin = 24

const widestLane = 188
const hypervisorWidth = 152
const widestRemarks = 260
/** What all lanes of cells may take together before they become narrow. */
const roomForCells = 1080

/** How wide the lane of a cell is, and whether that is too narrow for words. */
export function laneWidthOf({ lanes }: BoardMap): { readonly width: number; readonly isNarrow: boolean } {
  const room = Math.floor(roomForCells / Math.max(1, lanes.length - 1))
  const width = Math.max(26, Math.min(widestLane, room))
  return { width, isNarrow: width < 76 }
}

/**
 * @param room how wide the drawing may become, if it can: columns get narrower, down to what still holds words, before
 *   it is exceeded
 */
export function columnsOf(map: BoardMap, remarks: readonly Remark[], room?: number): Columns {
  const { width: laneWidth, isNarrow } = laneWidthOf(map)
  const addressTexts = map.rows.flatMap(({ range }) => [hex(range.start), hex(range.end)])
  const sizeTexts = map.rows.map(({ range }) => shortSize(range.end - range.start))
  const { addressHead, sizeHead } = map.words
  const addresses = {
    x: margin,
    width: Math.max(widest(addressTexts, fonts.code), widest([addressHead], fonts.small)),
  }
  const sizes = {
    x: addresses.x + addresses.width + 12,
    width: widest([sizeHead, ...sizeTexts], fonts.small),
  }
  const left = sizes.x + sizes.width + 16
  const texts = remarks.map(({ text }) => text)
  const full: Widths = {
    hypervisor: hypervisorWidth,
    root: widestLane,
    cell: laneWidth,
    remarks: Math.max(leastRemarks, Math.min(widestRemarks, widest(texts, fonts.text) + 8)),
    gap: isNarrow ? 4 : 14,
  }
  const least: Widths = {
    hypervisor: 96,
    root: 112,
    cell: Math.min(laneWidth, 104),
    remarks: leastRemarks,
    gap: isNarrow ? 4 : 8,
  }
  const all = (widths: Widths): number => left + totalOf(widths, map.lanes.length - 1)
  const fitting =
    room === undefined ? full : between(least, full, (room - all(least)) / (all(full) - all(least)))
  return {
    addresses,
    sizes,
    ...placed(fitting, left, map),
    width: Math.max(Math.min(820, room ?? 820), all(fitting)),
  }
}

const leastRemarks = 120

interface Widths {
  readonly hypervisor: number
  readonly root: number
  readonly cell: number
  readonly remarks: number
  /** Between the lanes of cells. */
  readonly gap: number
}

/** From the hypervisor's column to the end of the drawing. */
function totalOf({ hypervisor, root, cell, remarks, gap }: Widths, cells: number): number {
  return hypervisor + 24 + root + 14 + cells * (cell + gap) + 20 + remarks + margin
}

/** @param part how much of the way from the first to the second; at most all of it */
function between(least: Widths, full: Widths, part: number): Widths {
  const share = Math.max(0, Math.min(1, part))
  const at = (name: keyof Widths): number => Math.floor(least[name] + share * (full[name] - least[name]))
  return {
    hypervisor: at('hypervisor'),
    root: at('root'),
    cell: at('cell'),
    remarks: at('remarks'),
    gap: at('gap'),
  }
}

function placed(
  widths: Widths,
  left: number,
  { lanes: all }: BoardMap,
): Pick<Columns, 'hypervisor' | 'lanes' | 'remarks'> {
  const hypervisor = { x: left, width: widths.hypervisor }
  const lanes: Column[] = []
  let x = left + widths.hypervisor + 24
  for (const { state } of all) {
    const width = state === 'root' ? widths.root : widths.cell
    lanes.push({ x, width })
    x += width + (state === 'root' ? 14 : widths.gap)
  }
  return { hypervisor, lanes, remarks: { x: x + 20, width: widths.remarks } }
}

function widest(texts: readonly string[], font: Font): number {
  return Math.ceil(texts.reduce((most, text) => Math.max(most, textWidth(text, font)), 20))
}

export interface RowPlaces {
  /** The upper border of each row, and behind them the lower one of the last. */
  readonly tops: readonly number[]
}

export function rowPlacesOf({ rows }: BoardMap, remarks: readonly Remark[]): RowPlaces {
  const counts = new Map<number, number>()
  for (const { row } of remarks) counts.set(row, (counts.get(row) ?? 0) + 1)
  const tops = [0]
  for (const [index, row] of rows.entries())
    tops.push((tops.at(-1) ?? 0) + heightOf(row, counts.get(index) ?? 0))
  return { tops }
}

const gapHeight = 15
const leastHeight = 18

/** In pixels: 18 up to 64 KiB, and from there on a little more with every doubling. */
function heightOf({ range, isGap }: Row, remarks: number): number {
  if (isGap) return gapHeight
  const doublings = (range.end - range.start).toString(2).length - 1
  const bySize = leastHeight + Math.min(26, Math.max(0, doublings - 16) * 1.6)
  return Math.round(Math.max(bySize, remarks * remarkHeight + 5))
}

/** The base line of a row's first text, from the upper border of the row. */
export const firstLine = 13
