/**
 * Root's guest-physical space over time: what it begins with, what cells take from it, and what it gets back
 * (upstream `control.c: unmap_from_root_cell`, `remap_to_root_cell` and their callers; catalogue C 35 to C 45).
 *
 * - Creating takes every region that is neither ROOTSHARED nor the communication region; destroying gives it back.
 * - Loading gives the LOADABLE ones to root, starting takes them again, whatever other flags they have.
 * - Taking works on guest addresses and supposes that root's are the physical ones. A region whose *physical* range
 *   is of whole pages leaves root's page tables; any other takes away the interceptor that is found at its start.
 * - Giving back brings what root's own regions hold of the range, with root's rights, in root's array order: more
 *   than was there, where a later region of root, or another cell, had the range before.
 *
 * Left out: `paging_destroy` steps over a hole of root's tables by the size of the largest missing page, so that a
 * region that begins in such a hole may leave root more than is shown here; and the interceptors that do not find
 * room any more when they are registered a second time.
 */
import type { LiveRegion } from '../../config/memory.ts'
import { intersection, type Range } from '../../config/range.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import type { Processor } from './access.ts'
import { newSpace, type SpaceInTheMaking } from './guest-space.ts'
import { type Command, type History, possibleCommands } from './history.ts'
import { isIvshmem, msixInterceptor, register, regionInterceptor, unregister } from './interceptors.ts'
import { isOfPages, type Mapping, namedPhysical, regionMapping } from './mapping.ts'
import type { Stroke } from './painting.ts'
import { type RangeIndex, rangeIndex } from './range-index.ts'
import { deviceStrokes, separateStrokes } from './dma.ts'
import {
  addressOf,
  type DevicesOfRoot,
  devicesOfRoot,
  isPrivate,
  type Taking,
  takingOf,
  type TakingOfRegions,
  takingOfRegions,
  takeTables,
} from './root-takings.ts'

/** Root's space, and the table for its devices where that is a separate one. */
export interface RootInTheMaking extends SpaceInTheMaking {
  readonly deviceStrokes: Stroke<Mapping>[]
  /** How many pieces root was given back; beyond `mostReturned` there are no more. */
  returned: number
}

/**
 * No machine gets there: it takes thousands of regions of root over the same addresses as thousands of a cell. What
 * root has after that is not known.
 */
export const mostReturned = 200_000

/** What root keeps ready to play any history: its regions by physical address. */
export interface RootAtStart {
  readonly cell: Cell
  readonly root: Root
  readonly processor: Processor
  readonly regionsByPhysical: RangeIndex<LiveRegion>
}

export function rootAtStart(cell: Cell, root: Root, processor: Processor): RootAtStart {
  return { cell, root, processor, regionsByPhysical: rangeIndex(cell.regions, namedPhysical) }
}

export function rootAfter(start: RootAtStart, history: History): RootInTheMaking {
  const space: RootInTheMaking = {
    ...newSpace(start.cell, start.root, start.processor),
    deviceStrokes: [...separateStrokes(start.cell, start.root)],
    returned: 0,
  }
  const loadable = new Set<Cell>()
  const devices = devicesOfRoot(start.cell)
  const held = new Set(devices.all)
  for (const command of possibleCommands(history)) apply(command, space, start, { loadable, devices, held })
  return space
}

/** What is in whose hands while a history is played. */
interface Books {
  readonly loadable: Set<Cell>
  readonly devices: DevicesOfRoot
  /** The devices that root has now. */
  readonly held: Set<PciDevice>
}

function apply(
  { does, cell }: Command,
  space: RootInTheMaking,
  start: RootAtStart,
  { loadable, devices, held }: Books,
): void {
  switch (does) {
    case 'create':
      takeAll(space, takingOf(cell, start.processor, devices), held)
      return
    case 'load':
      if (loadable.has(cell)) return
      loadable.add(cell)
      for (const region of cell.regions) if (isLoadable(region)) giveBack(space, region, start)
      return
    case 'start':
      if (!loadable.delete(cell)) return
      takeRegions(space, takingOfRegions(cell.regions.filter(isLoadable), start.processor))
      return
    case 'destroy':
      loadable.delete(cell)
      for (const region of cell.regions) if (isPrivate(region)) giveBack(space, region, start)
      returnDevices(space, cell, devices, held)
  }
}

function isLoadable(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_LOADABLE')
}

function takeAll(space: RootInTheMaking, taking: Taking, held: Set<PciDevice>): void {
  takeTables(space.interceptors, taking, held)
  takeRegions(space, taking)
}

function takeRegions(
  space: RootInTheMaking,
  { pages, deviceEntries, interceptorsAt }: TakingOfRegions,
): void {
  for (const range of pages) space.strokes.push({ range, paint: undefined })
  for (const range of deviceEntries) space.deviceStrokes.push({ range, paint: undefined })
  for (const address of interceptorsAt) unregister(space.interceptors, address)
}

function giveBack(space: RootInTheMaking, region: LiveRegion, start: RootAtStart): void {
  if (mostReturned <= space.returned) return
  const range = namedPhysical(region)
  const found = start.regionsByPhysical.overlapping(range).toSorted((a, b) => a.index - b.index)
  for (const owner of found) {
    const physical = intersection(range, namedPhysical(owner))
    if (!physical) continue
    // Interceptors are kept sorted as they come, which costs more the more there are.
    space.returned += isOfPages(physical) ? 1 : 10
    restore(space, owner, physical, start)
  }
}

function restore(space: RootInTheMaking, owner: LiveRegion, physical: Range, start: RootAtStart): void {
  const shift = owner.guest.start - namedPhysical(owner).start
  const guest = { start: physical.start + shift, end: physical.end + shift }
  if (!isOfPages(guest)) return register(space.interceptors, regionInterceptor(owner, guest, physical, true))
  const paint = regionMapping(owner, guest, physical.start, start.processor)
  space.strokes.push({ range: guest, paint })
  if (start.processor === 'intel') space.deviceStrokes.push(...deviceStrokes(owner, guest, physical.start))
}

/** A device goes back to the first entry of root with its domain and bdf (upstream `pci_return_device_to_root_cell`). */
function returnDevices(
  space: RootInTheMaking,
  cell: Cell,
  devices: DevicesOfRoot,
  held: Set<PciDevice>,
): void {
  for (const device of cell.configuration.pciDevices.items) {
    if (!device.type.known || isIvshmem(device, cell)) continue
    const ours = devices.byAddress.get(addressOf(device) ?? '')
    if (!ours || held.has(ours)) continue
    held.add(ours)
    const table = msixInterceptor(ours, devices.cell)
    if (table) register(space.interceptors, table)
  }
}
