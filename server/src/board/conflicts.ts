/**
 * What two cells of a board have in common that only one of them should have: memory, interrupts, ports.
 *
 * What looks like a conflict and is none is left out here: memory that both flag as shared, and the sections of an
 * ivshmem link (catalogue D 5, D 8).
 */
import { isSpiOf, type Pin } from '../config/interrupts.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { PortRange } from '../config/ports.ts'
import type { Range } from '../config/range.ts'
import { type Cell, devicesWithSection } from './cell.ts'
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
  return overlapsBetween(a.regions, b.regions, physicalOf, physicalOf).filter(
    ({ left, right }) => !areBothShared(left, right) && !areLinkedSections(a, left, b, right),
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
export function assignablePins(cell: Cell): readonly Pin[] {
  const root = cell.root
  if (root?.architecture === undefined) return []
  if (root.architecture === 'x86') return cell.pins
  const distributor = root.configuration.system.platform.arm.gicdBase
  return distributor.known ? cell.pins.filter((pin) => isSpiOf(pin, distributor.value)) : []
}

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

function areLinkedSections(a: Cell, left: LiveRegion, b: Cell, right: LiveRegion): boolean {
  const links = new Set(devicesWithSection(a, left).map((device) => device.bdf))
  return devicesWithSection(b, right).some((device) => links.has(device.bdf))
}
