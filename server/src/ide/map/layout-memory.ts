/** The memory part of the drawing: the axis, what the hypervisor keeps, and the blocks of every lane. */
import { hex } from '../../rules/wording.ts'
import { type Block, relationsIn } from './blocks.ts'
import { isCreatedOn } from './board-map.ts'
import { blockDetails, keepingDetails, laneNames } from './details.ts'
import { box, fonts, group, label, layer, line, type Part, type Shape } from './drawing.ts'
import { type Column, firstLine } from './geometry.ts'
import { rootLane } from './lanes.ts'
import type { Plan } from './plan.ts'
import { marksShapes } from './layout-marks.ts'
import { rightsText, shortSize } from './map-wording.ts'
import { fullName } from './remarks.ts'
import { runsOf } from './runs.ts'
import { fitted, textWidth } from './text-width.ts'

export function memoryPart(plan: Plan): Part {
  const { tops } = plan.places
  const bottom = tops.at(-1) ?? 0
  return {
    name: 'memory',
    height: bottom + 26,
    shapes: [
      layer(laneGrounds(plan, bottom)),
      layer(axisShapes(plan, bottom)),
      layer(keepingShapes(plan)),
      layer(marksShapes(plan, 'behind')),
      layer(plan.blocks.map((block, index) => blockShape(plan, block, index))),
      layer(marksShapes(plan, 'front')),
    ],
  }
}

/** What keeps the columns together where little is in them. */
function laneGrounds({ map, columns }: Plan, bottom: number): readonly Shape[] {
  const ground = ({ x, width }: Column): Shape => box(x, 0, width, bottom, 'lane')
  return [
    ground(columns.hypervisor),
    ...columns.lanes.map((column, index) =>
      group({ kind: 'head', index }, map.lanes[index]?.state === 'absent' ? 'absent' : '', '', [
        ground(column),
      ]),
    ),
  ]
}

function axisShapes({ map, columns, places }: Plan, bottom: number): readonly Shape[] {
  const { addresses, sizes, hypervisor, lanes } = columns
  const left = hypervisor.x - 8
  const last = lanes.at(-1) ?? hypervisor
  const right = last.x + last.width + 8
  const addressAt = (y: number, address: bigint, look: string): Shape =>
    label(addresses.x + addresses.width, y, hex(address), fonts.code, look, 'end')
  const rows = map.rows.map(({ range, isGap }, row): Shape => {
    const y = places.tops[row] ?? 0
    const height = (places.tops[row + 1] ?? y) - y
    const base = y + (isGap ? firstLine - 2 : firstLine)
    const size = label(
      sizes.x + sizes.width,
      base,
      shortSize(range.end - range.start),
      fonts.small,
      'soft',
      'end',
    )
    const middle = Math.round(y + height / 2) + 0.5
    const ground = isGap
      ? [box(left, y, right - left, height, 'gap'), line([left, middle], [right, middle], 'break')]
      : [line([left, y], [right, y], 'grid')]
    return group({ kind: 'row', index: row }, isGap ? 'row is-gap' : 'row', '', [
      ...ground,
      addressAt(base, range.start, isGap ? 'soft' : ''),
      size,
    ])
  })
  const end = map.rows.at(-1)?.range.end
  return [
    ...rows,
    ...(end === undefined
      ? []
      : [line([left, bottom], [right, bottom], 'grid'), addressAt(bottom + firstLine, end, 'soft')]),
  ]
}

/** Keepings that meet stand side by side. */
function keepingShapes({ map, columns, places }: Plan): readonly Shape[] {
  const rowAt = new Map(map.rows.map(({ range }, row) => [range.start, row]))
  const crowds = runsOf(map.keepings.map(({ range }, lane) => ({ range, lane })))
  return map.keepings.map((keeping, index) => {
    const { range, name, kind } = keeping
    const meeting = crowds.filter(({ lanes }) => lanes.includes(index)).map(({ lanes }) => lanes)
    const tracks = Math.max(1, ...meeting.map((lanes) => lanes.length))
    const track = Math.max(0, ...meeting.map((lanes) => lanes.indexOf(index)))
    const top = places.tops[rowAt.get(range.start) ?? 0] ?? 0
    const bottom = places.tops[rowAt.get(range.end) ?? map.rows.length] ?? top
    const { x, width } = trackOf(columns.hypervisor, track, tracks)
    const text = fitted(name, width - 12, fonts.small)
    return group({ kind: 'keeping', index }, `keeping ${kind}`, keepingDetails(keeping, map.words), [
      box(x, top + 1, width, bottom - top - 2, 'face'),
      ...(kind === 'intercepted' ? [box(x, top + 1, width, bottom - top - 2, 'hatch')] : []),
      ...(text === '' ? [] : [label(x + 7, top + firstLine, text, fonts.small, 'on-keeping')]),
    ])
  })
}

function blockShape(plan: Plan, block: Block, index: number): Shape {
  const { map, columns, places } = plan
  const { lane, from, to, piece } = block
  const column = columns.lanes[lane] ?? columns.hypervisor
  const { x, width } = trackOf(column, block.track, block.tracks)
  const top = (places.tops[from] ?? 0) + 1
  const height = (places.tops[to] ?? top) - top - 1
  const relation = relationsIn(map, from)(lane, block.isSection)
  const looks = ['block', relation, piece.holding.by, ...absenceOf(block)]
  const isConflict = relation === 'conflict' && piece.isHeld
  return group({ kind: 'block', index }, looks.join(' '), blockDetails(map, block), [
    box(x, top, width, height, 'face'),
    ...(piece.holding.by === 'pages'
      ? []
      : [box(x, top, width, height, piece.holding.by === 'traps' ? 'dots' : 'bars')]),
    ...(isConflict || plan.isSwitchable ? [box(x, top, width, height, 'clash')] : []),
    ...edges(block, x, top, height),
    ...blockLabels(plan, block, index, { x, y: top - 1 + firstLine, width }),
  ])
}

/** How it looks that something is not there with the cells of the map. */
function absenceOf({ lane, piece }: Block): readonly string[] {
  if (piece.isHeld) return []
  if (lane !== rootLane) return ['absent']
  return [piece.givenBy === undefined && piece.trap === undefined ? 'taken' : 'gone']
}

/** The name, and the rights at the right end; where only one of them fits into a column that had to become narrow, the name. */
function blockLabels(plan: Plan, block: Block, index: number, { x, y, width }: Place): readonly Shape[] {
  const { piece, name, lane } = block
  const rights = rightsText(piece.holding)
  if (plan.isNarrow && lane !== rootLane) return narrowLabels(plan, block, index, { x, y, width })
  if (lane === rootLane && !piece.isHeld && !plan.isSwitchable) {
    const takers = fitted(`→ ${laneNames(plan.map, takersOf(plan, block))}`, width - 14, fonts.small)
    return takers === '' ? [] : [label(x + 7, y, takers, fonts.small, 'on-block')]
  }
  const indent = edgesOf(block).length === 0 ? 7 : 11
  const beside = width - textWidth(rights, fonts.smallCode) - indent - 11
  const isNameAlone = plan.isFitted && beside < textWidth(name, fonts.small)
  const text = fitted(name, isNameAlone ? width - indent - 5 : beside, fonts.small)
  return [
    ...(text === '' ? [] : [label(x + indent, y, text, fonts.small, 'on-block')]),
    ...(isNameAlone ? [] : [label(x + width - 6, y, rights, fonts.smallCode, 'rights', 'end')]),
  ]
}

/** What is shared has a bar at its left end, and a section of a link has two: the sign beside the colour. */
function edges(block: Block, x: number, top: number, height: number): readonly Shape[] {
  return edgesOf(block).map((from) => box(x + from, top, 2.5, height, 'edge'))
}

function edgesOf({ isSection, marks }: Block): readonly number[] {
  return isSection ? [0, 4.5] : marks.some(({ kind }) => kind === 'shared') ? [0] : []
}

interface Place {
  readonly x: number
  /** Of the base line. */
  readonly y: number
  readonly width: number
}

function narrowLabels(plan: Plan, block: Block, index: number, { x, y, width }: Place): readonly Shape[] {
  const rights = rightsText(block.piece.holding).replace(' ', '')
  const inside = textWidth(rights, fonts.smallCode) <= width - 4
  const { remarks } = plan.columns
  const beside = fitted(fullName(plan.map, block), remarks.x + remarks.width - x - width - 6, fonts.small)
  return [
    ...(inside ? [label(x + width / 2, y, rights, fonts.smallCode, 'rights', 'middle')] : []),
    ...(plan.naming.besides.has(index) && beside !== ''
      ? [label(x + width + 6, y, beside, fonts.small, 'soft')]
      : []),
  ]
}

/** Those of the cells on the map that have taken it, or would. */
function takersOf({ map }: Plan, { piece }: Block): readonly number[] {
  const created = piece.takenBy.filter(isCreatedOn(map))
  return created.length === 0 ? piece.takenBy : created
}

function trackOf({ x, width }: Column, track: number, tracks: number): Column {
  const gap = Math.min(2, width / tracks / 4)
  const each = (width - gap * (tracks - 1)) / tracks
  return { x: x + track * (each + gap), width: each }
}
