/** What elements of configs can have to do with others: the words in which that is said. */
import type { Cell } from '../board/cell.ts'
import type { Configuration } from '../config/model.ts'
import type { View } from '../config/view.ts'
import type { Surroundings } from './cell-context.ts'

export interface RelatedElements {
  /** What it rests on or refers to. */
  readonly ground: readonly Related[]
  /** What of its own cell refers to it. */
  readonly users: readonly Related[]
  /** What other cells have of the same thing. */
  readonly peers: readonly Related[]
}

export interface Related {
  readonly configuration: Configuration
  readonly view: Pick<View, 'place' | 'designator'>
}

/** The cell that is asked about, and those around it. */
export interface Around {
  readonly cell: Cell
  /** The non-root cells of the board but the one itself. */
  readonly others: readonly Cell[]
  /** Undefined for the root cell itself, and for a cell without one. */
  readonly root: Cell | undefined
  readonly surroundings: Surroundings
}

export const nothing: RelatedElements = { ground: [], users: [], peers: [] }

/** Elements of a cell. */
export function found(
  { configuration }: Cell,
  items: readonly { readonly view: View }[],
): readonly Related[] {
  return items.map(({ view }) => ({ configuration, view }))
}
