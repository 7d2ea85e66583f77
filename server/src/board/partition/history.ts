/**
 * What was done to the cells of a board, in order. The state of root depends on it: what a cell takes, gives back for
 * loading and takes again is applied to whatever is there at that moment.
 */
import type { Cell } from '../cell.ts'

/** A command of the management tool; `load` stands for making a cell loadable, as `cell shutdown` does too. */
export interface Command {
  readonly does: 'create' | 'load' | 'start' | 'destroy'
  readonly cell: Cell
}

/** Since the hypervisor was enabled; empty for root alone. */
export type History = readonly Command[]

export type Phase = 'enabled' | 'created' | 'loaded' | 'running' | 'destroyed'

/** In what state a cell is that exists. */
export type CellState = 'created' | 'loaded' | 'running'

/**
 * How a phase is usually reached: each cell is created, loaded and started before the next one, as far as it goes.
 * For `destroyed` all of them run at first, and are destroyed in the same order.
 */
export function historyOf(phase: Phase, cells: readonly Cell[]): History {
  const commands: Readonly<Record<Phase, readonly Command['does'][]>> = {
    enabled: [],
    created: ['create'],
    loaded: ['create', 'load'],
    running: ['create', 'load', 'start'],
    destroyed: ['create', 'load', 'start'],
  }
  const history = cells.flatMap((cell) => commands[phase].map((does) => ({ does, cell })))
  if (phase !== 'destroyed') return history
  return [...history, ...cells.map((cell) => ({ does: 'destroy', cell }) as const)]
}

/** What is left of a history when the commands that would be refused for the cell's state are taken out. */
export function possibleCommands(history: History): History {
  const exists = new Set<Cell>()
  return history.filter(({ does, cell }) => {
    if (cell.isRoot || (does === 'create') === exists.has(cell)) return false
    if (does === 'create') exists.add(cell)
    if (does === 'destroy') exists.delete(cell)
    return true
  })
}

/** The cells that exist in the end, in the order of their creation. */
export function statesAfter(history: History): ReadonlyMap<Cell, CellState> {
  const states = new Map<Cell, CellState>()
  for (const { does, cell } of possibleCommands(history)) {
    if (does === 'destroy') states.delete(cell)
    else states.set(cell, does === 'create' ? 'created' : does === 'load' ? 'loaded' : 'running')
  }
  return states
}
