/**
 * How many page tables a set of mappings needs (upstream `paging.c: paging_create`; catalogue H.2).
 *
 * The hypervisor maps with the largest pages that fit: 1 GiB, 2 MiB or 4 KiB. So a table is needed for every 1 GiB that
 * is not mapped as a whole, and one for every 2 MiB. Tables are described by the numbers of these blocks, since several
 * mappings in one block have the table together. A later mapping that makes a table superfluous frees it; that is not
 * reckoned with here.
 */
import type { Range } from '../config/range.ts'
import { type RangeSet, rangeSetOf } from './range-set.ts'

export interface Mapping {
  readonly virtual: Range
  /** Where the first byte is; anything that is not aligned like the virtual address forbids large pages. */
  readonly physical: bigint
  /** Whether pages of 4 KiB only are to be used. */
  readonly isSmall: boolean
}

export interface PageTables {
  /** Blocks of 1 GiB with a table of 2 MiB entries. */
  readonly ofGigabytes: RangeSet
  /** Blocks of 2 MiB with a table of 4 KiB entries. */
  readonly ofMegabytes: RangeSet
}

/** The tables of the two lowest levels; those above are few, and depend on the machine. */
export function pageTablesFor(mappings: readonly Mapping[]): PageTables {
  const tables = (size: bigint): RangeSet =>
    rangeSetOf(mappings.flatMap((mapping) => dividedBlocks(mapping, size)))
  return { ofGigabytes: tables(gigabyte), ofMegabytes: tables(twoMegabytes) }
}

/** The tables that two sets of mappings need together. */
export function unitedTables(a: PageTables, b: PageTables): PageTables {
  return {
    ofGigabytes: rangeSetOf([...a.ofGigabytes, ...b.ofGigabytes]),
    ofMegabytes: rangeSetOf([...a.ofMegabytes, ...b.ofMegabytes]),
  }
}

/** Each table is a page of 4 KiB. */
export function numberOfTables({ ofGigabytes, ofMegabytes }: PageTables): bigint {
  return [...ofGigabytes, ...ofMegabytes].reduce((sum, { start, end }) => sum + end - start, 0n)
}

const gigabyte = 1n << 30n
const twoMegabytes = 1n << 21n

/** The blocks of a size that a mapping touches and does not map as a whole. */
function dividedBlocks(
  { virtual: { start, end }, physical, isSmall }: Mapping,
  size: bigint,
): readonly Range[] {
  const first = start / size
  const behind = (end + size - 1n) / size
  const isAligned = start % size === physical % size
  if (isSmall || !isAligned) return [{ start: first, end: behind }]
  return [
    ...(start % size === 0n ? [] : [{ start: first, end: first + 1n }]),
    ...(end % size === 0n ? [] : [{ start: behind - 1n, end: behind }]),
  ]
}
