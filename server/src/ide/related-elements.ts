/**
 * What an element of a config has to do with others, in the domain's sense: what it rests on, who uses it, and what is
 * the same thing seen from other cells.
 *
 * A region rests on the regions of the root cell that hold its memory; an ivshmem device uses its sections and has peers
 * in other files; a pin is taken from the root cell and raised by devices.
 */
import type { Cell } from '../board/cell.ts'
import { partitionOf } from '../board/partition/partition.ts'
import { virtualInterruptsOf } from '../board/virtual-interrupts.ts'
import { cellFor, neighboursOf, type Surroundings } from './cell-context.ts'
import type { Pin } from '../config/interrupts.ts'
import type { PciCapability, PciDevice } from '../config/model.ts'
import { overlaps } from '../config/range.ts'
import type { Scalar, View } from '../config/view.ts'
import { type Around, found, nothing, type Related, type RelatedElements } from './related.ts'
import { relatedToHeader } from './related-headers.ts'
import { elementOn, endOf, type Trail } from './trail.ts'

/** What the element that a trail goes through is related to, or the field at its end. */
export function relatedTo(trail: Trail, surroundings: Surroundings): RelatedElements {
  const { configuration } = trail
  if (!configuration) return nothing
  const cell = cellFor(configuration, surroundings)
  const related = relatedInCell(trail, {
    cell,
    others: neighboursOf(cell, surroundings).filter(({ isRoot }) => !isRoot),
    root: cell.isRoot ? undefined : surroundings.board?.rootCell,
    surroundings,
  })
  return related ?? nothing
}

function relatedInCell(trail: Trail, around: Around): RelatedElements | undefined {
  const { configuration } = around.cell
  const element = elementOn(trail)
  if (!element) return relatedToHeader(trail, around)
  switch (element.kind) {
    case 'memory':
      return relatedToRegion(element.index, around)
    case 'pciDevices': {
      const device = configuration.pciDevices.items[element.index]
      const name = endOf(trail).member?.name
      if (device && (name === 'caps_start' || name === 'num_caps'))
        return { ...nothing, ground: found(around.cell, capabilitiesOf(device, around.cell)) }
      return device && relatedToDevice(device, around)
    }
    case 'irqchips':
      return relatedToPins(pinsOn(trail, element.index, around.cell), around)
    case 'pciCaps':
      return { ...nothing, users: usersOfCapability(element.index, around.cell) }
    case 'pio':
      return relatedBy(around, ({ configuration: { pio }, ports }) => {
        const own = around.cell.ports.find((range) => range.pio === configuration.pio.items[element.index])
        return own
          ? pio.items.filter((item) =>
              ports.some((range) => range.pio === item && overlaps(range.ports, own.ports)),
            )
          : []
      })
    case 'streamIds': {
      const id = configuration.streamIds.items[element.index]?.id
      return relatedBy(around, (other) =>
        other.configuration.streamIds.items.filter((item) => isSame(item.id, id)),
      )
    }
    case 'cpus': {
      const bits = configuration.cpus.items[element.index]?.bits
      return relatedBy(around, (other) => {
        const word = other.configuration.cpus.items[element.index]
        return word && shareBits(word.bits, bits) ? [word] : []
      })
    }
    case 'caches':
      return undefined
  }
}

/** What root and the other cells have of the same. */
function relatedBy(
  { root, others }: Around,
  find: (other: Cell) => readonly { readonly view: View }[],
): RelatedElements {
  return {
    ground: root ? found(root, find(root)) : [],
    users: [],
    peers: others.flatMap((other) => found(other, find(other))),
  }
}

function relatedToRegion(index: number, { cell, others, root, surroundings }: Around): RelatedElements {
  const region = cell.configuration.memory.items[index]
  const physical = cell.regions.find((live) => live.index === index)?.physical
  const devices = cell.ivshmem.filter(({ sections }) => region && sections.includes(region))
  const covering =
    root && surroundings.board && physical ? partitionOf(surroundings.board).rootCover(physical).regions : []
  return {
    ground: root
      ? found(
          root,
          covering.map((live) => live.region),
        )
      : [],
    users: found(
      cell,
      devices.map(({ device }) => device),
    ),
    peers: others.flatMap((other) =>
      found(
        other,
        other.regions.flatMap((live) =>
          physical && live.physical && overlaps(live.physical, physical) ? [live.region] : [],
        ),
      ),
    ),
  }
}

/** Devices with the same bdf are the ends of one link (upstream `ivshmem.c: ivshmem_init`). */
function relatedToDevice(device: PciDevice, around: Around): RelatedElements {
  const { cell, others, root } = around
  const link = cell.ivshmem.find((candidate) => candidate.device === device)
  if (!link)
    return relatedBy(around, (other) =>
      other.configuration.pciDevices.items.filter(
        (theirs) =>
          theirs.written &&
          isSame(theirs.bdf, device.bdf) &&
          !other.ivshmem.some((end) => end.device === theirs),
      ),
    )
  const peers = [...(root ? [root] : []), ...others].flatMap((other) =>
    found(
      other,
      other.ivshmem.filter(({ bdf }) => bdf === link.bdf).map((end) => end.device),
    ),
  )
  return { ground: found(cell, link.sections), users: [], peers }
}

function capabilitiesOf(
  { capsStart, numCaps }: PciDevice,
  { configuration }: Cell,
): readonly PciCapability[] {
  if (!capsStart.known || !numCaps.known) return []
  return configuration.pciCaps.items.slice(Number(capsStart.value), Number(capsStart.value + numCaps.value))
}

function usersOfCapability(index: number, cell: Cell): readonly Related[] {
  const capability = cell.configuration.pciCaps.items[index]
  const users = cell.configuration.pciDevices.items.filter((device) =>
    capabilitiesOf(device, cell).some((one) => one === capability),
  )
  return found(cell, users)
}

/** Of a word of the bitmap its pins, elsewhere in the element all. */
function pinsOn(trail: Trail, index: number, { pins, configuration }: Cell): readonly Pin[] {
  const chip = configuration.irqchips.items[index]
  const own = pins.filter((pin) => pin.irqchip === chip)
  const { index: word, view } = endOf(trail)
  const isWord = word !== undefined && view.type.kind === 'integer'
  return isWord ? own.filter(({ place }) => place.first === view.place.first) : own
}

function relatedToPins(pins: readonly Pin[], { cell, root, others }: Around): RelatedElements {
  const wanted = new Set(pins.map(keyOf))
  const ids = new Set(pins.map(({ number }) => number))
  const wordsOf = (other: Cell): readonly Related[] => {
    const places = new Set(other.pins.filter((pin) => wanted.has(keyOf(pin))).map(({ place }) => place))
    return [...places].map((place) => ({
      configuration: other.configuration,
      view: { place, designator: undefined },
    }))
  }
  const devices = virtualInterruptsOf(cell).filter(({ id }) => ids.has(id))
  return {
    ground: root ? wordsOf(root) : [],
    users: found(
      cell,
      devices.map(({ device }) => device.device),
    ),
    peers: others.flatMap(wordsOf),
  }
}

function keyOf({ controller, number }: Pin): string {
  return `${controller} ${number}`
}

function isSame(a: Scalar, b: Scalar | undefined): boolean {
  return a.known && b?.known === true && a.value === b.value
}

function shareBits(a: Scalar, b: Scalar | undefined): boolean {
  return a.known && b?.known === true && (a.value & b.value) !== 0n
}
