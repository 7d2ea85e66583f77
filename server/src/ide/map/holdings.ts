/**
 * What each lane of the map holds of physical memory: the ways of `partition`, which is the one answer to who reaches
 * what. Of the root cell also what it has while it is alone, and which cells take it away.
 *
 * A cell's own ways do not depend on the others. Root's do, and creating takes them away one cell after the other:
 * what root has left is what none of the created cells takes. (That is exact unless interceptors of root overlap each
 * other, which is a fault by itself; what is drawn at first is the simulation's answer in any case.)
 */
import type { Board } from '../../board/board.ts'
import { historyOf } from '../../board/partition/history.ts'
import { type Partition, partitionOf } from '../../board/partition/partition.ts'
import type { Reach } from '../../board/partition/reach.ts'
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
}

/** Through page tables, by emulation of a sub-page region, or only by devices through an IOMMU. */
export type HeldBy = 'pages' | 'traps' | 'devices'

export interface Holdings {
  /** Of every cell, and of the root cell while it is alone; by lane, then by guest address. */
  readonly all: readonly Holding[]
  /** Of the root cell after the cells of the map are created. */
  readonly remaining: readonly Holding[]
  /** Of the root cell after a single cell is created, by the position of its lane. */
  readonly remainingBeside: ReadonlyMap<number, readonly Holding[]>
  /** Whether devices of some cell reach, behind an SMMUv3, what root's CPUs reach. */
  readonly hasLentWays: boolean
}

export function holdingsOf(board: Board, lanes: readonly Lane[]): Holdings {
  const partition = partitionOf(board)
  const created = lanes.filter(({ state }) => state === 'created').map(({ cell }) => cell)
  const remainingBeside = new Map<number, readonly Holding[]>()
  const all = [...ownHoldings(waysAfter(partition, []), rootLane, lanes)]
  let hasLentWays = false
  for (const [lane, { cell, state }] of lanes.entries()) {
    if (state === 'root') continue
    const ways = waysAfter(partition, [cell])
    hasLentWays ||= ways.some((way) => way.cell === cell && isLent(way))
    all.push(...ownHoldings(ways, lane, lanes))
    remainingBeside.set(lane, ownHoldings(ways, rootLane, lanes))
  }
  const remaining = ownHoldings(waysAfter(partition, created), rootLane, lanes)
  return { all, remaining, remainingBeside, hasLentWays }
}

/** The same text for holdings of all lanes that are the same way to memory, apart from where it begins and ends. */
export function wayOf({ lane, region, shift, by, read, write, execute, dma }: Holding): string {
  const rights = [read, write, execute, dma].map(Number).join('')
  return `${lane} ${region?.index ?? '-'} ${shift} ${by} ${rights}`
}

function waysAfter(partition: Partition, created: readonly Lane['cell'][]): readonly Reach[] {
  return partition.reachOf(everything, historyOf('created', created))
}

function ownHoldings(ways: readonly Reach[], lane: number, lanes: readonly Lane[]): readonly Holding[] {
  const cell = lanes[lane]?.cell
  return ways.flatMap((way) => (way.cell === cell && !isLent(way) ? [holdingOf(way, lane)] : []))
}

/** Behind an SMMUv3 every cell with streams has all of root's ways; drawn, they would hide everything else. */
function isLent({ cell, via }: Reach): boolean {
  return !cell.isRoot && via?.configuration.kind === 'system'
}

function holdingOf(way: Reach, lane: number): Holding {
  const { physical, guest, read, write, execute, dma, trapped, via } = way
  const by = trapped ? 'traps' : read || write || execute ? 'pages' : 'devices'
  return { lane, physical, shift: guest.start - physical.start, read, write, execute, dma, by, region: via }
}

/** All physical addresses that there can be; sums of 64-bit numbers may reach beyond 2^64. */
const everything: Range = { start: 0n, end: 1n << 66n }
