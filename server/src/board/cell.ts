/**
 * One cell with everything that rules, hover and map ask about it, computed once: its live regions and how they
 * overlap, its CPUs, interrupts, ports and ivshmem devices, and the root that it belongs to.
 *
 * The root cell is a cell too. This file describes; it does not judge.
 */
import { cpusOf } from '../config/cpus.ts'
import type { Architecture } from '../config/interface.ts'
import { type Pin, pinsOf } from '../config/interrupts.ts'
import { type IvshmemDevice, ivshmemDevicesOf } from '../config/ivshmem.ts'
import { type LiveRegion, liveRegionsOf } from '../config/memory.ts'
import type { Configuration } from '../config/model.ts'
import { type PortRange, portsOf } from '../config/ports.ts'
import type { Root } from './root.ts'
import { type Overlap, overlapsAmong } from './sweep.ts'

export interface Cell {
  readonly configuration: Configuration
  readonly isRoot: boolean
  /** The root configuration that it is checked against; undefined when none was found. */
  readonly root: Root | undefined
  readonly architecture: Architecture | undefined
  /** Rising; undefined when the bitmap is not known. */
  readonly cpus: readonly number[] | undefined
  readonly regions: readonly LiveRegion[]
  readonly ports: readonly PortRange[]
  readonly pins: readonly Pin[]
  readonly ivshmem: readonly IvshmemDevice[]
  /** Page-mapped regions that share guest addresses: the later one wins there, page by page. */
  readonly guestOverlaps: readonly Overlap<LiveRegion>[]
  /** Regions that show the same physical memory at different guest addresses. */
  readonly physicalAliases: readonly Overlap<LiveRegion>[]
}

export function cellOf(configuration: Configuration, root: Root | undefined): Cell {
  const regions = liveRegionsOf(configuration)
  const mapped = regions.filter((region) => region.isPageMapped)
  return {
    configuration,
    isRoot: configuration.kind === 'system',
    root,
    architecture: configuration.architecture,
    cpus: cpusOf(configuration),
    regions,
    ports: portsOf(configuration),
    pins: pinsOf(configuration),
    ivshmem: ivshmemDevicesOf(configuration),
    guestOverlaps: overlapsAmong(mapped, (region) => region.guest),
    physicalAliases: overlapsAmong(regions, (region) => region.physical).filter(
      ({ earlier, later }) =>
        later.guest.end <= earlier.guest.start || earlier.guest.end <= later.guest.start,
    ),
  }
}

/** The ivshmem devices of the cell that a region is a section of. */
export function devicesWithSection(cell: Cell, region: LiveRegion): readonly IvshmemDevice[] {
  return cell.ivshmem.filter((device) => device.sections.includes(region.region))
}
