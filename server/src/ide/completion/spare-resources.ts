/**
 * What the root cell has and no other cell of the board has taken: registers of devices, ports, PCI devices. A cell
 * that needs one of them can be given it; whether the root Linux uses it no configuration says.
 */
import type { PortRange } from '../../config/ports.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { PciDevice } from '../../config/model.ts'
import { overlaps, type Range } from '../../config/range.ts'
import type { View } from '../../config/view.ts'
import { authorsName } from '../comments.ts'
import { type Around, memoryInUse } from './situation.ts'

/** So many of them are looked at; a root configuration has some dozens. */
const mostSpare = 200

export interface Spare<Resource> {
  readonly resource: Resource
  /** What the author of the root configuration calls it. */
  readonly name: string | undefined
}

export interface Registers {
  readonly region: LiveRegion
  readonly physical: Range
}

/** Regions of the root cell with registers, in its order; what is RAM or shared with cells is none. */
export function spareRegisters(around: Around): readonly Spare<Registers>[] {
  const { board, isRoot } = around
  if (!board || isRoot) return []
  const taken = memoryInUse(around).flatMap(({ physical }) => physical ?? [])
  const console = board.root.debugConsole?.range
  const others = console ? [...taken, console] : taken
  const sections = new Set(board.rootCell.ivshmem.flatMap((device) => device.sections))
  const registers = board.rootCell.regions.flatMap((region) => {
    const { physical } = region
    const isOther = region.has('JAILHOUSE_MEM_EXECUTE') || sections.has(region.region)
    const isFree = physical && !isOther && !others.some((range) => overlaps(physical, range))
    return isFree ? [{ region, physical }] : []
  })
  return named(registers, ({ region }) => region.region.view)
}

export function sparePorts({ board, cell, isRoot, others }: Around): readonly Spare<PortRange>[] {
  if (!board || isRoot) return []
  const cells = [...others, ...(cell ? [cell] : [])]
  const taken = cells.flatMap(({ ports }) => ports.map((one) => one.ports))
  return named(
    board.rootCell.ports.filter(({ ports }) => !taken.some((range) => overlaps(ports, range))),
    ({ pio }) => pio.view,
  )
}

/** Physical devices; those that others have at the same address of the same domain are taken. */
export function sparePciDevices({ board, cell, isRoot, others }: Around): readonly Spare<PciDevice>[] {
  if (!board || isRoot || board.root.pciIsVirtual) return []
  const root = board.root.configuration
  const isPhysical = root.interface.constant('JAILHOUSE_PCI_TYPE_DEVICE')
  const cells = [...others, ...(cell ? [cell] : [])]
  const taken = new Set(
    cells.flatMap(({ configuration }) => configuration.pciDevices.items.flatMap(addressOf)),
  )
  return named(
    root.pciDevices.items.filter((device) => {
      const [address] = addressOf(device)
      const { type, written } = device
      return (
        written && type.known && type.value === isPhysical && address !== undefined && !taken.has(address)
      )
    }),
    ({ view }) => view,
  )
}

function addressOf({ domain, bdf, written }: PciDevice): readonly string[] {
  return written && domain.known && bdf.known ? [`${domain.value} ${bdf.value}`] : []
}

function named<Resource>(
  resources: readonly Resource[],
  viewOf: (resource: Resource) => View,
): readonly Spare<Resource>[] {
  return resources.slice(0, mostSpare).map((resource) => ({ resource, name: authorsName(viewOf(resource)) }))
}
