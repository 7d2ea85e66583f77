/** The heads of the columns: what the lanes are called, which CPUs they have, and whether they are created. */
import { fonts, group, label, line, type Label, type Part, type Shape } from './drawing.ts'
import type { Column } from './geometry.ts'
import type { Lane } from './lanes.ts'
import type { MapWords } from './map-words.ts'
import type { Plan } from './plan.ts'
import { fitted, nameLines, textWidth } from './text-width.ts'

export function headsPart({ map, columns, isNarrow }: Plan): Part {
  const names = map.lanes.map(({ name }) => textWidth(name, fonts.text))
  const turned = Math.min(190, Math.ceil(Math.max(...names)))
  const height = isNarrow ? Math.max(72, turned + 22) : 72
  const lanes = map.lanes.flatMap((lane, index): readonly Shape[] => {
    const column = columns.lanes[index]
    if (!column) return []
    const isTurned = isNarrow && lane.state !== 'root'
    const shapes = isTurned
      ? turnedHead(lane, column, height, turned)
      : uprightHead(lane, column, height, map.words)
    return [group({ kind: 'head', index }, lane.state === 'absent' ? 'absent' : '', headTitle(lane), shapes)]
  })
  const { words } = map
  const { hypervisor, addresses, sizes } = columns
  const base = height - 10
  const [name, does] = [words.hypervisorHead, words.hypervisorDoes]
  return {
    name: 'heads',
    height,
    shapes: [
      label(addresses.x + addresses.width, base, words.addressHead, fonts.small, 'soft', 'end'),
      label(sizes.x + sizes.width, base, words.sizeHead, fonts.small, 'soft', 'end'),
      label(hypervisor.x, height - 38, fitted(name, hypervisor.width, fonts.heading), fonts.heading),
      label(hypervisor.x, height - 24, fitted(does, hypervisor.width, fonts.small), fonts.small, 'soft'),
      underline(hypervisor, height),
      ...lanes,
    ],
  }
}

/** Said by drawings that stand alone only, and so in English. */
function headTitle({ name, file, cpus, state, obstacle }: Lane): string {
  const what = state === 'root' ? 'the root cell' : state === 'created' ? 'created' : 'not created'
  return [`${name} (${file})`, cpus, obstacle === undefined ? what : `${what}: ${obstacle}`].join('\n')
}

function uprightHead(lane: Lane, column: Column, height: number, words: MapWords): readonly Shape[] {
  const names = nameLines(lane.name, column.width, fonts.heading)
  const first = height - 24 - 14 * names.length
  return [
    ...names.map((text, index): Label => label(column.x, first + 14 * index, text, fonts.heading)),
    label(column.x, height - 24, fitted(lane.cpus, column.width, fonts.small), fonts.small, 'soft'),
    label(column.x, height - 11, stateText(lane, words), fonts.small, 'soft state'),
    underline(column, height),
  ]
}

function turnedHead(lane: Lane, column: Column, height: number, room: number): readonly Shape[] {
  const x = column.x + column.width / 2 + 4
  return [
    label(x, height - 12, fitted(lane.name, room, fonts.text), fonts.text, '', 'start', true),
    underline(column, height),
  ]
}

function stateText({ state }: Lane, words: MapWords): string {
  return state === 'root' ? words.rootHas : state === 'created' ? words.isCreated : words.isAbsent
}

function underline({ x, width }: Column, height: number): Shape {
  return line([x, height - 4], [x + width, height - 4], 'head-line')
}
