/** What the looks of a drawing mean: a swatch and a few words for each that is in it. */
import { alternativeBy } from '../../board/coexistence.ts'
import { box, fonts, group, label, line, moved, type Part, type Shape } from './drawing.ts'
import { margin } from './geometry.ts'
import { rootLane } from './lanes.ts'
import { lookOfItem } from './layout-strips.ts'
import type { Plan } from './plan.ts'
import type { StripItem } from './strip-item.ts'
import { textWidth } from './text-width.ts'

export interface LegendEntry {
  readonly text: string
  /** A swatch of 20 by 12 pixels. */
  readonly swatch: Shape
}

export function legendPart(plan: Pick<Plan, 'map' | 'columns'>, entries: readonly LegendEntry[]): Part {
  const { rights } = plan.map.words
  const right = plan.columns.width - margin
  const shapes: Shape[] = []
  let x = margin
  let y = 8
  const makeRoom = (width: number): void => {
    if (x + width <= right) return
    x = margin
    y += 20
  }
  for (const { text, swatch } of entries) {
    const width = 26 + textWidth(text, fonts.small)
    makeRoom(width)
    shapes.push(moved(swatch, x, y), label(x + 26, y + 10, text, fonts.small, 'soft'))
    x += width + 20
  }
  makeRoom(textWidth(rights, fonts.small))
  shapes.push(label(x, y + 10, rights, fonts.small, 'soft'))
  return {
    name: 'legend',
    height: y + 30,
    shapes: [...shapes, line([margin, y + 24], [right, y + 24], 'rule')],
  }
}

/** The entries for what is in a drawing, or may come into it. */
export function legendOf(
  plan: Pick<Plan, 'map' | 'blocks' | 'runs' | 'isSwitchable'>,
): readonly LegendEntry[] {
  const { map, blocks, runs, isSwitchable } = plan
  const { words } = map
  const kinds = new Set(map.keepings.map(({ kind }) => kind))
  const marks = new Set(runs.map(({ mark }) => mark.kind))
  const items = new Set(
    (isSwitchable ? map.strips.all : map.strips.now).flatMap((strip) =>
      strip.items.flatMap((item) => (isSwitchable ? possibleLooks(map, item) : [lookOfItem(item)])),
    ),
  )
  const isAny = (test: (block: Plan['blocks'][number]) => boolean): boolean => blocks.some(test)
  const hasAbsent = isSwitchable || map.lanes.some(({ state }) => state === 'absent')
  return [
    ...entry(words.rootCell, 'block root', true),
    ...entry(words.cell, 'block cell', 1 < map.lanes.length),
    ...entry(
      'ivshmem',
      'block link',
      isAny(({ isSection }) => isSection) || items.has('link'),
      edge(0),
      edge(4.5),
    ),
    ...entry(words.declaredShared, 'block shared', marks.has('shared') || items.has('shared'), edge(0)),
    ...entry(words.conflict, 'block conflict', marks.has('conflict') || items.has('conflict'), over('clash')),
    ...entry(
      words.subPage,
      'block cell',
      isAny(({ piece }) => piece.holding.by === 'traps'),
      over('dots'),
    ),
    ...entry(
      words.devicesOnly,
      'block cell',
      isAny(({ piece }) => piece.holding.by === 'devices'),
      over('bars'),
    ),
    ...entry(
      words.takenFromRoot,
      'block root taken',
      1 < map.lanes.length && (isSwitchable || isAny(isTaken)),
    ),
    ...entry(words.absentCell, 'block cell absent', 1 < map.lanes.length && hasAbsent),
    ...entry(words.keptMemory, 'keeping memory', kinds.has('memory')),
    ...entry(words.intercepted, 'keeping intercepted', kinds.has('intercepted'), over('hatch')),
    ...entry(words.usedByHypervisor, 'keeping used', kinds.has('used')),
    ...(map.rows.some(({ isGap }) => isGap)
      ? [{ text: words.unreached, swatch: line([0, 6.5], [20, 6.5], 'break') }]
      : []),
  ]
}

/** What an item may be drawn as when cells are created on the drawing, apart from one of a single holder. */
function possibleLooks({ lanes }: Plan['map'], item: StripItem): readonly string[] {
  const keeps = item.isRoots && item.claims.some((lane) => !item.takenBy.includes(lane))
  const all = [...(keeps ? [rootLane] : []), ...item.claims].flatMap((lane) => lanes[lane]?.cell ?? [])
  const canMeet = all.some((cell, index) =>
    all.slice(0, index).some((other) => other.isRoot || !alternativeBy(other, cell)),
  )
  return canMeet ? [lookOfItem({ ...item, holders: [...all.keys()] })] : []
}

function isTaken({ lane, piece }: Plan['blocks'][number]): boolean {
  return lane === rootLane && !piece.isHeld
}

function entry(
  text: string,
  look: string,
  isUsed: boolean,
  ...signs: readonly Shape[]
): readonly LegendEntry[] {
  if (!isUsed) return []
  return [{ text, swatch: group(undefined, look, '', [box(0.5, 0.5, 19, 11, 'face'), ...signs]) }]
}

function over(pattern: string): Shape {
  return box(0.5, 0.5, 19, 11, pattern)
}

function edge(x: number): Shape {
  return box(x + 0.5, 0.5, 2.5, 11, 'edge')
}
