/**
 * What each lane of the map holds of physical memory: the ways of `partition`, which is the one answer to who reaches
 * what. A cell's own ways do not depend on the others. Of the root cell it is everything that it has with some choice
 * of cells, each with the circumstances.
 */
import type { Board } from '../../board/board.ts'
import { hasBusMasters } from '../../board/partition/dma.ts'
import { partitionOf } from '../../board/partition/partition.ts'
import type { Reach } from '../../board/partition/reach.ts'
import type { RootPart } from '../../board/partition/root-part-cuts.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { Range } from '../../config/range.ts'
import { type Lane, rootLane } from './lanes.ts'

export interface Holding {
  /** The position of its lane. */
  readonly lane: number
  readonly physical: Range
  /** What is added to a physical address to get the guest's. */
  readonly shift: bigint
  readonly read: boolean
  readonly write: boolean
  readonly execute: boolean
  readonly dma: boolean
  readonly by: HeldBy
  /** The region that opens the way; undefined for the virtual interface of a GIC. */
  readonly region: LiveRegion | undefined
  /** Of root: when it has it. */
  readonly part: RootPart | undefined
}

/** Through page tables, by emulation of a sub-page region, or only by devices through an IOMMU. */
export type HeldBy = 'pages' | 'traps' | 'devices'

export interface Holdings {
  /** By lane, then by guest address. */
  readonly all: readonly Holding[]
  /** Whether devices of some cell reach, behind an SMMUv3, what root's CPUs reach. */
  readonly hasLentWays: boolean
  /** False when there is more than is looked at. */
  readonly isComplete: boolean
}

export function holdingsOf(board: Board, lanes: readonly Lane[]): Holdings {
  const { iommus, ownWays, rootParts } = partitionOf(board)
  const { parts, isComplete } = rootParts()
  const all = lanes.flatMap(({ cell }, lane) =>
    lane === rootLane
      ? parts.map((part) => holdingOf(part.way, lane, part))
      : ownWays(cell).map((way) => holdingOf(way, lane, undefined)),
  )
  // Behind an SMMUv3 every cell with streams has all of root's ways; drawn, they would hide everything else.
  const hasLentWays = iommus.has('SMMUv3') && board.cells.some((cell) => hasBusMasters(cell, iommus))
  return { all, hasLentWays, isComplete }
}

/** The same text for holdings of all lanes that are the same way to memory, apart from where it begins and ends. */
export function wayOf({ lane, region, shift, by, read, write, execute, dma }: Holding): string {
  const rights = [read, write, execute, dma].map(Number).join('')
  return `${lane} ${region?.index ?? '-'} ${shift} ${by} ${rights}`
}

function holdingOf(way: Reach, lane: number, part: RootPart | undefined): Holding {
  const { physical, guest, read, write, execute, dma, trapped, via } = way
  const by = trapped ? 'traps' : read || write || execute ? 'pages' : 'devices'
  const shift = guest.start - physical.start
  return { lane, physical, shift, read, write, execute, dma, by, region: via, part }
}
