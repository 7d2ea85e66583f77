/**
 * Which devices that the hypervisor plays or moderates for a single cell one of its memory regions opens, or hides:
 * the local APIC, the I/O APICs and the MSI-X tables of x86, and the window for the registers of virtual PCI devices.
 * As with `reserved.ts`, regions are mapped after all of them, whatever lies beneath (catalogue C 28 to C 33).
 */
import type { LiveRegion } from '../config/memory.ts'
import type { Configuration } from '../config/model.ts'
import { pageSize, type Range, rangeOf } from '../config/range.ts'
import type { Cell } from './cell.ts'
import { msixInterceptor } from './partition/interceptors.ts'
import { type Opened, opened, openedPhysically } from './reserved.ts'
import type { ReservedRange, Root } from './root.ts'

/** A range that a configuration speaks of, perhaps another one than that of the region. */
export interface ConfiguredRange extends ReservedRange {
  readonly configuration: Configuration
}

/** The page at which every CPU finds its local APIC. Sub-page regions count as far as they pass accesses on to it. */
export function openedApicPage(region: LiveRegion): Opened<ReservedRange> | undefined {
  return openedHere(region, { range: apicPage, place: region.place })
}

/**
 * The I/O APICs under a region: those that the root cell or the cell lists, as far as they are physically there. At its
 * guest address an I/O APIC is intercepted only in cells that list it (upstream `ioapic.c: ioapic_cell_init`).
 */
export function openedIoApics(region: LiveRegion, cell: Cell): readonly Opened<ConfiguredRange>[] {
  const own = ioApicsOf(cell.configuration)
  const known = new Set(own.map(({ range }) => range.start))
  const others = cell.isRoot || !cell.root ? [] : ioApicsOf(cell.root.configuration)
  return [
    ...own.flatMap((chip) => openedHere(region, chip) ?? []),
    ...others
      .filter(({ range }) => !known.has(range.start))
      .flatMap((chip) => openedPhysically(region, chip) ?? []),
  ]
}

/** The window of `barWindowOf` under a region. Nothing is there, so that only guest addresses count. */
export function openedBarWindow(region: LiveRegion, root: Root): Opened<ReservedRange> | undefined {
  const window = barWindowOf(root)
  return window && region.isPageMapped ? opened(region, window, true) : undefined
}

/**
 * The window that the driver gives Linux in the root cell for the registers of its virtual PCI devices: two pages for
 * each, from 1 MiB behind the configuration space on (upstream `driver/pci.c: create_vpci_of_overlay`). Undefined
 * without a virtual host or devices, and on x86, where there is no overlay.
 */
export function barWindowOf({
  ecam,
  pciIsVirtual,
  architecture,
  configuration,
}: Root): ReservedRange | undefined {
  const ivshmem = configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  if (!ecam || !pciIsVirtual || architecture === 'x86') return undefined
  const devices = configuration.pciDevices.items.filter(({ type }) => type.known && type.value === ivshmem)
  const start = ecam.range.start + 0x100000n
  const range = rangeOf(start, 2n * pageSize * BigInt(devices.length))
  return range && { range, place: ecam.place }
}

export interface MsixTable extends ConfiguredRange {
  readonly bdf: bigint
  /** Whether the device belongs to the cell, whose accesses to the table are then intercepted. */
  readonly isOwn: boolean
}

/**
 * The MSI-X tables of physical devices under a region: those of the cell, and those that the root cell keeps, as far as
 * they are physically there (upstream `pci.c: pci_add_physical_device`).
 */
export function openedMsixTables(region: LiveRegion, cell: Cell): readonly Opened<MsixTable>[] {
  const own = msixTablesOf(cell.configuration, true)
  const taken = new Set(own.map(({ bdf }) => bdf))
  const others = cell.isRoot || !cell.root ? [] : msixTablesOf(cell.root.configuration, false)
  return [
    ...own.flatMap((table) => openedHere(region, table) ?? []),
    ...others.filter(({ bdf }) => !taken.has(bdf)).flatMap((table) => openedPhysically(region, table) ?? []),
  ]
}

const apicPage: Range = { start: 0xfee00000n, end: 0xfee01000n }

function openedHere<Reserved extends ReservedRange>(
  region: LiveRegion,
  reserved: Reserved,
): Opened<Reserved> | undefined {
  return region.isPageMapped ? opened(region, reserved, true) : openedPhysically(region, reserved)
}

function ioApicsOf(configuration: Configuration): readonly ConfiguredRange[] {
  return configuration.irqchips.items.flatMap(({ address, place }) => {
    if (!address.known || address.value === 0n) return []
    const range = { start: address.value, end: address.value + pageSize }
    return [{ range, place: address.written ? address.place : place, configuration }]
  })
}

function msixTablesOf(configuration: Configuration, isOwn: boolean): readonly MsixTable[] {
  return configuration.pciDevices.items.flatMap((device) => {
    const table = msixInterceptor(device, { configuration })
    if (!table || !device.bdf.known) return []
    return [{ range: table.range, place: table.place, bdf: device.bdf.value, isOwn, configuration }]
  })
}
