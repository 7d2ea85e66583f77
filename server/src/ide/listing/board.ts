/**
 * The partition of a board as data: what the root cell has when the hypervisor is enabled, what each cell has, and
 * what the root cell has left beside each set of cells that can run together.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { coexistingSets } from '../../board/coexistence-sets.ts'
import { type History, historyOf } from '../../board/partition/history.ts'
import { type Partition, partitionOf } from '../../board/partition/partition.ts'
import type { Range } from '../../config/range.ts'
import { type GuestRange, guestRanges } from './guest-ranges.ts'

export interface ListedBoard {
  /** The kinds of IOMMU; without any, devices reach all memory whatever is listed. */
  readonly iommus: readonly string[]
  /** After enabling, before any cell. */
  readonly root: Holder
  /** Each as it is while it runs beside the root cell alone. */
  readonly cells: readonly Holder[]
  /** What the root cell has left; no more than `mostRemainders` of them. */
  readonly remainders: readonly Remainder[]
}

/** A cell, and all that it has. */
export interface Holder {
  readonly cell: Cell
  /** False when something that could be among it is not known. */
  readonly isComplete: boolean
  readonly ranges: readonly GuestRange[]
  readonly cpus: readonly number[]
  /** By the address of the controller: interrupt ids of the GIC, or pins of the I/O APIC. */
  readonly interrupts: readonly { readonly controller: bigint; readonly pins: readonly number[] }[]
  /** I/O ports that it reaches without a trap. */
  readonly ports: readonly Range[]
  /** Bdfs of physical PCI devices. */
  readonly devices: readonly bigint[]
  /** Bdfs of ivshmem devices; their registers are where the guest puts them. */
  readonly links: readonly bigint[]
  /** As in the configuration. */
  readonly streams: readonly bigint[]
  /** The capacity mask of the L3 cache; undefined where nothing partitions it. */
  readonly cacheWays: bigint | undefined
}

export interface Remainder {
  /** The cells that are created, by their positions on the board. */
  readonly cells: readonly number[]
  readonly root: Holder
}

/** More states of the root cell than anybody compares. */
export const mostRemainders = 16

export function listedBoard(board: Board): ListedBoard {
  const partition = partitionOf(board)
  const { rootCell, cells } = board
  const { sets } = coexistingSets(board)
  return {
    iommus: [...partition.iommus],
    root: holderAt(rootCell, [], partition),
    cells: cells.map((cell) => holderAt(cell, historyOf('running', [cell]), partition)),
    remainders: sets.slice(0, mostRemainders).map((set) => ({
      cells: set.map((cell) => cells.indexOf(cell)),
      root: holderAt(rootCell, historyOf('running', set), partition),
    })),
  }
}

function holderAt(cell: Cell, history: History, partition: Partition): Holder {
  const space = cell.isRoot ? partition.rootSpaceAfter(history) : partition.guestSpaceOf(cell)
  // Without an IOMMU no table leads devices anywhere.
  const reach = partition.iommus.size === 0 ? [] : partition.reachOf(everything, history)
  const ways = reach.filter((way) => way.cell === cell)
  const { cpus, pins, ports, pciDevices, streams, cacheWays } = partition.resourcesAfter(history)
  const isOwn = (held: { readonly cell: Cell }): boolean => held.cell === cell
  return {
    cell,
    isComplete: space.isComplete,
    ranges: guestRanges(space, ways),
    cpus: cpus.flatMap(({ cpu, holders }) => (holders.includes(cell) ? [cpu] : [])),
    interrupts: pins.filter(isOwn).map(({ controller, pins: own }) => ({ controller, pins: own })),
    ports: ports.filter(isOwn).flatMap(({ direct }) => direct),
    devices: pciDevices.flatMap(({ bdf, holders }) => (holders.some(isOwn) ? [bdf] : [])),
    links: [...new Set(cell.ivshmem.map(({ bdf }) => bdf))],
    streams: streams.filter(isOwn).map(({ id }) => id),
    cacheWays: cacheWays.find(isOwn)?.mask,
  }
}

const everything: Range = { start: 0n, end: 1n << 64n }
