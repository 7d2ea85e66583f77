/**
 * What more than one cell has by listing it: interrupts, PCI devices, streams, CPUs and parts of the cache. None of
 * these can be declared shared in a configuration, but for the cache; who has what is the partition's answer.
 */
import { mostCacheBits } from '../../board/cache-partitions.ts'
import type { Cell } from '../../board/cell.ts'
import { hasMmu500, relationOf, streamsOf } from '../../board/streams.ts'
import { hex, bdfText, cpusText, listText, pinsText, spisText } from '../../rules/wording.ts'
import { runsOf } from '../map/runs.ts'
import type { SharedResource } from './report.ts'
import { cellHolder, type ReportContext, runningHistory } from './report-context.ts'

export function sharedByListing(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  return [
    ...sharedPins(cells, context),
    ...sharedDevices(cells, context),
    ...sharedStreams(cells, context),
    ...sharedCpus(cells, context),
    ...sharedCache(cells, context),
  ]
}

function sharedPins(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { board, partition } = context
  const present = [board.rootCell, ...cells]
  const held = partition.resourcesAfter(runningHistory(cells)).pins
  const controllers = [...new Set(held.map(({ controller }) => controller))]
  return controllers.flatMap((controller) => {
    const claims = held
      .filter((one) => one.controller === controller)
      .flatMap(({ cell, pins }) =>
        pins.map((pin) => ({
          lane: present.indexOf(cell),
          range: { start: BigInt(pin), end: BigInt(pin) + 1n },
        })),
      )
    return runsOf(claims).flatMap(({ range, lanes }): readonly SharedResource[] => {
      const holders = lanes.flatMap((lane) => present[lane] ?? [])
      if (holders.length < 2) return []
      const pins = Array.from(
        { length: Number(range.end - range.start) },
        (_, at) => Number(range.start) + at,
      )
      const isX86 = board.root.architecture === 'x86'
      return [
        {
          kind: 'interrupts',
          what: isX86 ? `${pinsText(pins)} of the I/O APIC at ${hex(controller)}` : spisText(pins),
          ranges: [],
          classification: 'violation',
          ground: `listed by ${listText(holders.map(context.nameOf))}; an interrupt goes to one of them`,
          holders: holders.map((cell) => pinHolder(cell, controller, pins, context)),
        },
      ]
    })
  })
}

function pinHolder(cell: Cell, controller: bigint, pins: readonly number[], context: ReportContext) {
  const pin = cell.pins.find((one) => one.controller === controller && pins.includes(one.number))
  return cellHolder(cell, 'by listing it', pin?.place, context, pin && `irqchip ${pin.irqchip.index}`)
}

function sharedDevices(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { pciDevices } = context.partition.resourcesAfter(runningHistory(cells))
  return pciDevices.flatMap(({ bdf, holders }): readonly SharedResource[] =>
    holders.length < 2
      ? []
      : [
          {
            kind: 'pci',
            what: `PCI device ${bdfText(bdf)}`,
            ranges: [],
            classification: 'violation',
            ground: `listed by ${listText(holders.map(({ cell }) => context.nameOf(cell)))}; all of them configure it, and its accesses are led for the last one`,
            holders: holders.map(({ cell, device }) =>
              cellHolder(cell, 'by listing it', device.place, context, `PCI device ${device.index}`),
            ),
          },
        ],
  )
}

/**
 * Streams that two cells list, in whole or in part. Root's do not count: what a cell lists as well goes over to it, or
 * creating the cell is refused.
 */
function sharedStreams(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { board } = context
  if (context.partition.iommus.size === 0 || board.root.architecture !== 'arm64') return []
  const isMatching = hasMmu500(board.root)
  const listed = cells.map((cell) => ({ cell, streams: streamsOf(cell.configuration) }))
  return listed.flatMap((second, index) =>
    listed.slice(0, index).flatMap((first) =>
      second.streams.flatMap((theirs) =>
        first.streams.flatMap((ours): readonly SharedResource[] => {
          const meets = isMatching ? relationOf(theirs, ours) !== 'apart' : theirs.word === ours.word
          if (!meets) return []
          const both = [
            { cell: first.cell, stream: ours },
            { cell: second.cell, stream: theirs },
          ]
          return [
            {
              kind: 'streams',
              what: `stream ${[...new Set(both.map(({ stream }) => hex(stream.word)))].join(' and ')}`,
              ranges: [],
              classification: 'violation',
              ground: `listed by ${listText(both.map(({ cell }) => context.nameOf(cell)))}; its accesses are led for the last one`,
              holders: both.map(({ cell, stream }) =>
                cellHolder(
                  cell,
                  'by listing it',
                  stream.element.place,
                  context,
                  `stream id ${stream.element.index}`,
                ),
              ),
            },
          ]
        }),
      ),
    ),
  )
}

/** The hypervisor refuses the second cell, so that this is left where CPUs are not known of some cell. */
function sharedCpus(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { cpus } = context.partition.resourcesAfter(runningHistory(cells))
  return cpus.flatMap(({ cpu, holders }): readonly SharedResource[] =>
    holders.length < 2
      ? []
      : [
          {
            kind: 'cpus',
            what: cpusText([cpu]),
            ranges: [],
            classification: 'violation',
            ground: `listed by ${listText(holders.map(context.nameOf))}`,
            holders: holders.map((cell) =>
              cellHolder(cell, 'by listing it', cell.configuration.cpus.place, context, 'CPU set'),
            ),
          },
        ],
  )
}

/** Only where somebody asks for a part of the cache; elsewhere all cells use all of it. */
function sharedCache(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { cacheWays } = context.partition.resourcesAfter(runningHistory(cells))
  const flag = context.board.root.configuration.interface.constant('JAILHOUSE_CACHE_ROOTSHARED') ?? 0n
  const isFlagged = ({ configuration }: Cell): boolean =>
    configuration.caches.items.some(
      ({ flags }) => flags.known && flag !== 0n && (flags.value & flag) === flag,
    )
  return cacheWays.flatMap((second, index) =>
    cacheWays.slice(0, index).flatMap((first): readonly SharedResource[] => {
      const common = first.mask & second.mask
      if (common === 0n) return []
      const both = [first, second]
      const names = both.map(({ cell }) => context.nameOf(cell))
      const without = both.filter(({ cell }) => !cell.isRoot && asksForNone(cell))
      const flagging = both.filter(({ cell }) => isFlagged(cell))
      return [
        {
          kind: 'cache',
          what: `L3 cache, bits ${hex(common)} of the capacity mask${openEndText(common, context.board.rootCell)}`,
          ranges: [],
          ...(0 < without.length
            ? {
                classification: 'declared',
                ground: `without a part of its own, ${listText(without.map(({ cell }) => context.nameOf(cell)))} gets what the root cell has when it is created`,
              }
            : 0 < flagging.length
              ? { classification: 'declared', ground: 'flagged `JAILHOUSE_CACHE_ROOTSHARED`' }
              : { classification: 'violation', ground: `listed by ${listText(names)}` }),
          holders: both.map(({ cell }) =>
            cellHolder(
              cell,
              wayToCache(cell),
              cell.configuration.caches.place,
              context,
              asksForNone(cell) ? undefined : 'cache regions',
            ),
          ),
        } satisfies SharedResource,
      ]
    }),
  )
}

/** Where the root cell asks for no part, it is taken to have all bits that a mask can have. */
export function openEndText(mask: bigint, rootCell: Cell): string {
  const isOpen = asksForNone(rootCell) && mask >> (mostCacheBits - 1n) !== 0n
  return isOpen ? ', as many as the processor has' : ''
}

function asksForNone({ configuration }: Cell): boolean {
  return configuration.caches.items.length === 0
}

function wayToCache(cell: Cell): string {
  if (!asksForNone(cell)) return 'by listing it'
  return cell.isRoot ? 'as what no cell has taken' : "with the root cell's part"
}
