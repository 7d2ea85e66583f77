/**
 * What the root cell keeps, loses and gets back: what it has right after enabling, while a set of cells is created,
 * loaded and running, and after all of them are destroyed.
 */
import type { Cell } from '../../board/cell.ts'
import { historyOf } from '../../board/partition/history.ts'
import type { Reach } from '../../board/partition/reach.ts'
import type { Resources } from '../../board/partition/resources.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { bdfText, hex, numbersText, portsText, spisText } from '../../rules/wording.ts'
import { regionName } from '../map/map-wording.ts'
import {
  type Fate,
  type Moment,
  moments,
  type Right,
  type RootMemory,
  type RootOverTime,
  type RootResource,
} from './report.ts'
import { everything, type ReportContext, rightsOf } from './report-context.ts'
import { openEndText } from './shared-lists.ts'
import { stretchesOf } from './stretches.ts'

export interface RootShare {
  readonly root: RootOverTime
  readonly isComplete: boolean
}

export function rootOverTime(cells: readonly Cell[], context: ReportContext): RootShare {
  const { memory, isComplete } = rootMemory(cells, context)
  return { root: { memory, others: rootResources(cells, context) }, isComplete }
}

interface WayAtMoment {
  readonly moment: Moment
  readonly way: Reach
}

function rootMemory(
  cells: readonly Cell[],
  context: ReportContext,
): { readonly memory: readonly RootMemory[]; readonly isComplete: boolean } {
  const { board, partition } = context
  const all = moments.flatMap((moment): readonly WayAtMoment[] =>
    partition
      .reachOf(everything, historyOf(moment, cells))
      .filter((way) => way.cell === board.rootCell && way.via && 0 < rightsOf(way, context).length)
      .map((way) => ({ moment, way })),
  )
  const stretches = stretchesOf(
    all,
    ({ way }) => way.physical,
    ({ moment, way }) => `${moment} ${wayText(way, context)}`,
  )
  const memory = stretches.all.map(({ range, items }): RootMemory => {
    const at = (moment: Moment): readonly Reach[] =>
      items.filter((item) => item.moment === moment).map(({ way }) => way)
    const regions = [...new Set(items.flatMap(({ way }) => way.via ?? []))].toSorted(
      (a, b) => a.index - b.index,
    )
    return {
      physical: range,
      names: regions.map(nameOfRegion),
      places: regions.map(({ place }) => context.placeOf(place)),
      rights: {
        enabled: unitedRights(at('enabled'), context),
        created: unitedRights(at('created'), context),
        loaded: unitedRights(at('loaded'), context),
        running: unitedRights(at('running'), context),
        destroyed: unitedRights(at('destroyed'), context),
      },
      fate: fateOf(
        moments.map((moment) =>
          at(moment)
            .map((way) => wayText(way, context))
            .join(),
        ),
      ),
    }
  })
  return { memory, isComplete: stretches.isComplete }
}

function wayText(way: Reach, context: ReportContext): string {
  const { guest, physical, trapped, via } = way
  return [via?.index, guest.start - physical.start, trapped, rightsOf(way, context).join('+')].join(' ')
}

function nameOfRegion(region: LiveRegion): string {
  return regionName({ region })
}

function unitedRights(ways: readonly Reach[], context: ReportContext): readonly Right[] {
  const found = new Set(ways.flatMap((way) => rightsOf(way, context)))
  const order: readonly Right[] = ['read', 'write', 'execute', 'devices']
  return order.filter((right) => found.has(right))
}

/** @param states the same text for the same state, in the order of the moments */
function fateOf(states: readonly string[]): Fate {
  if (states.at(-1) !== states[0]) return 'changed'
  return states.every((state) => state === states[0]) ? 'kept' : 'returned'
}

function rootResources(cells: readonly Cell[], context: ReportContext): readonly RootResource[] {
  const [before, during, after] = (['enabled', 'running', 'destroyed'] as const).map((moment) =>
    textsOf(context.partition.resourcesAfter(historyOf(moment, cells)), context),
  )
  if (!before || !during || !after) return []
  const names = [...new Set([before, during, after].flatMap((texts) => [...texts.keys()]))]
  return names.map((name) => {
    const states = [before, during, after].map((texts) => texts.get(name) ?? '–')
    const [first = '–', second = '–', third = '–'] = states
    return { name, before: first, during: second, after: third, fate: fateOf(states) }
  })
}

/** What root has of each kind, by the name of the kind; kinds of which it has nothing are left out. */
function textsOf(resources: Resources, { board }: ReportContext): ReadonlyMap<string, string> {
  const { rootCell, root } = board
  const isRoots = ({ cell }: { readonly cell: Cell }): boolean => cell === rootCell
  const texts = new Map<string, string>()
  const add = (name: string, text: string): void => {
    if (text !== '') texts.set(name, text)
  }
  const cpus = resources.cpus.flatMap(({ cpu, holders }) => (holders.includes(rootCell) ? [cpu] : []))
  add('CPUs', numbersText(cpus))
  for (const { controller, pins } of resources.pins.filter(isRoots))
    if (0 < pins.length)
      add(
        root.architecture === 'x86' ? `Pins of the I/O APIC at ${hex(controller)}` : 'Interrupts',
        root.architecture === 'x86' ? numbersText(pins) : spisText(pins),
      )
  const ports = resources.ports.filter(isRoots).flatMap(({ direct }) => direct)
  add('I/O ports', ports.map((range) => portsText(range).replace(/ \(.*/, '')).join(', '))
  const devices = resources.pciDevices.filter(({ holders }) => holders.some(isRoots))
  add('PCI devices', devices.map(({ bdf }) => bdfText(bdf).replace(/ \(.*/, '')).join(', '))
  const streams = resources.streams.filter(isRoots).map(({ id }) => id)
  add('Streams', streams.map(hex).join(', '))
  const mask = resources.cacheWays.find(isRoots)?.mask
  add('L3 cache, capacity mask', mask === undefined ? '' : hex(mask) + openEndText(mask, rootCell))
  return texts
}
