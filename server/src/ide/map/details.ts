/**
 * What is said about a thing of the drawing when somebody points at it: a few lines, everything in full.
 */
import { hex, rangeText } from '../../rules/wording.ts'
import { positionAt } from '../../text/source-file.ts'
import { writtenAt } from '../../c/origin.ts'
import type { Place } from '../../config/view.ts'
import type { Block, MarkRun } from './blocks.ts'
import type { BoardMap } from './board-map.ts'
import type { Keeping } from './keepings.ts'
import { rootLane } from './lanes.ts'
import { namesText } from './map-wording.ts'
import { filled, type MapWords } from './map-words.ts'
import type { StripItem } from './strip-item.ts'

export function blockDetails(map: BoardMap, block: Block): string {
  const { words } = map
  const { piece, lane, range, name } = block
  const { holding } = piece
  const said = [
    `${map.lanes[lane]?.name ?? ''}: ${name}`,
    rangeText(range),
    ...(holding.shift === 0n ? [] : [filled(words.atGuestAddress, hex(range.start + holding.shift))]),
    `${accessText(block, words)}, ${mappingText(block, words)}`,
    ...(piece.takenBy.length === 0 ? [] : [filled(words.takenWhenCreated, laneNames(map, piece.takenBy))]),
    ...block.marks.map(({ what, lanes }) => `${what}: ${laneNames(map, lanes)}`),
    placeText(block, words),
  ]
  return said.filter((text) => text !== '').join('\n')
}

/** `read, write, execute, devices` */
export function accessText({ piece: { holding } }: Block, words: MapWords): string {
  const { read, write, execute, dma } = holding
  const rights = [read && words.read, write && words.write, execute && words.execute, dma && words.devices]
  return rights.filter((right) => right !== false).join(', ')
}

export function mappingText({ piece: { holding } }: Block, words: MapWords): string {
  switch (holding.by) {
    case 'pages':
      return words.pageMapped
    case 'traps':
      return words.traps
    case 'devices':
      return words.onlyForDevices
  }
}

/** `memory region 3, osprey.c:120`; empty for what no region says. */
export function placeText({ piece: { holding } }: Block, words: MapWords): string {
  const { region } = holding
  return region ? filled(words.memoryRegion, `${region.index}`, lineText(region.place)) : ''
}

/** `osprey.c:120` */
export function lineText(place: Place): string {
  const { file, start } = writtenAt(place)
  return `${file.path.replace(/^.*\//, '')}:${positionAt(file, start).line + 1}`
}

export function keepingDetails({ range, name, kind, place }: Keeping, words: MapWords): string {
  const what = {
    memory: words.memoryOfHypervisor,
    intercepted: words.interceptedByHypervisor,
    used: words.usedByHypervisor,
  }[kind]
  return [name, rangeText(range), what, lineText(place)].join('\n')
}

export function markDetails(map: BoardMap, { mark, from, to }: MarkRun): string {
  const [first, last] = [map.rows[from], map.rows[to - 1]]
  const range = first && last ? rangeText({ start: first.range.start, end: last.range.end }) : ''
  return [mark.what, range, laneNames(map, mark.lanes)].join('\n')
}

export function itemDetails(map: BoardMap, item: StripItem): string {
  const { words } = map
  const { holders } = item
  const claims = item.claims.filter((lane) => !holders.includes(lane))
  return [
    item.detail,
    holders.length === 0 ? words.nobodyHasIt : laneNames(map, holders),
    ...(claims.length === 0 ? [] : [filled(words.whenCreated, laneNames(map, claims))]),
    ...(item.isRoots && !holders.includes(rootLane) ? [words.rootOtherwise] : []),
  ].join('\n')
}

export function laneNames({ lanes, words }: BoardMap, numbers: readonly number[], most = 12): string {
  return namesText(
    numbers.map((lane) => lanes[lane]?.name ?? ''),
    words,
    most,
  )
}
