/**
 * What cells use together with the hypervisor in between: the controllers and spaces that it emulates, the ends of
 * ivshmem links, and the pages and calls by which a cell talks to the hypervisor itself.
 *
 * A cell that gets to an intercepted device past the interception is told of in `hypervisor-owned.ts`.
 */
import type { Cell } from '../../board/cell.ts'
import { linksOf } from '../../board/links.ts'
import { type UnitInterceptor, unitInterceptors } from '../../board/partition/interceptors.ts'
import { rangeSetOf } from '../../board/range-set.ts'
import { hasFlag } from '../../config/interface.ts'
import { encloses, overlaps } from '../../config/range.ts'
import { bdfText, hex, portsText } from '../../rules/wording.ts'
import { extentText } from './range-wording.ts'
import type { Holder, SharedResource } from './report.ts'
import {
  cellHolder,
  communicationHolder,
  hypervisorHolder,
  type ReportContext,
  runningHistory,
  waysTo,
} from './report-context.ts'

export function mediatedResources(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const present = [context.board.rootCell, ...cells]
  return [
    ...interceptedUnits(present, context),
    ...virtualInterface(present, context),
    ...configurationPorts(cells, context),
    ...keyboardPort(cells, context),
    ...ivshmemLinks(present, context),
    ...cells.flatMap((cell) => communicationPages(cell, context)),
    ...virtualConsole(cells, context),
  ]
}

/** Devices that the hypervisor stands in front of for several cells; redistributors are told together. */
function interceptedUnits(present: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const found = new Map<string, { readonly units: UnitInterceptor[]; readonly cells: Set<Cell> }>()
  for (const cell of present)
    for (const unit of unitInterceptors(cell, context.board.root)) {
      if (unit.what === 'MSI-X table' || unit.what === 'VT-d unit') continue
      const key = unit.what === 'GICR' ? unit.what : `${unit.what} ${unit.range.start}`
      const entry = found.get(key) ?? { units: [], cells: new Set() }
      entry.units.push(unit)
      entry.cells.add(cell)
      found.set(key, entry)
    }
  return [...found.values()].flatMap(({ units, cells }): readonly SharedResource[] => {
    const [unit] = units
    const holders = [...cells].flatMap((cell) => trappedHolder(cell, units, present, context))
    if (!unit || cells.size < 2 || holders.length === 0) return []
    const isOne = unit.what !== 'GICR'
    return [
      {
        kind: 'hypervisor',
        what: isOne
          ? `${unit.what}, ${extentText(unit.range)}`
          : `GICR from ${hex(unit.range.start)} on, one for each CPU`,
        ranges: isOne ? [unit.range] : [],
        classification: 'mediated',
        ground: `accesses are intercepted; ${groundsOfUnits[unit.what]}`,
        holders: [hypervisorHolder('intercepts', context.placeOf(unit.place)), ...holders],
      },
    ]
  })
}

/** Nothing for a cell that gets to all of the units by pages, past the interception. */
function trappedHolder(
  cell: Cell,
  units: readonly UnitInterceptor[],
  present: readonly Cell[],
  context: ReportContext,
): readonly Holder[] {
  const { partition } = context
  const history = runningHistory(present.filter(({ isRoot }) => !isRoot))
  const { mapped } = cell.isRoot ? partition.rootSpaceAfter(history) : partition.guestSpaceOf(cell)
  const pages = rangeSetOf(
    mapped.flatMap(({ range, paint: { access } }) => (access.read || access.write ? [range] : [])),
  )
  const isTrapped = units.every(({ range }) => !pages.some((page) => overlaps(page, range)))
  const isOpen = units.every(({ range }) => pages.some((page) => encloses(page, range)))
  if (isOpen) return []
  return [
    cellHolder(
      cell,
      isTrapped ? 'every access trapped' : 'trapped, but for what regions open',
      undefined,
      context,
    ),
  ]
}

const groundsOfUnits: Readonly<Record<UnitInterceptor['what'], string>> = {
  GICD: 'a cell gets to the interrupts that it lists',
  GICR: 'SGIs and PPIs, ids 0 to 31, belong to each CPU by itself',
  'I/O APIC': 'a cell gets to the pins that it lists',
  'configuration space': 'a cell sees the devices that it lists',
  'MSI-X table': 'a cell gets to the vectors of its devices',
  'VT-d unit': 'root gets to the part about interrupts',
}

/** The machine keeps the virtual interfaces of the CPUs apart (GICv2). */
function virtualInterface(present: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const frame = context.board.root.gicFrames.find(({ name }) => name === 'GICV')
  if (!frame) return []
  const ways = waysTo(
    frame.range,
    present.filter(({ isRoot }) => !isRoot),
    context,
  )
  const users = present.filter((one) => ways.some(({ cell, via }) => cell === one && !via))
  if (users.length === 0) return []
  return [
    {
      kind: 'hypervisor',
      what: `GICV, ${extentText(frame.range)}`,
      ranges: [frame.range],
      classification: 'mediated',
      ground:
        'mapped by the hypervisor in place of GICC; the machine has one for each CPU at the same address',
      holders: [
        hypervisorHolder('controls it through GICH', context.placeOf(frame.place)),
        ...users.map((cell) => cellHolder(cell, 'mapped by the hypervisor', undefined, context)),
      ],
    },
  ]
}

function configurationPorts(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const range = { start: 0xcf8n, end: 0xd00n }
  const users = context.partition
    .resourcesAfter(runningHistory(cells))
    .ports.filter(({ direct }) => !direct.some((ports) => encloses(ports, range)))
  if (users.length === 0) return []
  return [
    {
      kind: 'ports',
      what: `${portsText(range)} of the PCI configuration space`,
      ranges: [range],
      classification: 'mediated',
      ground: 'accesses are intercepted; a cell sees the devices that it lists',
      holders: [
        hypervisorHolder('intercepts', undefined),
        ...users.map(({ cell }) => cellHolder(cell, 'trapped, unless listed', undefined, context)),
      ],
    },
  ]
}

/** The command port of the keyboard controller, which can reset the machine. */
function keyboardPort(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const users = context.partition
    .resourcesAfter(runningHistory(cells))
    .ports.flatMap(({ cell, isKeyboardModerated }) => (isKeyboardModerated ? [cell] : []))
  if (users.length < 2) return []
  return [
    {
      kind: 'ports',
      what: `${portsText({ start: 0x64n, end: 0x65n })} of the keyboard controller`,
      ranges: [{ start: 0x64n, end: 0x65n }],
      classification: 'mediated',
      ground: 'commands are intercepted, and those that reset the machine are refused',
      holders: [
        hypervisorHolder('intercepts', undefined),
        ...users.map((cell) => cellHolder(cell, 'every access trapped', undefined, context)),
      ],
    },
  ]
}

/** Their registers and interrupts; the memory of a link is shared memory like any other. */
function ivshmemLinks(present: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  return linksOf(context.board).flatMap(({ bdf, ends }): readonly SharedResource[] => {
    const there = ends.filter(({ cell }) => present.includes(cell))
    if (there.length < 2) return []
    return [
      {
        kind: 'pci',
        what: `ivshmem link ${bdfText(bdf)}: registers and interrupts`,
        ranges: [],
        classification: 'mediated',
        ground: 'the registers are emulated; each end can interrupt the others, and sees their states',
        holders: there.map(({ cell, device }) =>
          cellHolder(
            cell,
            `peer ${device.id}`,
            device.device.place,
            context,
            `PCI device ${device.device.index}`,
          ),
        ),
      },
    ]
  })
}

function communicationPages(cell: Cell, context: ReportContext): readonly SharedResource[] {
  return cell.regions
    .filter((region) => region.has('JAILHOUSE_MEM_COMM_REGION') && region.isPageMapped)
    .map((region) => ({
      kind: 'hypervisor',
      what: `communication page of ${context.nameOf(cell)}`,
      ranges: [],
      classification: 'mediated',
      ground: 'a page of its own for each cell, which the hypervisor reads answers from',
      holders: [
        hypervisorHolder('reads and writes', undefined),
        communicationHolder(cell, region, region.guest, context),
      ],
    }))
}

/** Cells that may print by asking the hypervisor (upstream `control.c: hypercall`). */
function virtualConsole(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const users = cells.filter(({ configuration: { cell, interface: known } }) =>
    consoleFlags.some((flag) => hasFlag(cell.flags, flag, known)),
  )
  if (users.length === 0) return []
  const { flags } = context.board.root.configuration.system
  return [
    {
      kind: 'hypervisor',
      what: 'console by hypercall',
      ranges: [],
      classification: 'mediated',
      ground: 'the hypervisor prints what it is asked to, character by character',
      holders: [
        hypervisorHolder('prints', context.placeOf(flags.place)),
        ...users.map((cell) => ({
          ...cellHolder(cell, 'by hypercall', cell.configuration.cell.flags.place, context),
          flags: consoleFlags.filter((flag) =>
            hasFlag(cell.configuration.cell.flags, flag, cell.configuration.interface),
          ),
        })),
      ],
    },
  ]
}

const consoleFlags = [
  'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED',
  'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE',
] as const
