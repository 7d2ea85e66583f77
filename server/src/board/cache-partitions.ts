/**
 * The parts of the L3 cache that cells ask for (upstream `arch/x86/cat.c`; catalogue A.6).
 *
 * Where an Intel CPU can partition its cache, a bit of the capacity mask stands for a part of it. A cell that asks for
 * bits gets them, and the root cell loses them unless they are shared; a cell that asks for none uses those of the
 * root cell. Other machines do not look at the list. How many bits the mask has only the CPU says, 32 at most.
 */
import type { CacheRegion, Configuration } from '../config/model.ts'
import type { Range } from '../config/range.ts'
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'

/** What a cell gets, if the CPU has that many bits. */
export interface CachePartition {
  readonly region: CacheRegion
  readonly bits: Range
  /** Whether the root cell keeps the bits, too. */
  readonly isShared: boolean
}

/** More bits no capacity mask can have. */
export const mostCacheBits = 32n

/** Undefined for a cell that asks for nothing, for what is refused, where it is not known, and on Arm. */
export function cachePartitionOf(cell: Cell): CachePartition | undefined {
  const [region, ...others] = countedCaches(cell.configuration)
  if (machineOf(cell) !== 'x86' || !region || 0 < others.length) return undefined
  const { constant } = cell.configuration.interface
  const { start, size, type, flags } = region
  const shared = constant('JAILHOUSE_CACHE_ROOTSHARED')
  if (!start.known || !size.known || !type.known || !flags.known || shared === undefined) return undefined
  const bits = { start: start.value, end: start.value + size.value }
  if (type.value !== constant('JAILHOUSE_CACHE_L3') || size.value === 0n || mostCacheBits < bits.end)
    return undefined
  return { region, bits, isShared: (flags.value & shared) !== 0n }
}

/** The elements that are read; none where the count is not known. */
export function countedCaches({ caches: { items, count } }: Configuration): readonly CacheRegion[] {
  return count.known ? items.filter(({ index }) => BigInt(index) < count.value) : []
}
