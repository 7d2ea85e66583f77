/**
 * What creating a cell takes from root's tables. None of it depends on what root has at that moment, so a few facts for
 * each cell decide what root has left with any choice of cells (upstream `control.c: unmap_from_root_cell`,
 * `pci.c: pci_cell_init`; catalogue C 35, C 44).
 */
import type { LiveRegion } from '../../config/memory.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import type { Processor } from './access.ts'
import { type InterceptorTable, isIvshmem, msixInterceptor, unregister } from './interceptors.ts'
import { isOfPages, namedPhysical } from './mapping.ts'

/** What is taken from root for some regions: nothing of it depends on what root has at that moment. */
export interface TakingOfRegions {
  /** The guest addresses of root that leave its page tables. */
  readonly pages: readonly Range[]
  /** Those that leave the separate table of its devices; all of them leave the page tables, too. */
  readonly deviceEntries: readonly Range[]
  /** Where the interceptor goes that is found there, one after the other. */
  readonly interceptorsAt: readonly bigint[]
}

/** What creating a cell takes from root. */
export interface Taking extends TakingOfRegions {
  /**
   * The PCI devices of root that the cell is given before its regions are mapped. With a device that root still has
   * goes the interceptor that is found at the address of its MSI-X table.
   */
  readonly devices: readonly TakenDevice[]
}

export type Takings = ReadonlyMap<Cell, Taking>

interface TakenDevice {
  readonly device: PciDevice
  readonly table: bigint | undefined
}

/** @param devices those of root */
export function takingOf(cell: Cell, processor: Processor, devices: DevicesOfRoot): Taking {
  return {
    ...takingOfRegions(cell.regions.filter(isPrivate), processor),
    devices: takenDevices(cell, devices),
  }
}

export function takingOfRegions(regions: readonly LiveRegion[], processor: Processor): TakingOfRegions {
  const [pages, deviceEntries]: [Range[], Range[]] = [[], []]
  const interceptorsAt: bigint[] = []
  for (const region of regions) {
    const range = namedPhysical(region)
    if (!isOfPages(range)) interceptorsAt.push(range.start)
    else {
      pages.push(range)
      // VT-d goes by the flags of the cell's region, not of root's (catalogue C 44); a PVU cannot unmap (C 45).
      if (processor === 'intel' && region.has('JAILHOUSE_MEM_DMA')) deviceEntries.push(range)
    }
  }
  return { pages, deviceEntries, interceptorsAt }
}

/** Whether creating the cell takes the region from root. */
export function isPrivate(region: LiveRegion): boolean {
  return !region.has('JAILHOUSE_MEM_COMM_REGION') && !region.has('JAILHOUSE_MEM_ROOTSHARED')
}

/** Takes the devices, and with those that root still had the interceptors of their MSI-X tables. */
export function takeTables(table: InterceptorTable, { devices }: Taking, held: Set<PciDevice>): void {
  for (const { device, table: address } of devices)
    if (held.delete(device) && address !== undefined) unregister(table, address)
}

/** The physical devices of root; only their MSI-X tables matter here. */
export interface DevicesOfRoot {
  readonly cell: Cell
  /** The first entry of each bdf: the only one that is ever found (catalogue C 69). */
  readonly byBdf: ReadonlyMap<bigint, PciDevice>
  /** The first entry of each domain and bdf: the one that devices are returned to. */
  readonly byAddress: ReadonlyMap<string, PciDevice>
  /** All that can be found by some command. */
  readonly all: ReadonlySet<PciDevice>
}

export function devicesOfRoot(cell: Cell): DevicesOfRoot {
  const byBdf = new Map<bigint, PciDevice>()
  const byAddress = new Map<string, PciDevice>()
  const all = new Set<PciDevice>()
  for (const device of cell.configuration.pciDevices.items) {
    if (!device.bdf.known) continue
    if (!byBdf.has(device.bdf.value)) byBdf.set(device.bdf.value, device)
    all.add(device)
    const address = addressOf(device)
    if (address !== undefined && !byAddress.has(address)) byAddress.set(address, device)
  }
  return { cell, byBdf, byAddress, all }
}

function takenDevices(cell: Cell, { byBdf, cell: rootCell }: DevicesOfRoot): readonly TakenDevice[] {
  return cell.configuration.pciDevices.items.flatMap((device) => {
    if (!device.bdf.known || !device.type.known || isIvshmem(device, cell)) return []
    const ours = byBdf.get(device.bdf.value)
    return ours ? [{ device: ours, table: msixInterceptor(ours, rootCell)?.range.start }] : []
  })
}

/** How a device is found again that a cell gives back. */
export function addressOf({ domain, bdf }: PciDevice): string | undefined {
  return domain.known && bdf.known ? `${domain.value}:${bdf.value}` : undefined
}
