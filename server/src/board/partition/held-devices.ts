/**
 * Who has which physical PCI device, and which stream of the SMMU or PVU (upstream `pci.c: pci_cell_init`,
 * `pci_return_device_to_root_cell`; `smmu.c: arm_smmu_find_sme` and its callers).
 */
import type { PciDevice, StreamId } from '../../config/model.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { iommusOf } from './dma.ts'
import { type History, possibleCommands } from './history.ts'
import { isIvshmem } from './interceptors.ts'

export interface HeldDevice {
  readonly bdf: bigint
  /** Every cell that was given it and exists; the last one is the one that devices' accesses are led for. */
  readonly holders: readonly { readonly cell: Cell; readonly device: PciDevice }[]
}

/** The physical devices that somebody holds, by rising bdf. */
export function heldDevices(rootCell: Cell, history: History): readonly HeldDevice[] {
  type Holder = HeldDevice['holders'][number]
  const holders = new Map<bigint, Holder[]>()
  const give = (bdf: bigint, holder: Holder): void => {
    holders.set(bdf, [...(holders.get(bdf) ?? []), holder])
  }
  const drop = (bdf: bigint, cell: Cell): void => {
    holders.set(
      bdf,
      (holders.get(bdf) ?? []).filter((holder) => holder.cell !== cell),
    )
  }
  const ownDevices = new Map(physicalDevices(rootCell).map((own) => [own.bdf, own]))
  for (const { device, bdf } of ownDevices.values()) give(bdf, { cell: rootCell, device })
  for (const { does, cell } of possibleCommands(history)) {
    if (does === 'create')
      for (const { device, bdf } of physicalDevices(cell)) {
        drop(bdf, rootCell)
        give(bdf, { cell, device })
      }
    if (does === 'destroy')
      for (const { device, bdf } of physicalDevices(cell)) {
        drop(bdf, cell)
        const ours = ownDevices.get(bdf)
        if (ours?.domain !== undefined && ours.domain === domainOf(device))
          give(bdf, { cell: rootCell, device: ours.device })
      }
  }
  return [...holders]
    .filter(([, list]) => 0 < list.length)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([bdf, list]) => ({ bdf, holders: list }))
}

interface PhysicalDevice {
  readonly device: PciDevice
  readonly bdf: bigint
  readonly domain: bigint | undefined
}

/** The first entry of each bdf: others are never found. */
function physicalDevices(cell: Cell): readonly PhysicalDevice[] {
  const found = new Map<bigint, PhysicalDevice>()
  for (const device of cell.configuration.pciDevices.items) {
    if (!device.bdf.known || !device.type.known || isIvshmem(device, cell) || found.has(device.bdf.value))
      continue
    found.set(device.bdf.value, { device, bdf: device.bdf.value, domain: domainOf(device) })
  }
  return [...found.values()]
}

function domainOf({ domain }: PciDevice): bigint | undefined {
  return domain.known ? domain.value : undefined
}

export interface HeldStream {
  /** As in the image; for an MMU-500, the id in the low and the mask in the high half. */
  readonly id: bigint
  readonly cell: Cell
  readonly stream: StreamId
}

/**
 * The streams that somebody holds, in the order in which they were given away. One that a destroyed cell had goes
 * back to root behind an MMU-500 if root lists exactly the same; otherwise it faults there, or, behind an SMMUv3,
 * goes unchecked.
 *
 * Behind an MMU-500 an entry that lies in an earlier one takes its place, with everything else of it (catalogue
 * C 103a); one that overlaps an earlier one otherwise makes `cell create` fail, and is left out here.
 */
export function heldStreams(rootCell: Cell, root: Root, history: History): readonly HeldStream[] {
  if (root.architecture !== 'arm64') return []
  const isMatching = iommusOf(root).has('MMU-500')
  let held = withStreams([], rootCell, isMatching)
  for (const { does, cell } of possibleCommands(history)) {
    if (does === 'create') held = withStreams(held, cell, isMatching)
    if (does === 'destroy') held = withoutStreams(held, cell, rootCell, isMatching)
  }
  return held
}

function withStreams(before: readonly HeldStream[], cell: Cell, isMatching: boolean): readonly HeldStream[] {
  const entries = streamsOf(cell).map(({ id, stream }) => ({ id, cell, stream }))
  if (!isMatching) return [...new Map([...before, ...entries].map((entry) => [entry.id, entry])).values()]
  const held = [...before]
  for (const entry of entries) {
    const found = held.findIndex((other) => liesIn(entry.id, other.id))
    if (0 <= found) held[found] = entry
    else if (held.length < mostGroups && !held.some((other) => touches(entry.id, other.id))) held.push(entry)
  }
  return held
}

function withoutStreams(
  before: readonly HeldStream[],
  cell: Cell,
  rootCell: Cell,
  isMatching: boolean,
): readonly HeldStream[] {
  const ours = new Map(streamsOf(rootCell).map(({ id, stream }) => [id, stream]))
  return before.flatMap((entry) => {
    if (entry.cell !== cell) return [entry]
    const stream = isMatching ? ours.get(entry.id) : undefined
    return stream ? [{ id: entry.id, cell: rootCell, stream }] : []
  })
}

function streamsOf(cell: Cell): readonly { readonly id: bigint; readonly stream: StreamId }[] {
  return cell.configuration.streamIds.items.flatMap((stream) => {
    return stream.id.known ? [{ id: stream.id.value, stream }] : []
  })
}

/** Whether every stream that `inner` matches is matched by `outer`, as the hypervisor tests it. */
function liesIn(inner: bigint, outer: bigint): boolean {
  const [a, b] = [matchOf(inner), matchOf(outer)]
  return (a.mask & b.mask) === a.mask && ((a.id ^ b.id) & ~b.mask) === 0n
}

function touches(left: bigint, right: bigint): boolean {
  const [a, b] = [matchOf(left), matchOf(right)]
  return ((a.id ^ b.id) & ~(a.mask | b.mask)) === 0n
}

function matchOf(raw: bigint): { readonly id: bigint; readonly mask: bigint } {
  return { id: raw & 0x7fffn, mask: (raw >> 16n) & 0x7fffn }
}

/** As many mapping groups as the identification register of an MMU-500 can tell of. */
const mostGroups = 255
