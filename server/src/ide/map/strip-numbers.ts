/** The strips of what is numbered: CPUs, interrupts and I/O ports. Numbers that the same cells have are one item. */
import { overlaps, type Range } from '../../config/range.ts'
import { hex, portsText, spisText } from '../../rules/wording.ts'
import { rootLane } from './lanes.ts'
import { filled, type MapWords } from './map-words.ts'
import { type Claim, runsOf } from './runs.ts'
import { claimOf, item, runText, type Strip, type StripContext, type StripItem } from './strip-item.ts'
import { cpuPlaces, pinPlaces, placesIn, portPlaces } from './strip-places.ts'

export function cpuItems(context: StripContext): readonly StripItem[] {
  const { lanes, after, relevant } = context
  const claims = lanes.flatMap(({ cell }, lane) =>
    (after[lane]?.cpus ?? []).flatMap(({ cpu, holders }) =>
      holders.includes(cell) ? [claimOf(lane, cpu)] : [],
    ),
  )
  return runsOf(claims, relevant).map(({ range, lanes: having }) => {
    const label = runText(range)
    return item(context, {
      label,
      detail: `CPU ${label}`,
      having,
      places: placesIn(lanes, having, cpuPlaces),
    })
  })
}

/** One strip on Arm, and one for each I/O APIC on x86. */
export function interruptStrips(context: StripContext): readonly Strip[] {
  const { board, lanes, words, after, relevant } = context
  const isX86 = board.root.architecture === 'x86'
  const claims = new Map<bigint, Claim[]>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { cell: holder, controller, pins } of after[lane]?.pins ?? [])
      if (holder === cell)
        claims.set(controller, [...(claims.get(controller) ?? []), ...pins.map((pin) => claimOf(lane, pin))])
  return [...claims]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([controller, list]) => ({
      name: isX86 ? filled(words.apicPins, hex(controller)) : 'Interrupts',
      items: runsOf(list, relevant).map(({ range, lanes: having }) => {
        const places = placesIn(lanes, having, (cell) => pinPlaces(cell, controller, range))
        return item(context, { ...(isX86 ? pinNames(range, words) : spiNames(range)), having, places })
      }),
    }))
}

function pinNames(range: Range, words: MapWords): Pick<StripItem, 'label' | 'detail'> {
  const label = runText(range)
  return { label, detail: filled(words.pins, label) }
}

function spiNames(range: Range): Pick<StripItem, 'label' | 'detail'> {
  const count = Number(range.end - range.start)
  const ids = Array.from({ length: count }, (_, at) => Number(range.start) + at)
  return { label: `SPI ${runText(range, -32n)}`, detail: spisText(ids) }
}

/** The PM timer is open to everybody, and root loses it to whoever lists it. */
export function portItems(context: StripContext): readonly StripItem[] {
  const { board, lanes, words, after, relevant } = context
  const { pmTimerAddress } = board.root.configuration.system.platform.x86
  const start = pmTimerAddress.known ? pmTimerAddress.value : 0n
  const timer = { start, end: start === 0n ? 0n : start + 4n }
  const claims = lanes.flatMap(({ cell }, lane) =>
    (after[lane]?.ports ?? []).flatMap((held) =>
      held.cell === cell ? held.direct.map((range) => ({ lane, range })) : [],
    ),
  )
  const listed = lanes.map(({ cell }) => cell.ports.map(({ ports }) => ports))
  const borders = [timer, ...listed.flat().filter((range) => overlaps(range, timer))]
  const cuts = start === 0n ? [] : borders.flatMap((range) => [range.start, range.end])
  return runsOf(claims, relevant, cuts).map(({ range, lanes: having }) => {
    const isTimer = overlaps(range, timer)
    const takers = listed.flatMap((ranges, lane) =>
      lane !== rootLane && ranges.some((one) => overlaps(one, range)) ? [lane] : [],
    )
    return item(context, {
      ...portNames(range, isTimer, words),
      having,
      places: placesIn(lanes, having, (cell) => portPlaces(cell, range)),
      ...(isTimer ? ({ sharing: 'granted', takenBy: takers } as const) : {}),
    })
  })
}

function portNames(range: Range, isTimer: boolean, words: MapWords): Pick<StripItem, 'label' | 'detail'> {
  const label = portsText(range).replace(/ \(.*/, '')
  const count = range.end - range.start
  const ports = filled(count === 1n ? words.onePort : words.ports, label, `${count}`)
  return { label, detail: isTimer ? filled(words.pmTimer, ports) : ports }
}
