/**
 * Who reaches a piece of physical memory, at which guest addresses and with what rights: the spaces of all cells of a
 * board at one moment, turned round.
 *
 * A guest address can lead to memory in three ways: through a page, through a sub-page region where the page tables
 * refuse the access, and for devices through the table of an IOMMU. Where the last is the same memory as the CPUs
 * see, it is a mark on their entry; otherwise it is an entry of its own.
 */
import type { LiveRegion } from '../../config/memory.ts'
import { intersection, type Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import { type Access, noAccess } from './access.ts'
import { hasBusMasters, hasSeparateTable, type Iommus, sharedTableAccess } from './dma.ts'
import type { GuestSpace } from './guest-space.ts'
import type { RegionInterceptor } from './interceptors.ts'
import { type Mapping, type MappedBy, physicalOf } from './mapping.ts'
import { overlay, type Patch } from './painting.ts'
import { rangeIndex, type RangeIndex } from './range-index.ts'

/** One way to physical memory. */
export interface Reach extends Access {
  readonly cell: Cell
  /** The cell's CPUs run; otherwise the way is open already, but only devices could take it. */
  readonly isRunning: boolean
  readonly guest: Range
  /** Where it leads to, byte for byte. */
  readonly physical: Range
  /** Devices of the cell get there too, at the same addresses. */
  readonly dma: boolean
  /** Every access is carried out by the hypervisor, for a sub-page region. */
  readonly trapped: boolean
  /** The region that opens the way; undefined for GICV, which a unit maps. */
  readonly via: LiveRegion | undefined
}

/** A cell that exists at the moment in question. */
export interface Presence {
  readonly cell: Cell
  readonly isRunning: boolean
  readonly space: GuestSpace
  /** The table of its devices where that is a separate one; empty otherwise. */
  readonly devices: readonly Patch<Mapping>[]
}

export interface ReachIndex {
  /**
   * Every way to any byte of a range, cut to the range. Sorted by cell (root first, then by creation), then by guest
   * address. Ways that permit nothing are left out. On a board without IOMMUs the devices of every cell reach
   * everything besides: only ways through a page are marked `dma` then.
   */
  readonly reachOf: (physical: Range) => readonly Reach[]
}

/** @param presences root first */
export function reachIndex(presences: readonly Presence[], iommus: Iommus): ReachIndex {
  const ways = presences.flatMap((presence) => waysOf(presence, iommus))
  const order = new Map(presences.map(({ cell }, index) => [cell, index]))
  const byPhysical: RangeIndex<Reach> = rangeIndex(ways, ({ physical }) => physical)
  const borrowers = iommus.has('SMMUv3')
    ? presences.filter(({ cell }) => !cell.isRoot && hasBusMasters(cell, iommus))
    : []
  return {
    reachOf: (physical) => {
      const found = byPhysical.overlapping(physical).flatMap((way) => clipped(way, physical) ?? [])
      const borrowed = borrowers.flatMap((borrower) => found.flatMap((way) => lent(way, borrower) ?? []))
      return [...found, ...borrowed].toSorted((a, b) => {
        const difference = (order.get(a.cell) ?? 0) - (order.get(b.cell) ?? 0)
        return difference || (a.guest.start < b.guest.start ? -1 : b.guest.start < a.guest.start ? 1 : 0)
      })
    },
  }
}

/** The ways that a cell has by itself: all but those that are lent to it. */
export function waysOf(presence: Presence, iommus: Iommus): readonly Reach[] {
  const ways = [...pageWays(presence, iommus), ...emulatedWays(presence), ...deviceWays(presence, iommus)]
  return ways.filter(permitsAnything)
}

export function permitsAnything({ read, write, execute, dma }: Reach): boolean {
  return read || write || execute || dma
}

/** Through the page tables; some may permit nothing. */
export function pageWays({ cell, isRunning, space, devices }: Presence, iommus: Iommus): readonly Reach[] {
  const hasMasters = hasBusMasters(cell, iommus)
  return overlay(space.mapped, devices).flatMap(({ range, a: mapping, b: entry }) => {
    const physical = physicalOf(mapping, range)
    if (!physical) return []
    const shared = sharedTableAccess(mapping, iommus, cell.isRoot)
    const isDevices =
      isOpen(shared) || (entry !== undefined && leadsTo(entry, range, physical) && isOpen(entry.access))
    const dma = hasMasters && isDevices
    return [
      {
        cell,
        isRunning,
        guest: range,
        physical,
        ...mapping.access,
        dma,
        trapped: false,
        via: regionOf(mapping.by),
      },
    ]
  })
}

/** Sub-page regions, as far as pages over them leave rights to ask for; some may permit nothing. */
export function emulatedWays({
  cell,
  isRunning,
  space,
}: Pick<Presence, 'cell' | 'isRunning' | 'space'>): readonly Reach[] {
  return overlay(space.trapped, space.mapped).flatMap(({ range, a: interceptor, b: mapping }) => {
    if (interceptor.kind !== 'region') return []
    const part = intersection(range, reachable(interceptor))
    if (!part) return []
    const { start } = interceptor.physical
    const shift = start - interceptor.range.start
    const over = mapping?.access ?? noAccess
    return [
      {
        cell,
        isRunning,
        guest: part,
        physical: { start: part.start + shift, end: part.end + shift },
        read: interceptor.access.read && !over.read,
        write: interceptor.access.write && !over.write,
        execute: false,
        dma: false,
        trapped: true,
        via: interceptor.region,
      },
    ]
  })
}

/** What only devices reach: entries of their table that differ from what the CPUs have there. */
export function deviceWays({ cell, isRunning, space, devices }: Presence, iommus: Iommus): readonly Reach[] {
  if (!hasSeparateTable(iommus) || !hasBusMasters(cell, iommus)) return []
  return overlay(devices, space.mapped).flatMap(({ range, a: entry, b: mapping }) => {
    const physical = physicalOf(entry, range)
    if (!physical || !isOpen(entry.access) || (mapping && leadsTo(mapping, range, physical))) return []
    return [
      {
        cell,
        isRunning,
        guest: range,
        physical,
        ...noAccess,
        dma: true,
        trapped: false,
        via: regionOf(entry.by),
      },
    ]
  })
}

/** Behind an SMMUv3, devices of a cell reach what root's CPUs reach through pages. */
function lent(way: Reach, { cell, isRunning }: Presence): Reach | undefined {
  if (!way.cell.isRoot || way.trapped || !(way.read || way.write)) return undefined
  return { ...way, ...noAccess, cell, isRunning, dma: true }
}

function clipped(way: Reach, physical: Range): Reach | undefined {
  const part = intersection(way.physical, physical)
  if (!part) return undefined
  const shift = way.guest.start - way.physical.start
  return { ...way, physical: part, guest: { start: part.start + shift, end: part.end + shift } }
}

function reachable({ range, reach }: RegionInterceptor): Range {
  return { start: range.start, end: range.start + reach }
}

function leadsTo(mapping: Mapping, range: Range, physical: Range): boolean {
  return physicalOf(mapping, range)?.start === physical.start
}

function isOpen({ read, write }: Access): boolean {
  return read || write
}

function regionOf(by: MappedBy): LiveRegion | undefined {
  return by.kind === 'region' || by.kind === 'comm' ? by.region : undefined
}
