/** Into how many entries of a PVU a region falls, and what is left of a range when others are taken out. */
import { describe, expect, test } from 'vitest'
import { mostPvuEntries, pvuEntriesOf } from '../../server/src/board/pvu.ts'
import { uncovered } from '../../server/src/board/uncovered.ts'
import type { Range } from '../../server/src/config/range.ts'

const kib = 1n << 10n
const mib = 1n << 20n
const gib = 1n << 30n

describe('the entries of a PVU', () => {
  test.each([
    { size: 4n * kib, guest: 0n, physical: 0n, entries: 1 },
    { size: 16n * gib, guest: 0n, physical: 0n, entries: 1 },
    { size: 2n * mib, guest: 2n * mib, physical: 4n * mib, entries: 1 },
    // Up to the next border of 16 KiB three pages, then a page of 16 KiB.
    { size: 28n * kib, guest: 4n * kib, physical: 4n * kib, entries: 4 },
    // The low bits of the two addresses differ: pages of 4 KiB all the way.
    { size: 64n * kib, guest: 0n, physical: 4n * kib, entries: 16 },
    // The smaller of the two alignments counts.
    { size: 2n * mib, guest: 0n, physical: 64n * kib, entries: 32 },
    { size: 1n * gib + 512n * mib + 32n * mib, guest: 0n, physical: 0n, entries: 3 },
  ])('are $entries for $size bytes from $guest to $physical', ({ size, guest, physical, entries }) => {
    expect(pvuEntriesOf(region(guest, physical, size))).toBe(entries)
  })

  test('are none for what is on no page border', () => {
    expect(pvuEntriesOf(region(0n, 0x800n, 0x1000n))).toBeUndefined()
  })

  test('are not counted on behind the limit, however large the region is', () => {
    expect(pvuEntriesOf(region(0n, 0x1000n, 1n << 62n))).toBe(mostPvuEntries + 1)
  })
})

describe('what is left of a range', () => {
  const range = { start: 10n, end: 20n }

  test.each([
    { others: [], left: [[10, 20]] },
    { others: [[10, 20]], left: [] },
    { others: [[0, 30]], left: [] },
    { others: [[0, 10]], left: [[10, 20]] },
    { others: [[20, 30]], left: [[10, 20]] },
    {
      others: [
        [15, 16],
        [12, 14],
      ],
      left: [
        [10, 12],
        [14, 15],
        [16, 20],
      ],
    },
    {
      others: [
        [5, 18],
        [11, 13],
      ],
      left: [[18, 20]],
    },
  ])('without $others is $left', ({ others, left }) => {
    expect(uncovered(range, others.map(toRange))).toEqual(left.map(toRange))
  })
})

function toRange([start = 0, end = 0]: readonly number[]): Range {
  return { start: BigInt(start), end: BigInt(end) }
}

function region(
  guest: bigint,
  physical: bigint,
  size: bigint,
): { readonly guest: Range; readonly physical: Range } {
  return { guest: { start: guest, end: guest + size }, physical: { start: physical, end: physical + size } }
}
