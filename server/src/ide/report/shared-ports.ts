/**
 * The I/O ports of x86 that more than one cell uses without a trap, and those that no list should name. Every cell has
 * a bitmap of its own (`board/partition/held-ports.ts`), so there is no flag for sharing: whatever two cells have is a
 * violation, but for the PM timer, which the hypervisor opens to all, and the port that it prints to itself.
 */
import type { Cell } from '../../board/cell.ts'
import { debugConsoleOf } from '../../board/consoles.ts'
import { intersection, overlaps, type Range } from '../../config/range.ts'
import { listText, portsText } from '../../rules/wording.ts'
import { runsOf } from '../map/runs.ts'
import type { Holder, SharedResource } from './report.ts'
import { cellHolder, hypervisorHolder, type ReportContext, runningHistory } from './report-context.ts'

/** By kind of finding, then by rising port; none on other machines. */
export function sharedPortsOf(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const { board, partition } = context
  const held = partition.resourcesAfter(runningHistory(cells)).ports
  if (held.length === 0) return []
  const present = [board.rootCell, ...cells]
  const claims = held.flatMap(({ cell, direct }) =>
    direct.flatMap((range) => {
      const real = intersection(range, allPorts)
      return real ? [{ lane: present.indexOf(cell), range: real }] : []
    }),
  )
  const timer = timerPorts(context)
  const runs = runsOf(claims, (lanes) => lanes, timer ? [timer.start, timer.end] : [])
  return [
    ...runs
      .filter(({ lanes }) => 1 < lanes.length)
      .map(({ range, lanes }) =>
        sharedPorts(
          range,
          lanes.flatMap((lane) => present[lane] ?? []),
          context,
        ),
      ),
    ...claims.flatMap(({ lane, range }) => configurationPorts(present[lane], range, context)),
    ...present.flatMap((cell) => portsBeyond(cell, context)),
    ...consolePorts(claims, present, context),
  ]
}

const allPorts: Range = { start: 0n, end: 0x10000n }

function sharedPorts(range: Range, cells: readonly Cell[], context: ReportContext): SharedResource {
  const timer = timerPorts(context)
  const { platform } = context.board.root.configuration.system
  const isTimer = timer !== undefined && overlaps(range, timer)
  const names = listText(cells.map(context.nameOf))
  return {
    kind: 'ports',
    what: `${portsText(range)}${isTimer ? ', the PM timer' : ''}`,
    ranges: [range],
    ...(isTimer
      ? {
          classification: 'declared',
          ground: '`pm_timer_address` says where it is, and the hypervisor opens it to every cell',
        }
      : { classification: 'violation', ground: `listed by ${names}; I/O ports cannot be declared shared` }),
    holders: cells.map((cell) =>
      isTimer
        ? cellHolder(cell, 'opened by the hypervisor', platform.x86.pmTimerAddress.place, context)
        : portHolder(cell, range, context),
    ),
  } satisfies SharedResource
}

function timerPorts({ board: { root } }: ReportContext): Range | undefined {
  const { pmTimerAddress } = root.configuration.system.platform.x86
  if (!pmTimerAddress.known || pmTimerAddress.value === 0n) return undefined
  return { start: pmTimerAddress.value, end: pmTimerAddress.value + 4n }
}

function portHolder(cell: Cell, range: Range, context: ReportContext): Holder {
  const entry = cell.ports.find(({ ports }) => overlaps(ports, range))
  return cellHolder(cell, 'directly', entry?.pio.place, context, entry && `PIO region ${entry.pio.index}`)
}

/** The ports of the configuration space, which are emulated for every cell that does not list them (catalogue C 66). */
function configurationPorts(
  cell: Cell | undefined,
  held: Range,
  context: ReportContext,
): readonly SharedResource[] {
  const range = intersection(held, { start: 0xcf8n, end: 0xd00n })
  if (!range || !cell) return []
  return [
    {
      kind: 'hypervisor',
      what: `ports of the PCI configuration space, ${portsText(range)}`,
      ranges: [range],
      classification: 'violation',
      ground: `within reach of ${context.nameOf(cell)}, and with it the configuration space of every device`,
      holders: [hypervisorHolder('its own', undefined), portHolder(cell, range, context)],
    },
  ]
}

/** Bits behind the bitmap are bits of another page of the hypervisor (catalogue C 65). */
function portsBeyond(cell: Cell, context: ReportContext): readonly SharedResource[] {
  return cell.ports.flatMap(({ ports }): readonly SharedResource[] => {
    const range = { start: ports.start < allPorts.end ? allPorts.end : ports.start, end: ports.end }
    if (range.end <= range.start) return []
    return [
      {
        kind: 'hypervisor',
        what: `memory of the hypervisor behind a bitmap, as ports ${portsText(range)}`,
        ranges: [],
        classification: 'violation',
        ground: `creating ${context.nameOf(cell)} writes to it, since there are no ports behind 0xffff`,
        holders: [hypervisorHolder('its own', undefined), portHolder(cell, ports, context)],
      },
    ]
  })
}

/** The UART that the hypervisor prints to, for all who may use it as well (catalogue D 36). */
function consolePorts(
  claims: readonly { readonly lane: number; readonly range: Range }[],
  present: readonly Cell[],
  context: ReportContext,
): readonly SharedResource[] {
  const used = debugConsoleOf(context.board.root)
  if (!used || used.isInMemory || used.type !== '8250' || !used.console.address.known) return []
  const { value: start, place } = used.console.address
  const range = { start, end: start + 8n }
  const lanes = [...new Set(claims.flatMap((claim) => (overlaps(claim.range, range) ? [claim.lane] : [])))]
  const users = lanes.flatMap((lane) => present[lane] ?? [])
  if (users.length === 0) return []
  return [
    {
      kind: 'hypervisor',
      what: `debug console of the hypervisor, ports ${portsText(range)}`,
      ranges: [range],
      classification: 'declared',
      ground: '`debug_console` says that the hypervisor prints there',
      holders: [
        hypervisorHolder('its own', context.placeOf(place)),
        ...users.map((cell) => portHolder(cell, range, context)),
      ],
    },
  ]
}
