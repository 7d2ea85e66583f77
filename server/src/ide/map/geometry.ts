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

export function columnsOf(map: BoardMap, remarks: readonly Remark[]): Columns {
  const { width: laneWidth, isNarrow } = laneWidthOf(map)
  const addressTexts = map.rows.flatMap(({ range }) => [hex(range.start), hex(range.end)])
  const sizeTexts = map.rows.map(({ range }) => shortSize(range.end - range.start))
  const addresses = { x: margin, width: widest(addressTexts, fonts.code) }
  const sizes = { x: addresses.x + addresses.width + 12, width: widest(sizeTexts, fonts.small) }
  const hypervisor = { x: sizes.x + sizes.width + 16, width: hypervisorWidth }
  const lanes: Column[] = []
  let x = hypervisor.x + hypervisor.width + 24
  for (const { state } of map.lanes) {
    const width = state === 'root' ? widestLane : laneWidth
    lanes.push({ x, width })
    x += width + (isNarrow && state !== 'root' ? 4 : 14)
  }
  const texts = remarks.map(({ text }) => text)
  const remarksColumn = {
    x: x + 20,
    width: Math.max(120, Math.min(widestRemarks, widest(texts, fonts.text) + 8)),
  }
  const width = Math.max(820, remarksColumn.x + remarksColumn.width + margin)
  return { width, addresses, sizes, hypervisor, lanes, remarks: remarksColumn }
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
