/**
 * The strip of the L3 cache: bits of the capacity mask, each standing for a part of it. A cell that asks for none uses
 * what root has left. Where root asks for none it has all bits that the processor has, and only that knows how many.
 */
import { type CachePartition, cachePartitionOf, mostCacheBits } from '../../board/cache-partitions.ts'
import { processorOf } from '../../board/partition/access.ts'
import { waysLeft } from '../../board/partition/held-ways.ts'
import type { Board } from '../../board/board.ts'
import type { Range } from '../../config/range.ts'
import { type Lane, rootLane } from './lanes.ts'
import { filled } from './map-words.ts'
import { runsOf } from './runs.ts'
import { item, runText, type StripContext, type StripItem } from './strip-item.ts'

/** What creating cells takes from root's part is played through with. */
export interface CacheMasks {
  /** What root has while it is alone. */
  readonly root: bigint
  /** By lane, what the cell takes of it: nothing where it shares. */
  readonly cells: readonly bigint[]
}

export function cacheMasksOf(board: Board, lanes: readonly Lane[]): CacheMasks {
  const parts = partsOf(board, lanes)
  return {
    root: parts[rootLane] ? maskOf(parts[rootLane].bits) : 0n,
    cells: parts.map((part, lane) => (part && !part.isShared && lane !== rootLane ? maskOf(part.bits) : 0n)),
  }
}

export function cacheItems(context: StripContext): readonly StripItem[] {
  const { board, lanes, words, relevant } = context
  const parts = partsOf(board, lanes)
  const masks = cacheMasksOf(board, lanes)
  const created = masks.cells.filter((_, lane) => lanes[lane]?.state === 'created')
  const left = waysLeft(masks.root, created)
  const claims = parts.flatMap((part, lane) => (part ? [{ lane, range: part.bits }] : []))
  return runsOf(claims, relevant).map(({ range, lanes: having }) => {
    const bits = maskOf(range)
    const isOpen = range.end === mostCacheBits && !parts[rootLane]?.region
    const label = isOpen ? `${range.start}…` : runText(range)
    const others = having.filter((lane) => lane !== rootLane)
    return item(context, {
      label,
      detail: isOpen ? filled(words.cacheBitsFrom, `${range.start}`) : filled(words.cacheBits, label),
      having,
      places: having.flatMap((lane) => parts[lane]?.region?.place ?? []),
      sharing: 0 < others.length && others.every((lane) => parts[lane]?.isShared) ? 'granted' : 'none',
      bits,
      isLeft: (left & bits) !== 0n,
    })
  })
}

/** The cells that use root's part, for there being none of their own; none where nobody has a part. */
export function cellsOnRootsCache(board: Board, lanes: readonly Lane[]): readonly Lane[] {
  const parts = partsOf(board, lanes)
  return parts.length === 0 ? [] : lanes.filter((_, lane) => lane !== rootLane && !parts[lane])
}

interface Part extends Pick<CachePartition, 'bits' | 'isShared'> {
  /** Undefined for what nobody has written: that root has all bits. */
  readonly region: CachePartition['region'] | undefined
}

/** By lane; empty where nobody asks for a part, and on processors that do not look at the list. */
function partsOf({ root }: Board, lanes: readonly Lane[]): readonly (Part | undefined)[] {
  const parts = lanes.map(({ cell }): Part | undefined => cachePartitionOf(cell))
  if (processorOf(root) === 'amd' || parts.every((part) => !part)) return []
  const all: Part = { bits: { start: 0n, end: mostCacheBits }, isShared: false, region: undefined }
  return parts.map((part, lane) => part ?? (lane === rootLane ? all : undefined))
}

function maskOf({ start, end }: Range): bigint {
  return ((1n << (end - start)) - 1n) << start
}
