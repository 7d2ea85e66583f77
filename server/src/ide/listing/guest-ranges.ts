/**
 * The guest-physical space of a cell as a list: what each range leads to, with what rights, and who gets the accesses
 * that the page tables refuse. It comes out of the simulation and adds nothing to it.
 */
import { type Access, noAccess } from '../../board/partition/access.ts'
import type { GuestSpace } from '../../board/partition/guest-space.ts'
import type { Interceptor } from '../../board/partition/interceptors.ts'
import { type Mapping, physicalOf } from '../../board/partition/mapping.ts'
import { overlay } from '../../board/partition/painting.ts'
import type { Reach } from '../../board/partition/reach.ts'
import { intersection, type Range } from '../../config/range.ts'

export interface GuestRange {
  readonly range: Range
  /** Where its first address leads to; undefined where it leads to no memory of the machine. */
  readonly physical: bigint | undefined
  readonly access: Access
  /** Whether devices of the cell get there by an IOMMU. */
  readonly dma: boolean
  readonly by: GuestRangeKind
  /** The index of the region behind it; undefined where it is none. */
  readonly region: number | undefined
  /** False for what is there only on some conditions that no configuration tells. */
  readonly isCertain: boolean
}

/**
 * `region`: a page-mapped region; `sub-page`: one whose accesses are emulated; `devices`: only devices get there, by
 * an IOMMU; otherwise what the hypervisor puts there or what it intercepts.
 */
export type GuestRangeKind =
  | 'region'
  | 'sub-page'
  | 'devices'
  | 'communication region'
  | 'GICV'
  | 'APIC page'
  | 'hidden'
  | Extract<Interceptor, { readonly kind: 'unit' }>['what']

/**
 * The ranges of a space by rising guest address. Where a page leaves rights over for an interceptor, both are listed.
 * @param ways of the same cell at the same moment
 */
export function guestRanges(space: GuestSpace, ways: readonly Reach[]): readonly GuestRange[] {
  const mapped = space.mapped.map(({ range, paint }) => mappedRange(range, paint, ways))
  const trapped = overlay(space.trapped, space.mapped).flatMap(({ range, a, b }) =>
    trappedRanges(range, a, b),
  )
  const devices = ways.filter(isForDevicesOnly).map(deviceRange)
  const all = [...mapped, ...joined(trapped), ...devices]
  return all.toSorted((a, b) => (a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0))
}

function mappedRange(range: Range, mapping: Mapping, ways: readonly Reach[]): GuestRange {
  const { by, access } = mapping
  const region = by.kind === 'region' || by.kind === 'comm' ? by.region : undefined
  const dma = ways.some(
    (way) => way.dma && !isForDevicesOnly(way) && way.via === region && intersection(way.guest, range),
  )
  return {
    range,
    physical: physicalOf(mapping, range)?.start,
    access,
    dma,
    by: by.kind === 'comm' ? 'communication region' : by.kind,
    region: region?.index,
    isCertain: true,
  }
}

/** What a page permits never gets to the interceptor behind it. */
function trappedRanges(
  range: Range,
  interceptor: Interceptor,
  over: Mapping | undefined,
): readonly GuestRange[] {
  const rest = over?.access ?? noAccess
  if (rest.read && rest.write) return []
  if (interceptor.kind === 'unit') {
    const { what, isCertain } = interceptor
    return [
      { range, physical: undefined, access: noAccess, dma: false, by: what, region: undefined, isCertain },
    ]
  }
  const { start } = interceptor.range
  const reached = { start, end: start + interceptor.reach }
  const unreached = { start: reached.end, end: interceptor.range.end }
  const access = {
    read: interceptor.access.read && !rest.read,
    write: interceptor.access.write && !rest.write,
    execute: false,
  }
  const pieces = [
    { part: intersection(range, reached), access },
    { part: intersection(range, unreached), access: noAccess },
  ]
  return pieces.flatMap(({ part, access: permitted }): readonly GuestRange[] => {
    if (!part) return []
    const physical = interceptor.physical.start + part.start - start
    const region = interceptor.region.index
    return [
      {
        range: part,
        physical,
        access: permitted,
        dma: false,
        by: 'sub-page',
        region,
        isCertain: !interceptor.isStale,
      },
    ]
  })
}

/** The frames of one unit that follow one another, such as the redistributors of a GIC. */
function joined(ranges: readonly GuestRange[]): readonly GuestRange[] {
  const all: GuestRange[] = []
  for (const next of ranges) {
    const last = all.at(-1)
    if (last && last.by === next.by && next.by !== 'sub-page' && last.range.end === next.range.start)
      all[all.length - 1] = { ...last, range: { start: last.range.start, end: next.range.end } }
    else all.push(next)
  }
  return all
}

function isForDevicesOnly({ dma, read, write, execute }: Reach): boolean {
  return dma && !read && !write && !execute
}

function deviceRange({ guest, physical, via }: Reach): GuestRange {
  return {
    range: guest,
    physical: physical.start,
    access: noAccess,
    dma: true,
    by: 'devices',
    region: via?.index,
    isCertain: true,
  }
}
