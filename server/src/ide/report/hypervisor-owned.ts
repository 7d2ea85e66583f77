/**
 * What the hypervisor keeps to itself, and which cells get to it all the same: its memory, the registers that it
 * intercepts or works with, and what only shows in lists. Every way there is a violation, but for the two that the root
 * configuration opens itself: the console that it prints to, and the page that root may read its log from.
 *
 * The ranges are physical: a region that shows other memory at the addresses of an intercepted device takes the device
 * from its own cell, and gives nobody anything.
 */
import type { Cell } from '../../board/cell.ts'
import { unitInterceptors } from '../../board/partition/interceptors.ts'
import type { Reach } from '../../board/partition/reach.ts'
import type { ReservedRange } from '../../board/root.ts'
import { hasFlag } from '../../config/interface.ts'
import { intersection, pageSize, type Range, sizeOfRange } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import { listText, sizeText } from '../../rules/wording.ts'
import { extentText } from './range-wording.ts'
import type { SharedResource } from './report.ts'
import {
  communicationHolder,
  everything,
  holderOfWay,
  hypervisorHolder,
  type ReportContext,
  rightsOf,
  waysTo,
} from './report-context.ts'
import { stretchesOf } from './stretches.ts'

interface Owned {
  readonly name: string
  readonly range: Range
  /** What in the configuration says so; undefined for what every machine has. */
  readonly place: Place | undefined
  readonly kind: 'kept' | 'console' | 'GICV'
}

/** By rising address of what is owned; then what has no physical address. */
export function hypervisorOwned(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const ways = waysTo(everything, cells, context).filter((way) => 0 < rightsOf(way, context).length)
  return [
    ...ownedBy(cells, context).flatMap((owned) => reached(owned, ways, context)),
    ...cells.flatMap((cell) => openedState(cell, context)),
    ...readableLog(context),
  ]
}

function ownedBy(cells: readonly Cell[], { board: { root, rootCell } }: ReportContext): readonly Owned[] {
  const owned = [
    ...kept('memory of the hypervisor', root.hypervisorMemory),
    ...root.gicFrames.flatMap((frame) => kept(frame.name, frame, frame.name === 'GICV' ? 'GICV' : 'kept')),
    // Behind a virtual host there is nothing at these addresses.
    ...(root.pciIsVirtual === false ? kept('PCI configuration space', root.ecam) : []),
    ...root.iommuWindows.flatMap((window) => kept(`${window.what} of IOMMU ${window.unit}`, window)),
    ...(root.architecture === 'x86'
      ? [{ name: 'local APIC', range: apicPage, place: undefined, kind: 'kept' } as const]
      : []),
    ...[rootCell, ...cells].flatMap((cell) =>
      unitInterceptors(cell, root).flatMap((unit) =>
        unit.what === 'I/O APIC' || unit.what === 'MSI-X table' ? kept(unit.what, unit) : [],
      ),
    ),
    ...kept('debug console of the hypervisor', root.debugConsole, 'console'),
  ]
  const once = new Map(owned.map((one) => [`${one.name} ${one.range.start} ${one.range.end}`, one]))
  return [...once.values()].toSorted((a, b) =>
    a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0,
  )
}

function kept(
  name: string,
  reserved: ReservedRange | undefined,
  kind: Owned['kind'] = 'kept',
): readonly Owned[] {
  return reserved ? [{ name, range: reserved.range, place: reserved.place, kind }] : []
}

/** Where every CPU finds its local APIC. */
const apicPage: Range = { start: 0xfee00000n, end: 0xfee00000n + pageSize }

function reached(owned: Owned, all: readonly Reach[], context: ReportContext): readonly SharedResource[] {
  const ways = all.flatMap((way) => {
    const physical = intersection(way.physical, owned.range)
    return physical ? [{ way, physical }] : []
  })
  // Of the virtual interface of a GICv2, the ways that the hypervisor opens itself are as they should be.
  const relevant = ways.filter(({ way }) => owned.kind !== 'GICV' || way.via !== undefined)
  const { all: stretches } = stretchesOf(
    relevant,
    ({ physical }) => physical,
    ({ way }) =>
      `${context.nameOf(way.cell)} ${way.via?.index} ${rightsOf(way, context).join()} ${way.trapped}`,
  )
  return stretches.map(({ range, items }) => {
    const part = sizeOfRange(range) === sizeOfRange(owned.range) ? '' : 'part of '
    const holders = items.map(({ way }) => holderOfWay(way, range, context))
    return {
      kind: 'hypervisor',
      what: `${part}${owned.name}, ${extentText(range)}`,
      ranges: [range],
      ...(owned.kind === 'console'
        ? { classification: 'declared', ground: '`debug_console` says that the hypervisor prints there' }
        : {
            classification: 'violation',
            ground: `within reach of ${namesOf(items, context)}, behind the hypervisor's back`,
          }),
      holders: [hypervisorHolder('its own', owned.place && context.placeOf(owned.place)), ...holders],
    } satisfies SharedResource
  })
}

function namesOf(items: readonly { readonly way: Reach }[], { nameOf }: ReportContext): string {
  return listText([...new Set(items.map(({ way }) => nameOf(way.cell)))])
}

/** Behind the page of a communication region lies what the hypervisor knows about the cell (catalogue C 11). */
function openedState(cell: Cell, context: ReportContext): readonly SharedResource[] {
  return cell.regions.flatMap((region): readonly SharedResource[] => {
    if (!region.has('JAILHOUSE_MEM_COMM_REGION') || !region.isPageMapped) return []
    const { guest } = region
    if (sizeOfRange(guest) <= pageSize) return []
    return [
      {
        kind: 'hypervisor',
        what: `state that the hypervisor keeps about ${context.nameOf(cell)}, ${sizeText(sizeOfRange(guest) - pageSize)}`,
        ranges: [],
        classification: 'violation',
        ground: `the communication region is larger than its page, and shows what lies behind it`,
        holders: [
          hypervisorHolder('its own', undefined),
          communicationHolder(cell, region, { start: guest.start + pageSize, end: guest.end }, context),
        ],
      },
    ]
  })
}

/** Of its memory, root may read the page that it prints to (upstream `setup.c: init_early`). */
function readableLog({
  board: { root, rootCell },
  nameOf,
  placeOf,
}: ReportContext): readonly SharedResource[] {
  const { configuration, hypervisorMemory } = root
  const { flags } = configuration.system
  if (!flags.known || !hypervisorMemory) return []
  if (!hasFlag(flags, 'JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE', configuration.interface)) return []
  const place = placeOf(flags.place)
  return [
    {
      kind: 'hypervisor',
      what: 'log of the hypervisor, one page of its memory',
      ranges: [],
      classification: 'declared',
      ground:
        'flagged `JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE`; it holds what cells print through the hypervisor, too',
      holders: [
        hypervisorHolder('its own', placeOf(hypervisorMemory.place)),
        {
          cell: nameOf(rootCell),
          rights: ['read'],
          how: 'mapped by the hypervisor',
          guest: undefined,
          says: undefined,
          place,
          flags: ['JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE'],
        },
      ],
    },
  ]
}
