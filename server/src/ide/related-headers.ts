/**
 * What the fields of the headers have to do with the arrays behind them, and cells with each other: a count leads to its
 * array, a name to the root cell, the address of a console to the region that grants it.
 */
import type { Cell } from '../board/cell.ts'
import { consoleOfCell } from '../board/consoles.ts'
import { startOf } from '../board/guest-lookup.ts'
import { virtualInterruptsOf } from '../board/virtual-interrupts.ts'
import { arrayOrder } from '../config/arrays.ts'
import type { LiveRegion } from '../config/memory.ts'
import { overlaps, type Range } from '../config/range.ts'
import { type Around, found, nothing, type Related, type RelatedElements } from './related.ts'
import { endOf, isName, type Trail } from './trail.ts'

/** For a field that is in no array of the hypervisor; undefined where it has to do with nothing. */
export function relatedToHeader(trail: Trail, around: Around): RelatedElements | undefined {
  const { cell } = around
  const { configuration } = cell
  if (isName(trail)) return relatedToCell(around)
  const name = endOf(trail).member?.name
  const counted = arrayOrder.map((kind) => configuration[kind]).find(({ countField }) => countField === name)
  if (counted?.member)
    return {
      ...nothing,
      ground: [{ configuration, view: { place: counted.member.place, designator: undefined } }],
    }
  switch (name) {
    case 'vpci_irq_base':
      return relatedToInterrupts(cell)
    case 'cpu_reset_address':
      return { ...nothing, ground: regionsOf(cell, [startOf(cell)?.region]) }
    case 'address':
      return relatedToConsole(trail, around)
    default:
      return undefined
  }
}

/** A cell rests on its root cell; the others of the board are its peers. */
function relatedToCell({ root, others }: Around): RelatedElements {
  return { ...nothing, ground: root ? [objectOf(root)] : [], peers: others.map(objectOf) }
}

function objectOf({ configuration }: Cell): Related {
  return { configuration, view: { place: configuration.place, designator: undefined } }
}

/** The base of the virtual interrupts leads to the words with their bits. */
function relatedToInterrupts(cell: Cell): RelatedElements {
  const { configuration } = cell
  const interrupts = virtualInterruptsOf(cell)
  const ids = new Set(interrupts.map(({ id }) => id))
  const places = new Set(cell.pins.filter(({ number }) => ids.has(number)).map(({ place }) => place))
  return {
    ...nothing,
    ground: [...places].map((place) => ({ configuration, view: { place, designator: undefined } })),
    users: found(
      cell,
      interrupts.map(({ device }) => device.device),
    ),
  }
}

/** That of a cell is granted by a region or a port range; that of the hypervisor is in sight of cells. */
function relatedToConsole(trail: Trail, { cell, others }: Around): RelatedElements | undefined {
  const owner = trail.stops.at(-2)?.member?.name
  if (owner === 'console') return { ...nothing, ground: granting(cell) }
  const range = owner === 'debug_console' ? cell.root?.debugConsole?.range : undefined
  const shows = ({ physical }: LiveRegion): boolean =>
    physical !== undefined && range !== undefined && overlaps(physical, range)
  return { ...nothing, peers: [cell, ...others].flatMap((one) => regionsOf(one, one.regions.filter(shows))) }
}

/** What gives a cell its console: of several regions the last one. */
function granting(cell: Cell): readonly Related[] {
  const used = consoleOfCell(cell)
  if (cell.isRoot || !used?.console.address.known || used.type === 'NONE') return []
  const { value } = used.console.address
  const holds = ({ start, end }: Range): boolean => start <= value && value < end
  if (used.isInMemory) return regionsOf(cell, [cell.regions.findLast(({ guest }) => holds(guest))])
  return found(
    cell,
    cell.ports.filter(({ ports }) => holds(ports)).map(({ pio }) => pio),
  )
}

function regionsOf(cell: Cell, regions: readonly (LiveRegion | undefined)[]): readonly Related[] {
  return found(
    cell,
    regions.flatMap((live) => live?.region ?? []),
  )
}
