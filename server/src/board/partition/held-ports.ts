/**
 * Who may use which I/O port of an x86 machine (upstream `vcpu.c: vcpu_cell_init`, `vcpu_cell_exit`).
 *
 * Every cell has a bitmap, which is written to in an order that matters: its own list first, then the command port of
 * the keyboard controller is trapped, then the PM timer is opened. Creating a cell closes its ports for root, the PM
 * timer's too if it lists them (catalogue C 47); destroying it opens for root what both lists have, and then that may
 * be the keyboard controller's command port, unmoderated. Port 0x80 and the PCI configuration ports 0xcf8 to 0xcff
 * are emulated for everyone and are listed here only where a bitmap opens them.
 */
import { intersection, type Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { type Command, type History, possibleCommands } from './history.ts'
import { overlay, painted, type Patch, type Stroke } from './painting.ts'

/** The ports that a cell uses without a trap, by rising number. */
export interface HeldPorts {
  readonly cell: Cell
  readonly direct: readonly Range[]
  /** Whether accesses to port 0x64 that do not go there directly are moderated; refused otherwise. */
  readonly isKeyboardModerated: boolean
}

/** For root and each cell that exists in the end; empty on other machines. */
export function heldPorts(rootCell: Cell, root: Root, history: History): readonly HeldPorts[] {
  if (root.architecture !== 'x86') return []
  const bitmaps = new Map<Cell, Stroke<true>[]>([[rootCell, initialStrokes(rootCell, root)]])
  const ours = bitmaps.get(rootCell) ?? []
  for (const command of possibleCommands(history)) apply(command, bitmaps, ours, rootCell, root)
  return [...bitmaps].map(([cell, strokes]) => ({
    cell,
    direct: merged(painted(strokes).map(({ range }) => range)),
    isKeyboardModerated: cell.ports.some(({ ports }) => intersection(ports, keyboardCommand)),
  }))
}

function apply(
  { does, cell }: Command,
  bitmaps: Map<Cell, Stroke<true>[]>,
  ours: Stroke<true>[],
  rootCell: Cell,
  root: Root,
): void {
  if (does === 'create') {
    bitmaps.set(cell, initialStrokes(cell, root))
    ours.push(...cell.ports.map(({ ports }) => ({ range: ports, paint: undefined })))
  } else if (does === 'destroy') {
    bitmaps.delete(cell)
    for (const { range, b } of overlay(listed(cell), listed(rootCell)))
      if (b) ours.push({ range, paint: true })
  }
}

function initialStrokes(cell: Cell, { configuration }: Root): Stroke<true>[] {
  const { pmTimerAddress } = configuration.system.platform.x86
  const timer = pmTimerAddress.known ? pmTimerAddress.value : 0n
  return [
    ...cell.ports.map(({ ports }) => ({ range: ports, paint: true }) as const),
    { range: keyboardCommand, paint: undefined },
    ...(timer === 0n ? [] : [{ range: { start: timer, end: timer + 4n }, paint: true } as const]),
  ]
}

/** The list of a cell, each port once. */
function listed(cell: Cell): readonly Patch<true>[] {
  return painted(cell.ports.map(({ ports }) => ({ range: ports, paint: true })))
}

/** Touching ranges become one. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = []
  for (const range of ranges) {
    const last = result.at(-1)
    if (last && last.end === range.start) result[result.length - 1] = { start: last.start, end: range.end }
    else result.push(range)
  }
  return result
}

const keyboardCommand: Range = { start: 0x64n, end: 0x65n }
