/**
 * The resources besides memory, each kind as a strip of items: CPUs, interrupts, I/O ports, PCI devices, streams and
 * communication pages. Numbers that the same cells have are one item.
 *
 * Creating a cell takes its items from root, so root has what it had alone and no created cell has. That is what the
 * simulation says too (`board/partition/resources.ts`), which the tests hold against it.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { linksOf } from '../../board/links.ts'
import { historyOf } from '../../board/partition/history.ts'
import { partitionOf } from '../../board/partition/partition.ts'
import type { Resources } from '../../board/partition/resources.ts'
import type { PciDevice } from '../../config/model.ts'
import { overlaps, type Range } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import { hex, numbersText, portsText, spisText } from '../../rules/wording.ts'
import { commentOn } from '../comments.ts'
import { type Lane, rootLane } from './lanes.ts'
import { shortBdf } from './map-wording.ts'
import { runsOf, type Claim } from './runs.ts'
import { cpuPlaces, pinPlaces, placesIn, portPlaces, streamPlaces } from './strip-places.ts'

export interface Strip {
  readonly name: string
  readonly items: readonly StripItem[]
}

export interface StripItem {
  /** The number or numbers, as short as can be. */
  readonly label: string
  /** The same at full length. */
  readonly detail: string
  /** Whether root has it while it is alone. */
  readonly isRoots: boolean
  /** The lanes of the cells that get it when they are created; rising. */
  readonly claims: readonly number[]
  /** Whether several may have it at once: the ends of an ivshmem link, or whoever is granted it besides its list. */
  readonly sharing: 'none' | 'link' | 'granted'
  /** Where the configurations of those that have it say so. */
  readonly places: readonly Place[]
}

/** The strips of a board, in two ways of cutting it into items. */
export interface Strips {
  /** With the cells that are created on the map: others count where nobody else has anything. */
  readonly now: readonly Strip[]
  /** Whatever any cell claims is an item of its own. */
  readonly all: readonly Strip[]
}

export function stripsOf(board: Board, lanes: readonly Lane[]): Strips {
  const partition = partitionOf(board)
  const after = lanes.map(({ cell }) =>
    partition.resourcesAfter(historyOf('created', cell.isRoot ? [] : [cell])),
  )
  const isPresent = (lane: number): boolean => lanes[lane]?.state !== 'absent'
  const presentOnly = (claims: readonly number[]): readonly number[] => {
    const present = claims.filter(isPresent)
    return present.length === 0 ? claims : present
  }
  return {
    now: stripsIn({ board, lanes, after, relevant: presentOnly }),
    all: stripsIn({ board, lanes, after, relevant: (claims) => claims }),
  }
}

/** The strips that have anything in them. */
function stripsIn(context: StripContext): readonly Strip[] {
  return [
    { name: 'CPUs', items: cpuItems(context) },
    ...interruptStrips(context),
    { name: 'I/O ports', items: portItems(context) },
    { name: 'PCI devices', items: deviceItems(context) },
    { name: 'Streams', items: streamItems(context) },
    { name: 'Communication pages', items: communicationItems(context) },
  ].filter(({ items }) => 0 < items.length)
}

/** Who has an item when these lanes' cells are created: root first. */
export function holdersOf(
  { isRoots, claims, sharing }: StripItem,
  isCreated: (lane: number) => boolean,
): readonly number[] {
  const present = claims.filter(isCreated)
  return isRoots && (sharing !== 'none' || present.length === 0) ? [rootLane, ...present] : present
}

interface StripContext {
  readonly board: Board
  readonly lanes: readonly Lane[]
  /** By lane: what everybody has when only that cell is created; of root's lane, when none is. */
  readonly after: readonly Resources[]
  /** Of the lanes that claim something, those that count. */
  readonly relevant: (claims: readonly number[]) => readonly number[]
}

function cpuItems({ lanes, after, relevant }: StripContext): readonly StripItem[] {
  const claims = lanes.flatMap(({ cell }, lane) =>
    (after[lane]?.cpus ?? []).flatMap(({ cpu, holders }) =>
      holders.includes(cell) ? [claimOf(lane, cpu)] : [],
    ),
  )
  return runsOf(claims, relevant).map(({ range, lanes: having }) => {
    const numbers = runText(range)
    return item(numbers, `CPU ${numbers}`, having, placesIn(lanes, having, cpuPlaces))
  })
}

/** One strip on Arm, and one for each I/O APIC on x86. */
function interruptStrips({ board, lanes, after, relevant }: StripContext): readonly Strip[] {
  const isX86 = board.root.architecture === 'x86'
  const claims = new Map<bigint, Claim[]>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { cell: holder, controller, pins } of after[lane]?.pins ?? [])
      if (holder === cell)
        claims.set(controller, [...(claims.get(controller) ?? []), ...pins.map((pin) => claimOf(lane, pin))])
  return [...claims]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([controller, list]) => ({
      name: isX86 ? `Pins of the I/O APIC ${hex(controller)}` : 'Interrupts',
      items: runsOf(list, relevant).map(({ range, lanes: having }) => {
        const numbers = runText(range)
        const places = placesIn(lanes, having, (cell) => pinPlaces(cell, controller, range))
        if (isX86) return item(numbers, `pin ${numbers}`, having, places)
        const ids = Array.from(
          { length: Number(range.end - range.start) },
          (_, at) => Number(range.start) + at,
        )
        return item(`SPI ${runText(range, -32n)}`, spisText(ids), having, places)
      }),
    }))
}

function portItems({ board, lanes, after, relevant }: StripContext): readonly StripItem[] {
  const { pmTimerAddress } = board.root.configuration.system.platform.x86
  const timer = pmTimerAddress.known ? pmTimerAddress.value : 0n
  const isTimer = (range: Range): boolean =>
    timer !== 0n && overlaps(range, { start: timer, end: timer + 4n })
  const claims = lanes.flatMap(({ cell }, lane) =>
    (after[lane]?.ports ?? []).flatMap((held) =>
      held.cell === cell ? held.direct.map((range) => ({ lane, range })) : [],
    ),
  )
  const cuts = timer === 0n ? [] : [timer, timer + 4n]
  return runsOf(claims, relevant, cuts).map(({ range, lanes: having }) => {
    const isGranted = isTimer(range)
    const detail = portsText(range).replace(/ \(.*/, '')
    return item(
      detail,
      `ports ${portsText(range)}${isGranted ? ', the PM timer' : ''}`,
      having,
      placesIn(lanes, having, (cell) => portPlaces(cell, range)),
      isGranted ? 'granted' : 'none',
    )
  })
}

function deviceItems({ board, lanes, after, relevant }: StripContext): readonly StripItem[] {
  const laneOf = new Map(lanes.map(({ cell }, lane) => [cell, lane]))
  const found = new Map<bigint, { readonly devices: PciDevice[]; readonly lanes: number[] }>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { bdf, holders } of after[lane]?.pciDevices ?? [])
      for (const holder of holders) {
        if (holder.cell !== cell) continue
        const entry = found.get(bdf) ?? { devices: [], lanes: [] }
        entry.devices.push(holder.device)
        entry.lanes.push(lane)
        found.set(bdf, entry)
      }
  const physical = [...found].map(([bdf, entry]) => ({
    bdf,
    entry: item(
      shortBdf(bdf),
      deviceText(bdf, 'PCI device', entry.devices),
      relevant(entry.lanes),
      entry.devices.map(({ place }) => place),
    ),
  }))
  const virtual = linksOf(board).map(({ bdf, ends }) => {
    const having = ends.flatMap(({ cell }) => laneOf.get(cell) ?? [])
    const devices = ends.map(({ device }) => device.device)
    const places = devices.map(({ place }) => place)
    return {
      bdf,
      entry: item(shortBdf(bdf), deviceText(bdf, 'ivshmem', devices), relevant(having), places, 'link'),
    }
  })
  return [...physical, ...virtual]
    .toSorted((a, b) => (a.bdf < b.bdf ? -1 : b.bdf < a.bdf ? 1 : 0))
    .map(({ entry }) => entry)
}

/** With what the author calls it. */
function deviceText(bdf: bigint, kind: string, devices: readonly PciDevice[]): string {
  const [comment] = devices.flatMap(({ view }) => (view.node && commentOn(view)) ?? [])
  return `${kind} ${shortBdf(bdf)}${comment === undefined ? '' : `, “${comment}”`}`
}

function streamItems({ lanes, after, relevant }: StripContext): readonly StripItem[] {
  const found = new Map<bigint, number[]>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { id, cell: holder } of after[lane]?.streams ?? [])
      if (holder === cell) found.set(id, [...(found.get(id) ?? []), lane])
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, having]) =>
      item(
        hex(id),
        `stream ${hex(id)}`,
        relevant(having),
        placesIn(lanes, having, (cell) => streamPlaces(cell, id)),
      ),
    )
}

/** A communication page has no physical address that anybody could choose: it is the hypervisor's. */
function communicationItems({ lanes }: StripContext): readonly StripItem[] {
  return lanes.flatMap(({ cell }, lane) => communicationPages(cell, lane))
}

function communicationPages(cell: Cell, lane: number): readonly StripItem[] {
  return cell.regions
    .filter((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))
    .map(({ guest, place }) =>
      item(hex(guest.start), `communication page at guest ${hex(guest.start)}`, [lane], [place]),
    )
}

function item(
  label: string,
  detail: string,
  lanes: readonly number[],
  places: readonly Place[],
  sharing: StripItem['sharing'] = 'none',
): StripItem {
  return {
    label,
    detail,
    isRoots: lanes.includes(rootLane),
    claims: lanes.filter((lane) => lane !== rootLane),
    sharing,
    places,
  }
}

function claimOf(lane: number, number: number): Claim {
  return { lane, range: { start: BigInt(number), end: BigInt(number) + 1n } }
}

function runText({ start, end }: Range, offset = 0n): string {
  const [first, last] = [Number(start + offset), Number(end - 1n + offset)]
  return first === last ? `${first}` : last - first === 1 ? numbersText([first, last]) : `${first}-${last}`
}
