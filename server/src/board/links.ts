/**
 * The ivshmem links of a board: devices with the same bdf in several configurations are the ends of one link, and
 * nothing else connects them (upstream `ivshmem.c: ivshmem_init`; catalogue A.8 and D 40).
 *
 * A link has no description of its own: each end says in its own cell where the sections of the shared memory are
 * and which of them it may write. The hypervisor compares nothing of that. This file lays the ends side by side; it
 * does not judge them.
 */
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { MemoryRegion, PciDevice } from '../config/model.ts'
import { overlaps } from '../config/range.ts'
import { remembered } from '../config/remembered.ts'
import type { Place } from '../config/view.ts'
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'
import { alternativeBy } from './coexistence.ts'
import type { Root } from './root.ts'

export interface Link {
  readonly bdf: bigint
  /** In the order of the board: the root cell's first, if it has one; at most one for each cell. */
  readonly ends: readonly LinkEnd[]
}

/** The device by which a cell takes part in a link. */
export interface LinkEnd {
  readonly cell: Cell
  readonly device: IvshmemDevice
  /** All that the device has; none when the cell's array ends before the last one, or is not known. */
  readonly sections: readonly Section[]
  /** Why the sections cannot be the ones that are meant; undefined where they can. */
  readonly doubt: Doubt | undefined
}

/**
 * - `outside`: the array of memory regions ends before the last section.
 * - `reused`: a section is one of another device of the cell, too.
 * - `foreign`: a section has flags that no shared memory has.
 * - `stateless`: there is nothing where the state table has to be.
 */
export type Doubt = 'outside' | 'reused' | 'foreign' | 'stateless'

/** A section of the shared memory. Each guest finds them by their sizes, one behind another in this order. */
export interface Section {
  /** From `shmem_regions_start` on: 0 is the state table, 1 the read/write section, 2 the output of peer 0. */
  readonly number: number
  readonly role: SectionRole
  readonly region: MemoryRegion
  /** Whether it is left out: its size is zero. False where the size is not known. */
  readonly isEmpty: boolean
  /** Undefined where it is empty, and where something about it is not known. */
  readonly live: LiveRegion | undefined
}

export type SectionRole =
  | { readonly kind: 'state' }
  | { readonly kind: 'common' }
  /** Only this peer writes there. */
  | { readonly kind: 'output'; readonly peer: number }

/** Two ends that have to agree. */
export interface LinkedPair {
  readonly link: Link
  readonly first: LinkEnd
  readonly second: LinkEnd
}

/** How many peers the hypervisor has room for in a link (upstream `IVSHMEM_MAX_PEERS`). */
export const mostPeers = 12n

/** The links of a board, in the order in which their first ends are found; also those with a single end. */
export const linksOf = remembered((board: Board): readonly Link[] => {
  const links = new Map<bigint, LinkEnd[]>()
  for (const cell of [board.rootCell, ...board.cells])
    for (const end of endsOf(cell)) {
      const ends = links.get(end.device.bdf) ?? []
      // A second device with the bdf is never found by its cell.
      if (!ends.some((other) => other.cell === cell)) ends.push(end)
      links.set(end.device.bdf, ends)
    }
  return [...links].map(([bdf, ends]) => ({ bdf, ends }))
})

/**
 * Every end but the first of a link, together with the earliest one that it can meet: the root cell's where there is
 * one. Two ends whose cells never run together need not agree.
 */
export const linkedPairs = remembered((board: Board): readonly LinkedPair[] => {
  return linksOf(board).flatMap((link) =>
    link.ends.flatMap((second, index) => {
      const first = link.ends.slice(0, index).find((other) => canMeet(other.cell, second.cell))
      return first ? [{ link, first, second }] : []
    }),
  )
})

/** An end whose bdf no other cell has, and how it could have come to that. */
export interface LonelyEnd {
  readonly end: LinkEnd
  /** An end of another cell with another bdf, but with the same state table; where the cell of this end has none. */
  readonly nearMiss: LinkEnd | undefined
  /** What the root cell has at the bdf instead of an end of the link. */
  readonly physical: PciDevice | undefined
}

/**
 * The ends that are alone on their links; none on a board without cells, where there is nobody to link with, and none
 * while something about any device of the board is not known: it may be the other end.
 */
export const lonelyEndsOf = remembered((board: Board): readonly LonelyEnd[] => {
  if (board.cells.length === 0 || ![board.rootCell, ...board.cells].every(areDevicesKnown)) return []
  const links = linksOf(board)
  const all = links.flatMap(({ ends }) => ends)
  return links.flatMap(({ ends: [end, ...others] }): readonly LonelyEnd[] => {
    if (!end || 0 < others.length) return []
    const nearMiss = all.find(
      (other) =>
        !hasEndAt(end.cell, other.device.bdf) && canMeet(other.cell, end.cell) && shareStateTable(other, end),
    )
    return [{ end, nearMiss, physical: physicalDeviceAt(board.root, end) }]
  })
})

function hasEndAt(cell: Cell, bdf: bigint): boolean {
  return endsOf(cell).some(({ device }) => device.bdf === bdf)
}

function areDevicesKnown({ configuration: { pciDevices } }: Cell): boolean {
  if (!pciDevices.count.known) return false
  return pciDevices.items.every(({ type, bdf, shmemDevId, shmemPeers, shmemRegionsStart }) =>
    [type, bdf, shmemDevId, shmemPeers, shmemRegionsStart].every(({ known }) => known),
  )
}

function shareStateTable(a: LinkEnd, b: LinkEnd): boolean {
  const [ours, theirs] = [soundSections(a)[0]?.live?.physical, soundSections(b)[0]?.live?.physical]
  return ours !== undefined && theirs !== undefined && overlaps(ours, theirs)
}

/** In the same place of another cell; what the cell itself has twice is another matter. */
function physicalDeviceAt({ configuration }: Root, { cell, device }: LinkEnd): PciDevice | undefined {
  const ivshmem = configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  if (cell.isRoot || ivshmem === undefined) return undefined
  return configuration.pciDevices.items.find(
    ({ type, bdf, written }) =>
      written && type.known && type.value !== ivshmem && bdf.known && bdf.value === device.bdf,
  )
}

/** The ivshmem devices of a cell, as far as they are counted, with their sections. */
export const endsOf = remembered((cell: Cell): readonly LinkEnd[] => {
  const { count } = cell.configuration.pciDevices
  if (!count.known) return []
  const devices = cell.ivshmem.filter(({ device }) => BigInt(device.index) < count.value)
  if (devices.length === 0) return []
  const live = new Map(cell.regions.map((region) => [region.region, region]))
  const layouts = devices.map((device) => ({ device, sections: sectionsOf(device, live) }))
  const reused = usedTwice(layouts.flatMap(({ sections }) => sections.map(({ region }) => region)))
  return layouts.map(({ device, sections }) => ({
    cell,
    device,
    sections,
    doubt: doubtAbout(sections, reused),
  }))
})

/** The sections of an end, if they can be the ones that are meant. */
export function soundSections({ sections, doubt }: LinkEnd): readonly Section[] {
  return doubt ? [] : sections
}

/** The flags of a section that make no sense on shared memory. */
export function foreignFlagsOf({ live }: Section): readonly string[] {
  return live ? foreignFlags.filter((flag) => live.has(flag)) : []
}

export function outputsOf(sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ role }) => role.kind === 'output')
}

/** The output section that is the device's own; undefined when its id is none of the peers'. */
export function ownOutputOf({ sections, device }: LinkEnd): Section | undefined {
  return sections[2 + Number(device.id)]
}

/** Whether all output sections have the same size, as the guest assumes; true where a size is not known. */
export function haveEqualOutputs(sections: readonly Section[]): boolean {
  const sizes = outputsOf(sections).flatMap(({ region: { size } }) => (size.known ? [size.value] : []))
  return new Set(sizes).size < 2
}

/** The fields of a section's region that its author wrote. */
export function fieldPlacesOf({ region: { physStart, virtStart, size, flags } }: Section): readonly Place[] {
  return [physStart, virtStart, size, flags].filter(({ written }) => written).map(({ place }) => place)
}

export function canMeet(a: Cell, b: Cell): boolean {
  return a.isRoot || b.isRoot || alternativeBy(a, b) === undefined
}

const foreignFlags = [
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_IO',
  'JAILHOUSE_MEM_COMM_REGION',
  'JAILHOUSE_MEM_LOADABLE',
] as const

function sectionsOf(
  { sections, peers }: IvshmemDevice,
  live: ReadonlyMap<MemoryRegion, LiveRegion>,
): readonly Section[] {
  if (sections.length < 2 + Number(peers)) return []
  return sections.map((region, number) => ({
    number,
    role: roleOf(number),
    region,
    isEmpty: region.size.known && region.size.value === 0n,
    live: live.get(region),
  }))
}

function roleOf(number: number): SectionRole {
  if (number === 0) return { kind: 'state' }
  return number === 1 ? { kind: 'common' } : { kind: 'output', peer: number - 2 }
}

function usedTwice(regions: readonly MemoryRegion[]): ReadonlySet<MemoryRegion> {
  const once = new Set<MemoryRegion>()
  const twice = new Set<MemoryRegion>()
  for (const region of regions) {
    if (once.has(region)) twice.add(region)
    once.add(region)
  }
  return twice
}

function doubtAbout(sections: readonly Section[], reused: ReadonlySet<MemoryRegion>): Doubt | undefined {
  if (sections.length === 0) return 'outside'
  if (sections.some(({ region }) => reused.has(region))) return 'reused'
  if (sections.some((section) => 0 < foreignFlagsOf(section).length)) return 'foreign'
  return sections[0]?.isEmpty ? 'stateless' : undefined
}
