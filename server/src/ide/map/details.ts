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
import type { StripItem } from './strip-item.ts'

export function blockDetails(map: BoardMap, block: Block): string {
  const { piece, lane, range, name } = block
  const { holding } = piece
  const said = [
    `${map.lanes[lane]?.name ?? ''}: ${name}`,
    rangeText(range),
    ...(holding.shift === 0n ? [] : [`at guest address ${hex(range.start + holding.shift)}`]),
    `${accessText(block)}, ${mappingText(block)}`,
    ...(piece.takenBy.length === 0 ? [] : [`taken by ${laneNames(map, piece.takenBy)} when created`]),
    ...block.marks.map(({ what, lanes }) => `${what}: ${laneNames(map, lanes)}`),
    placeText(block),
  ]
  return said.filter((text) => text !== '').join('\n')
}

/** `read, write, execute, devices` */
export function accessText({ piece: { holding } }: Block): string {
  const { read, write, execute, dma } = holding
  const rights = [read && 'read', write && 'write', execute && 'execute', dma && 'devices']
  return rights.filter((right) => right !== false).join(', ') || 'no access'
}

export function mappingText({ piece: { holding } }: Block): string {
  switch (holding.by) {
    case 'pages':
      return 'page-mapped'
    case 'traps':
      return 'sub-page, every access traps'
    case 'devices':
      return 'only for devices'
  }
}

/** `memory region 3, osprey.c:120`; empty for what no region says. */
export function placeText({ piece: { holding } }: Block): string {
  const { region } = holding
  return region ? `memory region ${region.index}, ${lineText(region.place)}` : ''
}

/** `osprey.c:120` */
export function lineText(place: Place): string {
  const { file, start } = writtenAt(place)
  return `${file.path.replace(/^.*\//, '')}:${positionAt(file, start).line + 1}`
}

export function keepingDetails({ range, name, kind, place }: Keeping): string {
  const what = {
    memory: 'memory of the hypervisor',
    intercepted: 'intercepted by the hypervisor',
    used: 'used by the hypervisor',
  }[kind]
  return [name, rangeText(range), what, lineText(place)].join('\n')
}

export function markDetails(map: BoardMap, { mark, from, to }: MarkRun): string {
  const [first, last] = [map.rows[from], map.rows[to - 1]]
  const range = first && last ? rangeText({ start: first.range.start, end: last.range.end }) : ''
  return [mark.what, range, laneNames(map, mark.lanes)].join('\n')
}

export function itemDetails(map: BoardMap, item: StripItem): string {
  const { holders } = item
  const claims = item.claims.filter((lane) => !holders.includes(lane))
  return [
    item.detail,
    holders.length === 0 ? 'nobody has it' : laneNames(map, holders),
    ...(claims.length === 0 ? [] : [`when created: ${laneNames(map, claims)}`]),
    ...(item.isRoots && !holders.includes(rootLane) ? ['root has it otherwise'] : []),
  ].join('\n')
}

export function laneNames({ lanes }: BoardMap, numbers: readonly number[], most = 12): string {
  return namesText(
    numbers.map((lane) => lanes[lane]?.name ?? ''),
    most,
  )
}
