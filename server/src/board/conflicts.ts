/**
 * What two cells of a board have in common that only one of them should have: memory, interrupts, ports, devices; and
 * what they have in common on purpose.
 *
 * What looks like a conflict and is none is told apart here: memory that both flag as shared, and the sections of an
 * ivshmem link (catalogue D 5, D 8).
 */
import { isSpiOf, type Pin } from '../config/interrupts.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { PciDevice } from '../config/model.ts'
import type { PortRange } from '../config/ports.ts'
import type { Range } from '../config/range.ts'
import { remembered } from '../config/remembered.ts'
import { type Cell, devicesWithSection } from './cell.ts'
import { haveCommon, rangeSetOf } from './range-set.ts'
import { overlapsBetween } from './sweep.ts'

export interface Conflict<Item> {
  /** Of the first cell. */
  readonly left: Item
  /** Of the second cell. */
  readonly right: Item
  readonly shared: Range
}

/** Pairs of regions over the same physical memory, unless it is meant to be shared. */
export function memoryConflicts(a: Cell, b: Cell): readonly Conflict<LiveRegion>[] {
  return commonMemory(a, b).filter(
    ({ left, right }) => !areBothShared(left, right) && !areLinkedSections(a, left, b, right),
  )
}

/** Pairs of regions over the same physical memory that both flag as shared; sections of ivshmem devices left out. */
export function sharedMemory(a: Cell, b: Cell): readonly Conflict<LiveRegion>[] {
  return commonMemory(a, b).filter(
    ({ left, right }) => areBothShared(left, right) && !isSection(a, left) && !isSection(b, right),
  )
}

export function portConflicts(a: Cell, b: Cell): readonly Conflict<PortRange>[] {
  return overlapsBetween(a.ports, b.ports, portsIn, portsIn)
}

export interface PinConflict {
  readonly left: Pin
  readonly right: Pin
}

/** Pins that both cells list: SPIs of the board's GIC on Arm, pins of the same I/O APIC on x86. */
export function pinConflicts(a: Cell, b: Cell): readonly PinConflict[] {
  const theirs = new Map(assignablePins(b).map((pin) => [keyOf(pin), pin]))
  return assignablePins(a).flatMap((left) => {
    const right = theirs.get(keyOf(left))
    return right ? [{ left, right }] : []
  })
}

/** The pins of a cell that its root can hand out. */
export const assignablePins = remembered((cell: Cell): readonly Pin[] => {
  const root = cell.root
  if (root?.architecture === undefined) return []
  if (root.architecture === 'x86') return cell.pins
  const distributor = root.configuration.system.platform.arm.gicdBase
  return distributor.known ? cell.pins.filter((pin) => isSpiOf(pin, distributor.value)) : []
})

/** The bdfs of the physical PCI devices that both cells list; the hypervisor does not compare domains. */
export function deviceConflicts(a: Cell, b: Cell): readonly bigint[] {
  const theirs = new Set(physicalDevicesOf(b))
  return [...new Set(physicalDevicesOf(a))].filter((bdf) => theirs.has(bdf))
}

/** The bdfs of the ivshmem links on which both cells have a place of their own. */
export function commonLinks(a: Cell, b: Cell): readonly bigint[] {
  const theirs = new Map(b.ivshmem.map(({ bdf, id }) => [bdf, id]))
  const both = a.ivshmem.filter(({ bdf, id }) => theirs.has(bdf) && theirs.get(bdf) !== id)
  return [...new Set(both.map(({ bdf }) => bdf))]
}

function physicalDevicesOf({ configuration: { pciDevices, interface: known } }: Cell): readonly bigint[] {
  const ivshmem = known.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  return pciDevices.items.flatMap(({ written, type, bdf }: PciDevice) =>
    written && type.known && type.value !== ivshmem && bdf.known ? [bdf.value] : [],
  )
}

/** Most cells have nothing in common, and that is found out without looking at each region. */
function commonMemory(a: Cell, b: Cell): readonly Conflict<LiveRegion>[] {
  if (!haveCommon(memoryOf(a), memoryOf(b))) return []
  return overlapsBetween(a.regions, b.regions, physicalOf, physicalOf)
}

const memoryOf = remembered((cell: Cell) =>
  rangeSetOf(cell.regions.flatMap(({ physical }) => physical ?? [])),
)

function physicalOf(region: LiveRegion): Range | undefined {
  return region.physical
}

function portsIn(range: PortRange): Range {
  return range.ports
}

function keyOf(pin: Pin): string {
  return `${pin.controller}:${pin.number}`
}

function areBothShared(left: LiveRegion, right: LiveRegion): boolean {
  return left.has('JAILHOUSE_MEM_ROOTSHARED') && right.has('JAILHOUSE_MEM_ROOTSHARED')
}

function isSection(cell: Cell, region: LiveRegion): boolean {
  return 0 < devicesWithSection(cell, region).length
}

function areLinkedSections(a: Cell, left: LiveRegion, b: Cell, right: LiveRegion): boolean {
  const links = new Set(devicesWithSection(a, left).map((device) => device.bdf))
  return devicesWithSection(b, right).some((device) => links.has(device.bdf))
}
