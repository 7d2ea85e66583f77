/**
 * From the map of a board to a drawing of it. The parts are drawn in files of their own; this one puts them together.
 */
import { blocksOf, markRunsOf, type Block, type MarkRun } from './blocks.ts'
import type { BoardMap } from './board-map.ts'
import type { Drawing } from './drawing.ts'
import { columnsOf, laneWidthOf, rowPlacesOf } from './geometry.ts'
import { headsPart } from './layout-heads.ts'
import { memoryPart } from './layout-memory.ts'
import { stripsPart } from './layout-strips.ts'
import { notesPart, titlePart } from './layout-words.ts'
import { type LegendEntry, legendOf, legendPart } from './legend.ts'
import type { Plan } from './plan.ts'
import { namingOf } from './remarks.ts'

/** A drawing, and what the numbers of the things in it stand for. */
export interface MapDrawing {
  readonly map: BoardMap
  readonly drawing: Drawing
  readonly blocks: readonly Block[]
  readonly runs: readonly MarkRun[]
  readonly legend: readonly LegendEntry[]
}

/**
 * @param isSwitchable whether cells can be created and destroyed on the drawing later: then it has room and borders for
 *   whatever may become visible
 * @param room how wide the drawing may become, if it can
 */
export function drawnMap(map: BoardMap, isSwitchable: boolean, room?: number): MapDrawing {
  const blocks = blocksOf(map, isSwitchable)
  const runs = markRunsOf(map, isSwitchable)
  const { isNarrow } = laneWidthOf(map)
  const naming = namingOf(map, runs, blocks, isNarrow)
  const columns = columnsOf(map, naming.remarks, room)
  const places = rowPlacesOf(map, naming.remarks)
  const isFitted = room !== undefined
  const plan: Plan = { map, blocks, runs, columns, isNarrow, naming, places, isFitted, isSwitchable }
  const legend = legendOf(plan)
  const parts = [
    titlePart(plan),
    legendPart(plan, legend),
    headsPart(plan),
    memoryPart(plan),
    stripsPart(plan),
    notesPart(plan),
  ].filter(({ height }) => 0 < height)
  return { map, drawing: { width: columns.width, parts }, blocks, runs, legend }
}
