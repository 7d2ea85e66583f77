/**
 * The partition of a board: one answer to who can reach which byte, with what rights, at which moment.
 *
 * It is simulated as the hypervisor brings it about, not deduced from overlaps: units, then regions in array order,
 * then what each command takes and gives (upstream `setup.c: init_late`, `control.c`; catalogue C.1 to C.7, D.2). A
 * moment is named by its history, the commands since enabling; `historyOf` makes the usual ones. Every command is
 * taken to succeed: what is refused is for rules to find.
 *
 * Everything is computed when first asked for and kept with the board. This file answers; it does not judge.
 */
import type { PciDevice } from '../../config/model.ts'
import type { Range } from '../../config/range.ts'
import { remembered } from '../../config/remembered.ts'
import type { Board } from '../board.ts'
import type { Cell } from '../cell.ts'
import { type Processor, processorOf } from './access.ts'
import { isFullyKnown, isMachineKnown } from './completeness.ts'
import { type Iommus, iommusOf, separateStrokes } from './dma.ts'
import { finishedSpace, type GuestPoint, type GuestSpace, lookup, newSpace } from './guest-space.ts'
import { type History, historyOf, possibleCommands, statesAfter } from './history.ts'
import { relocatableDevices } from './interceptors.ts'
import type { Mapping } from './mapping.ts'
import { painted, type Patch } from './painting.ts'
import { type Presence, type Reach, reachIndex, type ReachIndex, waysOf } from './reach.ts'
import { type Resources, resourcesAfter } from './resources.ts'
import { mostReturned, type RootAtStart, rootAfter, rootAtStart } from './root-view.ts'
import { type RootCover, rootCover } from './root-cover.ts'
import { type RootParts, rootPartsOf } from './root-parts.ts'
import { devicesOfRoot, takingOf } from './root-takings.ts'

export interface Partition {
  readonly board: Board
  /** The IOMMUs of the board. If there are none, devices of any cell reach all physical memory. */
  readonly iommus: Iommus
  /**
   * Whether all that the spaces of root and of these cells depend on is known. If not, answers hold what is certain:
   * rules about something *missing* must stay silent.
   */
  readonly isComplete: (cells: readonly Cell[]) => boolean
  /** The space of a cell from its creation on; that of root right after enabling. */
  readonly guestSpaceOf: (cell: Cell) => GuestSpace
  /** The space of root after a history. */
  readonly rootSpaceAfter: (history: History) => GuestSpace
  /** What remains to root when these cells have been created, in this order. */
  readonly rootRemainder: (cells: readonly Cell[]) => GuestSpace
  /** What a guest address leads to; for root right after enabling, or after a history. */
  readonly guestLookup: (cell: Cell, address: bigint, history?: History) => GuestPoint
  /** Every way to any byte of a physical range after a history; see `reach.ts`. */
  readonly reachOf: (physical: Range, history: History) => readonly Reach[]
  /** The ways that a cell has by itself from its creation on, root right after enabling: none that are lent to it. */
  readonly ownWays: (cell: Cell) => readonly Reach[]
  /** What root has with any choice of cells. */
  readonly rootParts: () => RootParts
  /** Which of root's regions hold a physical range while root is alone. */
  readonly rootCover: (physical: Range) => RootCover
  /** Who has which CPU, pin, port, PCI device, stream and part of the cache after a history. */
  readonly resourcesAfter: (history: History) => Resources
  /** The cell's ivshmem devices: their registers are intercepted where the guest puts them, so at no fixed address. */
  readonly relocatableDevices: (cell: Cell) => readonly PciDevice[]
}

/** The partition of a board; the same object for the same board. */
export const partitionOf: (board: Board) => Partition = remembered(simulated)

function simulated(board: Board): Partition {
  const { root, rootCell } = board
  // On a machine of unknown kind nothing is intercepted for certain, and Arm's rights are as good as any.
  const processor = processorOf(root) ?? 'arm'
  const iommus = iommusOf(root)
  const moments = kept((history: History) => momentAfter(history), keyOfHistory(board))
  const start = lazily(() => rootAtStart(rootCell, root, processor))
  const cells = remembered((cell: Cell) => cellTables(cell, board, processor))

  const atStart = lazily(() => rootTables(start(), [], isComplete([])))
  const rootParts = lazily(() => {
    const devices = devicesOfRoot(rootCell)
    const takings = new Map(board.cells.map((cell) => [cell, takingOf(cell, processor, devices)]))
    const { interceptors } = rootAfter(start(), [])
    return rootPartsOf(
      { cell: rootCell, isRunning: true, ...atStart() },
      interceptors,
      iommus,
      takings,
      devices,
    )
  })

  function isComplete(involved: readonly Cell[]): boolean {
    return (
      isMachineKnown(root) &&
      [rootCell, ...involved].every(({ configuration }) => isFullyKnown(configuration))
    )
  }

  function momentAfter(history: History): Moment {
    const states = statesAfter(history)
    const ever = [...new Set(history.map(({ cell }) => cell))]
    const ours = lazily(() => rootTables(start(), history, isComplete(ever)))
    const presences = (): readonly Presence[] => [
      { cell: rootCell, isRunning: true, ...ours() },
      ...[...states].map(([cell, state]) => ({ cell, isRunning: state === 'running', ...cells(cell) })),
    ]
    return { rootSpace: () => ours().space, index: lazily(() => reachIndex(presences(), iommus)) }
  }

  const rootSpaceAfter = (history: History): GuestSpace => moments(history).rootSpace()
  const guestSpaceOf = (cell: Cell): GuestSpace => (cell.isRoot ? rootSpaceAfter([]) : cells(cell).space)
  const reachOf = (physical: Range, history: History): readonly Reach[] =>
    moments(history).index().reachOf(physical)
  return {
    board,
    iommus,
    isComplete,
    guestSpaceOf,
    rootSpaceAfter,
    rootRemainder: (created) => rootSpaceAfter(historyOf('created', created)),
    guestLookup: (cell, address, history = []) =>
      lookup(cell.isRoot ? rootSpaceAfter(history) : cells(cell).space, address),
    reachOf,
    ownWays: (cell) => waysOf({ cell, isRunning: true, ...(cell.isRoot ? atStart() : cells(cell)) }, iommus),
    rootParts,
    rootCover: (physical) => rootCover(physical, reachOf(physical, [])),
    resourcesAfter: (history) => resourcesAfter(rootCell, root, history),
    relocatableDevices,
  }
}

interface Moment {
  readonly rootSpace: () => GuestSpace
  readonly index: () => ReachIndex
}

/** What the hypervisor has set up for one cell. */
interface Tables {
  readonly space: GuestSpace
  readonly devices: readonly Patch<Mapping>[]
}

function cellTables(cell: Cell, { root }: Board, processor: Processor): Tables {
  const isComplete = isMachineKnown(root) && isFullyKnown(cell.configuration)
  return {
    space: finishedSpace(newSpace(cell, root, processor), isComplete),
    devices: painted(separateStrokes(cell, root)),
  }
}

function rootTables(start: RootAtStart, history: History, isComplete: boolean): Tables {
  const made = rootAfter(start, history)
  const isWhole = isComplete && made.returned < mostReturned
  return { space: finishedSpace(made, isWhole), devices: painted(made.deviceStrokes) }
}

function lazily<Value>(compute: () => Value): () => Value {
  let found: { readonly value: Value } | undefined
  return () => (found ??= { value: compute() }).value
}

/**
 * Remembers the latest results: a board has more histories than one would like to keep. A history that is asked for
 * again as the same array is recognised without being read.
 */
function kept<Value>(
  compute: (history: History) => Value,
  keyOf: (history: History) => string,
): (history: History) => Value {
  const keys = new WeakMap<History, string>()
  const values = new Map<string, { readonly value: Value }>()
  return (history) => {
    const key = keys.get(history) ?? keyOf(history)
    keys.set(history, key)
    const found = values.get(key) ?? { value: compute(history) }
    values.delete(key)
    values.set(key, found)
    const [oldest] = values.keys()
    if (mostMoments < values.size && oldest !== undefined) values.delete(oldest)
    return found.value
  }
}

function keyOfHistory({ cells }: Board): (history: History) => string {
  const numbers = new Map(cells.map((cell, index) => [cell, index]))
  const numberOf = (cell: Cell): number => {
    const number = numbers.get(cell) ?? numbers.size
    numbers.set(cell, number)
    return number
  }
  return (history) =>
    possibleCommands(history)
      .map(({ does, cell }) => `${does} ${numberOf(cell)}`)
      .join()
}

const mostMoments = 16
