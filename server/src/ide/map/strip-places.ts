/**
 * Where the items of the strips are written: the elements in the configurations of those that have them.
 */
import type { Cell } from '../../board/cell.ts'
import { overlaps, type Range } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import type { Lane } from './lanes.ts'

/** Of each of these lanes what the cell has written there. */
export function placesIn(
  lanes: readonly Lane[],
  having: readonly number[],
  placesOf: (cell: Cell) => readonly Place[],
): readonly Place[] {
  return having.flatMap((lane) => {
    const cell = lanes[lane]?.cell
    return cell ? placesOf(cell) : []
  })
}

/** CPUs are bits of one bitmap, or of a list: the whole of it counts. */
export function cpuPlaces({ configuration }: Cell): readonly Place[] {
  return [configuration.cpus.place]
}

/** The entries for a controller that list one of these pins. */
export function pinPlaces({ pins }: Cell, controller: bigint, range: Range): readonly Place[] {
  const listing = pins.filter(
    (pin) => pin.controller === controller && range.start <= pin.number && pin.number < range.end,
  )
  return [...new Set(listing.map(({ irqchip }) => irqchip.place))]
}

export function portPlaces({ ports }: Cell, range: Range): readonly Place[] {
  return ports.filter((held) => overlaps(held.ports, range)).map(({ pio }) => pio.place)
}

export function streamPlaces({ configuration }: Cell, id: bigint): readonly Place[] {
  return configuration.streamIds.items
    .filter((stream) => stream.id.known && stream.id.value === id)
    .map(({ place }) => place)
}
