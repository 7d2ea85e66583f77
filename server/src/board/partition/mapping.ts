/**
 * The entries of a cell's page tables: from which guest addresses to which physical ones, with what rights, and on
 * whose behalf. Here one entry is a whole range; how entries cover one another is `painting.ts`'s business.
 */
import type { LiveRegion } from '../../config/memory.ts'
import { pageSize, type Range, rangeOf } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import type { Root } from '../root.ts'
import { type Access, mappedAccess, noAccess, type Processor } from './access.ts'
import type { Stroke } from './painting.ts'

export interface Mapping {
  readonly guest: Range
  /** The physical address that the first guest address leads to; undefined for pages of the hypervisor. */
  readonly physicalStart: bigint | undefined
  readonly access: Access
  readonly by: MappedBy
}

export type MappedBy =
  | { readonly kind: 'region'; readonly region: LiveRegion }
  /** The communication page of the cell; what lies behind its 4 KiB is the hypervisor's state. */
  | { readonly kind: 'comm'; readonly region: LiveRegion }
  /** The virtual CPU interface of a GICv2, shown in place of the physical one. */
  | { readonly kind: 'GICV'; readonly place: Place }
  /** The page that stands in for the local APIC on x86. */
  | { readonly kind: 'APIC page' }
  /** Empty pages that root reads where the hypervisor's memory is. */
  | { readonly kind: 'hidden'; readonly place: Place }

/** Where in physical memory a part of a mapping leads to; undefined for pages of the hypervisor. */
export function physicalOf(mapping: Mapping, part: Range): Range | undefined {
  if (mapping.physicalStart === undefined) return undefined
  const start = mapping.physicalStart + part.start - mapping.guest.start
  return { start, end: start + part.end - part.start }
}

/**
 * What the hypervisor maps for every cell before its regions: the APIC page, and on a GICv2 GICV at the address of
 * GICC (upstream `vcpu_vendor_cell_init`, `gic-v2.c: gicv2_cell_init`). With firmware that offers SDEI it would be
 * GICC itself; that shows at run time only.
 */
export function unitMappings(root: Root, processor: Processor): readonly Stroke<Mapping>[] {
  if (processor !== 'arm') {
    const guest = { start: apicBase, end: apicBase + pageSize }
    const access = { read: true, write: true, execute: false }
    return [{ range: guest, paint: { guest, physicalStart: undefined, access, by: { kind: 'APIC page' } } }]
  }
  const interfaces = root.gicFrames.find(({ name }) => name === 'GICC')
  const virtual = root.gicFrames.find(({ name }) => name === 'GICV')
  if (!interfaces || !virtual) return []
  const guest = wholePages(interfaces.range)
  const mapping: Mapping = {
    guest,
    physicalStart: virtual.range.start & ~pageMask,
    access: { read: true, write: true, execute: true },
    by: { kind: 'GICV', place: virtual.place },
  }
  return [{ range: guest, paint: mapping }]
}

/**
 * The empty pages that hide the hypervisor from root until a region says otherwise (upstream `setup.c: init_early`).
 * They are mapped as readable, and on Arm whatever can be read can be executed.
 */
export function hidingMappings({ hypervisorMemory }: Root, processor: Processor): readonly Stroke<Mapping>[] {
  if (!hypervisorMemory) return []
  const guest = wholePages(hypervisorMemory.range)
  const by: MappedBy = { kind: 'hidden', place: hypervisorMemory.place }
  const mapping = {
    guest,
    physicalStart: undefined,
    access: { ...noAccess, read: true, execute: processor === 'arm' },
    by,
  }
  return [{ range: guest, paint: mapping }]
}

/** The mapping of a page-mapped region, or of a part of it; low bits of the physical address are dropped. */
export function regionMapping(
  region: LiveRegion,
  guest: Range,
  physical: bigint,
  processor: Processor,
): Mapping {
  const isComm = region.has('JAILHOUSE_MEM_COMM_REGION')
  return {
    guest,
    physicalStart: isComm ? undefined : physical & ~pageMask,
    access: mappedAccess(region, processor),
    by: { kind: isComm ? 'comm' : 'region', region },
  }
}

/** The physical range that a region names, even one that is the communication region, where it counts for nothing. */
export function namedPhysical({ region }: LiveRegion): Range {
  const start = region.physStart.known ? region.physStart.value : 0n
  const size = region.size.known ? region.size.value : 0n
  return rangeOf(start, size) ?? { start, end: start }
}

/** Whether a range begins and ends on page borders: otherwise the hypervisor takes it for a sub-page one. */
export function isOfPages({ start, end }: Range): boolean {
  return ((start | end) & pageMask) === 0n
}

/** The pages that `paging_create` fills: from the page of the start on, as many as the size takes. */
function wholePages({ start, end }: Range): Range {
  const first = start & ~pageMask
  return { start: first, end: first + ((end - start + pageMask) & ~pageMask) }
}

const pageMask = pageSize - 1n
const apicBase = 0xfee00000n
