/**
 * Which of the ranges that the hypervisor keeps to itself a memory region opens to its cell.
 *
 * An interceptor runs only when an access faults. Units register theirs first and the regions are mapped afterwards,
 * whatever lies beneath, so that a mapping silences every interceptor under it (upstream `setup.c: init_late`,
 * `control.c: cell_create`; catalogue D.2). This file finds the ranges; it does not judge them.
 */
import type { LiveRegion } from '../config/memory.ts'
import { intersection, type Range } from '../config/range.ts'
import type { GicFrame, IommuWindow, ReservedRange, Root } from './root.ts'

/** A reserved range and the part of it that a region shows. */
export interface Opened<Reserved> {
  readonly reserved: Reserved
  readonly shared: Range
  /** Whether what the cell sees is the reserved memory itself, not something else at its guest address. */
  readonly isPhysical: boolean
}

/** The frames of the GIC under a page-mapped region. A sub-page region maps nothing, and hides nothing. */
export function openedGicFrames(region: LiveRegion, root: Root): readonly Opened<GicFrame>[] {
  if (!region.isPageMapped) return []
  return root.gicFrames.flatMap((frame) => opened(region, frame, frame.isGuestVisible) ?? [])
}

/**
 * The configuration space under a region. Sub-page regions count as far as they pass accesses on to a physical one;
 * behind a virtual one, or where it is not known which it is, only the guest address counts.
 */
export function openedEcam(region: LiveRegion, root: Root): Opened<ReservedRange> | undefined {
  if (!root.ecam) return undefined
  const physical = root.pciIsVirtual === false ? openedPhysically(region, root.ecam) : undefined
  return physical ?? (region.isPageMapped ? openedAtGuest(region, root.ecam) : undefined)
}

/** The registers of IOMMUs that a region gives access to, page-mapped or not. */
export function openedIommuWindows(region: LiveRegion, root: Root): readonly Opened<IommuWindow>[] {
  return root.iommuWindows.flatMap((window) => openedPhysically(region, window) ?? [])
}

/** A range that a page-mapped region shows, or that it hides by showing something else at its guest addresses. */
export function opened<Reserved extends ReservedRange>(
  region: LiveRegion,
  reserved: Reserved,
  isGuestVisible: boolean,
): Opened<Reserved> | undefined {
  return openedPhysically(region, reserved) ?? (isGuestVisible ? openedAtGuest(region, reserved) : undefined)
}

/** A range that a region shows, page-mapped or not. */
export function openedPhysically<Reserved extends ReservedRange>(
  { physical }: LiveRegion,
  reserved: Reserved,
): Opened<Reserved> | undefined {
  const shared = physical && intersection(physical, reserved.range)
  return shared && { reserved, shared, isPhysical: true }
}

function openedAtGuest<Reserved extends ReservedRange>(
  { guest }: LiveRegion,
  reserved: Reserved,
): Opened<Reserved> | undefined {
  const shared = intersection(guest, reserved.range)
  return shared && { reserved, shared, isPhysical: false }
}
