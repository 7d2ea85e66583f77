/**
 * The partition of a board for other programs. Numbers beyond 2^53 are strings of decimal digits; ranges end with the
 * first number that is not in them.
 */
import type { Range } from '../../config/range.ts'
import type { Holder, ListedBoard } from './board.ts'
import type { GuestRange } from './guest-ranges.ts'
import type { NameOfFile } from './places.ts'

export function boardShape({ iommus, root, cells, remainders }: ListedBoard, nameOfFile: NameOfFile): object {
  return {
    iommus,
    root: holderShape(root, nameOfFile),
    cells: cells.map((cell) => holderShape(cell, nameOfFile)),
    remainders: remainders.map((remainder) => ({
      cells: remainder.cells,
      root: holderShape(remainder.root, nameOfFile),
    })),
  }
}

function holderShape(holder: Holder, nameOfFile: NameOfFile): object {
  const { configuration } = holder.cell
  return {
    name: configuration.cell.name ?? null,
    file: nameOfFile(configuration.file.path),
    isComplete: holder.isComplete,
    guest: holder.ranges.map(guestShape),
    cpus: holder.cpus,
    interrupts: holder.interrupts.map(({ controller, pins }) => ({
      controller: numberFor(controller),
      pins,
    })),
    ports: holder.ports.map(rangeShape),
    pciDevices: holder.devices.map(numberFor),
    ivshmemDevices: holder.links.map(numberFor),
    streamIds: holder.streams.map(numberFor),
    cacheWays: holder.cacheWays === undefined ? null : numberFor(holder.cacheWays),
  }
}

function guestShape({ range, physical, access, dma, by, region, isCertain }: GuestRange): object {
  return {
    ...rangeShape(range),
    physical: physical === undefined ? null : numberFor(physical),
    ...access,
    dma,
    by,
    region: region ?? null,
    isCertain,
  }
}

function rangeShape({ start, end }: Range): object {
  return { start: numberFor(start), end: numberFor(end) }
}

function numberFor(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `${value}`
}
