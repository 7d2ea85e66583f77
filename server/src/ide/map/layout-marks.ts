/**
 * What several lanes have in common, drawn: a line between them with a dot at each, and the remark at its right end.
 * The lines run behind the blocks, so that they are seen only in between.
 */
import type { MarkRun } from './blocks.ts'
import { lanesIn } from './board-map.ts'
import { box, fonts, group, label, line, type Shape } from './drawing.ts'
import type { Plan } from './plan.ts'
import { markDetails } from './details.ts'
import { type Remark, remarkHeight } from './remarks.ts'
import { fitted } from './text-width.ts'

export function marksShapes(plan: Plan, where: 'behind' | 'front'): readonly Shape[] {
  const lines = new Map<number, number>()
  return plan.naming.remarks.flatMap((remark) => {
    const position = lines.get(remark.row) ?? 0
    lines.set(remark.row, position + 1)
    const y = (plan.places.tops[remark.row] ?? 0) + 9.5 + remarkHeight * position
    return where === 'behind' ? connector(plan, remark, y) : words(plan, remark, y)
  })
}

function connector(plan: Plan, { run: index }: Remark, y: number): readonly Shape[] {
  const { runs, columns } = plan
  const run = index === undefined ? undefined : runs[index]
  const ends = (run?.mark.lanes ?? []).flatMap((lane) => columns.lanes[lane] ?? [])
  const [first] = ends
  if (!run || index === undefined || !first) return []
  const from = first.x + first.width
  return [
    group({ kind: 'mark', index }, lookOf(plan, run), '', [
      line([from, y], [columns.remarks.x - 6, y], 'tie'),
    ]),
  ]
}

function words(plan: Plan, remark: Remark, y: number): readonly Shape[] {
  const { map, runs, columns, places } = plan
  const { x, width } = columns.remarks
  const run = remark.run === undefined ? undefined : runs[remark.run]
  if (!run || remark.run === undefined)
    return [label(x, y + 3.5, fitted(remark.text, width, fonts.small), fonts.small, 'soft')]
  const top = (places.tops[run.from] ?? 0) + 2
  const bottom = (places.tops[run.to] ?? top) - 2
  const there = lanesNow(plan, run)
  const dots = run.mark.lanes.flatMap((lane): readonly Shape[] => {
    const column = columns.lanes[lane]
    return column
      ? [
          {
            kind: 'dot',
            x: column.x + column.width,
            y,
            radius: 3,
            look: there.includes(lane) ? 'knot' : 'knot gone',
          },
        ]
      : []
  })
  return [
    group({ kind: 'mark', index: remark.run }, lookOf(plan, run), markDetails(map, run), [
      ...(run.to - run.from < 2 ? [] : [box(x - 7, top, 2, bottom - top, 'bracket')]),
      ...dots,
      label(
        x,
        y + 3.5,
        fitted(`${signOf(run.mark.kind)} ${remark.text}`, width, fonts.small),
        fonts.small,
        'what',
      ),
    ]),
  ]
}

/** A mark that does not hold with the cells of the map keeps its place, and is not seen. */
function lookOf(plan: Plan, run: MarkRun): string {
  return `mark ${run.mark.kind}${lanesNow(plan, run).length === 0 ? ' gone' : ''}`
}

function lanesNow({ map }: Plan, { mark, from }: MarkRun): readonly number[] {
  return lanesIn(map, mark, from)
}

function signOf(kind: MarkRun['mark']['kind']): string {
  switch (kind) {
    case 'conflict':
      return '!'
    case 'ivshmem':
      return '⇄'
    case 'shared':
    case 'turns':
      return '↔'
  }
}
