/**
 * Sub-page regions: those whose guest address or size is no multiple of 4 KiB. They are not mapped; each access traps,
 * and is carried out if its width is among those that the flags permit (upstream `mmio.c: mmio_handle_subpage`;
 * catalogue vocabulary, C 6 to C 8).
 */
import type { LiveRegion, MemoryFlag } from '../config/memory.ts'
import { encloses, pageSize, type Range, sizeOfRange } from '../config/range.ts'
import { type Cell, devicesWithSection } from './cell.ts'
import { overlapsBetween } from './sweep.ts'

const widthFlags = [
  'JAILHOUSE_MEM_IO_8',
  'JAILHOUSE_MEM_IO_16',
  'JAILHOUSE_MEM_IO_32',
  'JAILHOUSE_MEM_IO_64',
] as const satisfies readonly MemoryFlag[]

/** The widths that the flags of a region permit. */
export function widthsOf(region: LiveRegion): readonly MemoryFlag[] {
  return widthFlags.filter(region.has)
}

/** All flags of a region that only mean something where accesses trap. */
export function trapFlagsOf(region: LiveRegion): readonly MemoryFlag[] {
  return [...widthFlags, 'JAILHOUSE_MEM_IO_UNALIGNED' as const].filter(region.has)
}

/** Whether the headers in use know of widths: before that there are no sub-page regions. */
export function haveWidths({ configuration }: Cell): boolean {
  return widthFlags.every((flag) => configuration.interface.constant(flag) !== undefined)
}

/**
 * The sub-page regions of a cell. The communication region is left out, whose page the hypervisor provides, and so
 * are sections of ivshmem devices, which have to be mapped in any case.
 */
export function trappedRegions(cell: Cell): readonly LiveRegion[] {
  if (!haveWidths(cell)) return []
  return cell.regions.filter(
    (region) => !region.isPageMapped && region.physical && devicesWithSection(cell, region).length === 0,
  )
}

/** Whether a sub-page region was hardly meant to be one: it is larger than a page, and nothing is said about widths. */
export function isTrappedByAccident(region: LiveRegion): boolean {
  return pageSize < sizeOfRange(region.guest) && widthsOf(region).length === 0
}

/** A mapped region over a sub-page region, whose accesses then do not trap. */
export interface Shadow {
  readonly trapped: LiveRegion
  readonly page: LiveRegion
  readonly shared: Range
  /** Whether the mapped region permits all that the sub-page region does, everywhere: nothing of that is left. */
  readonly isWhole: boolean
}

/** The shadows over the sub-page regions of a cell, in the order of these (catalogue C 9). */
export function shadowsIn(cell: Cell): readonly Shadow[] {
  const pages = cell.regions.filter((region) => region.isPageMapped && accesses.some(region.has))
  return overlapsBetween(pages, trappedRegions(cell), guestOf, guestOf).map(
    ({ left: page, right: trapped, shared }) => {
      const isOpen = accesses.every((access) => page.has(access) || !trapped.has(access))
      return { trapped, page, shared, isWhole: isOpen && encloses(page.guest, trapped.guest) }
    },
  )
}

const accesses = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE'] as const

function guestOf({ guest }: LiveRegion): Range {
  return guest
}

/** The flags of a region that only mean something for memory that is mapped. */
export function pageFlagsOf(region: LiveRegion): readonly MemoryFlag[] {
  return pageFlags.filter(region.has)
}

const pageFlags = [
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_DMA',
  'JAILHOUSE_MEM_LOADABLE',
] as const satisfies readonly MemoryFlag[]
