/** The resources besides memory: a strip of small boxes for each kind, with the number above and the holder below. */
import type { BoardMap } from './board-map.ts'
import { itemDetails } from './details.ts'
import { box, fonts, group, label, type Part, type Shape } from './drawing.ts'
import { margin } from './geometry.ts'
import { filled } from './map-words.ts'
import type { Plan } from './plan.ts'
import type { Strip, StripItem } from './strip-item.ts'
import { brokenLines, fitted, textWidth } from './text-width.ts'

const itemHeight = 32
const itemGap = 5
const leastNameWidth = 132

export function stripsPart({ map, columns, isSwitchable }: Plan): Part {
  const strips = isSwitchable ? map.strips.all : map.strips.now
  const shapes: Shape[] = []
  const nameWidth = nameWidthOf(strips)
  const right = columns.width - margin
  let y = 12
  let index = 0
  for (const strip of strips) {
    const names = brokenLines(strip.name, nameWidth - 12, fonts.heading)
    names.forEach((text, at) => shapes.push(label(margin, y + 14 + 14 * at, text, fonts.heading)))
    let x = margin + nameWidth
    for (const item of strip.items) {
      const width = Math.min(widthOfItem(map, item, isSwitchable), right - margin - nameWidth)
      if (right < x + width) {
        x = margin + nameWidth
        y += itemHeight + itemGap
      }
      shapes.push(itemShape(map, item, index, x, y, width))
      x += width + itemGap
      index++
    }
    y += Math.max(itemHeight, 14 * names.length) + 14
  }
  return { name: 'strips', height: strips.length === 0 ? 0 : y + 4, shapes }
}

/** Wide enough for the longest word of a name, since names are broken at blanks only. */
function nameWidthOf(strips: readonly Strip[]): number {
  const words = strips.flatMap(({ name }) => name.split(' '))
  return Math.max(leastNameWidth, ...words.map((word) => Math.ceil(textWidth(word, fonts.heading)) + 12))
}

/** All items in the order of their numbers in the drawing. */
export function itemsOf(strips: readonly Strip[]): readonly StripItem[] {
  return strips.flatMap(({ items }) => items)
}

function itemShape(
  map: BoardMap,
  item: StripItem,
  index: number,
  x: number,
  y: number,
  width: number,
): Shape {
  const text = fitted(holdersText(map, item, item.holders), width - 10, fonts.small)
  return group({ kind: 'item', index }, `item ${lookOfItem(item)}`, itemDetails(map, item), [
    box(x, y, width, itemHeight, 'face'),
    box(x, y, width, itemHeight, 'clash'),
    label(x + width / 2, y + 13, fitted(item.label, width - 8, fonts.code), fonts.code, '', 'middle'),
    label(x + width / 2, y + 26, text, fonts.small, 'holder', 'middle'),
  ])
}

export function lookOfItem({ sharing, holders }: StripItem): string {
  if (holders.length === 0) return 'cell absent'
  if (1 < holders.length) return sharing === 'none' ? 'conflict' : sharing === 'link' ? 'link' : 'shared'
  return holders[0] === 0 ? 'root' : 'cell'
}

/** The names of the holders, or in brackets of who would be; what more than two have is counted. */
export function holdersText(
  { lanes, words }: BoardMap,
  { sharing, claims }: StripItem,
  holders: readonly number[],
): string {
  const names = (numbers: readonly number[]): readonly string[] =>
    numbers.map((lane) => lanes[lane]?.name ?? '')
  const counted = (numbers: readonly number[]): string => filled(words.cells, `${numbers.length}`)
  if (holders.length === 0 && claims.length === 0) return words.nobody
  if (holders.length === 0) return `(${claims.length === 1 ? names(claims).join('') : counted(claims)})`
  if (2 < holders.length) return `${sharing === 'none' ? '! ' : ''}${counted(holders)}`
  if (sharing !== 'none') return names(holders).join(' ⇄ ')
  return `${holders.length === 2 ? '! ' : ''}${names(holders).join(' × ')}`
}

/** Wide enough for its texts: as they are, or as they can become. */
function widthOfItem(map: BoardMap, item: StripItem, isSwitchable: boolean): number {
  const all = [...(item.isRoots ? [0] : []), ...item.claims]
  const possible = isSwitchable
    ? [...all.map((lane) => [lane]), ...(1 < all.length ? [all, longestTwo(map, all)] : []), []]
    : [item.holders]
  const texts = possible.map((holders) => textWidth(holdersText(map, item, holders), fonts.small))
  return Math.ceil(Math.max(34, textWidth(item.label, fonts.code) + 12, Math.max(...texts) + 12))
}

function longestTwo({ lanes }: BoardMap, numbers: readonly number[]): readonly number[] {
  const width = (lane: number): number => textWidth(lanes[lane]?.name ?? '', fonts.small)
  return numbers.toSorted((a, b) => width(b) - width(a)).slice(0, 2)
}
