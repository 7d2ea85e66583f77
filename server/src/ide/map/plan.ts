/** What the parts of the drawing are drawn from: the map, what is to be drawn of it, and where everything goes. */
import type { Block, MarkRun } from './blocks.ts'
import type { BoardMap } from './board-map.ts'
import type { Columns, RowPlaces } from './geometry.ts'
import type { Naming } from './remarks.ts'

export interface Plan {
  readonly map: BoardMap
  readonly blocks: readonly Block[]
  readonly runs: readonly MarkRun[]
  readonly columns: Columns
  /** Whether the lanes of cells are too narrow for words. */
  readonly isNarrow: boolean
  readonly naming: Naming
  readonly places: RowPlaces
  /** Whether columns are as narrow as the room for the drawing wants them. */
  readonly isFitted: boolean
  /** Whether cells can be created and destroyed on the drawing. */
  readonly isSwitchable: boolean
}
