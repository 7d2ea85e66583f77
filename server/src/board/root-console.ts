/**
 * The UART that Linux in the root cell prints to, and what of a cell takes it away. No configuration says which one it
 * is: device tree and command line of Linux do, so the user has to (`BoardPin.rootConsole`). This file describes; it
 * does not judge.
 */
import type { LiveRegion } from '../config/memory.ts'
import type { PortRange } from '../config/ports.ts'
import { intersection, overlaps, type Range } from '../config/range.ts'
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'
import { areRegionsKnown } from './guest-lookup.ts'
import { debugConsolePorts, portRangesOf, rootPorts } from './ports.ts'
import type { Root } from './root.ts'
import { type Claim, claimsOn } from './root-loss.ts'

/** The first registers of a UART, which it cannot print without. */
export interface RootConsole {
  readonly isInMemory: boolean
  readonly range: Range
}

/** As many as an 8250 has, byte by byte; what others have is farther apart, and in the same page. */
const registers = 8n

/** There are no ports above, and on x86 no device is below: there the memory begins with RAM. */
const endOfPorts = 0x10000n

/** On x86 an address that can be that of an I/O port is one. */
export function rootConsoleAt(address: bigint, architecture: Root['architecture']): RootConsole {
  return {
    isInMemory: !(architecture === 'x86' && address < endOfPorts),
    range: { start: address, end: address + registers },
  }
}

/**
 * The UART that Linux in the root cell has for itself; undefined when nobody has said which it is, and when the
 * hypervisor prints there, too, whose debug console has rules of its own.
 */
export function ownRootConsole({ root, rootConsole }: Board): RootConsole | undefined {
  const uart = rootConsole === undefined ? undefined : rootConsoleAt(rootConsole, root.architecture)
  const hypervisors = uart?.isInMemory ? root.debugConsole : debugConsolePorts(root)
  return uart && hypervisors && overlaps(uart.range, hypervisors.range) ? undefined : uart
}

/** Whether the root cell lists the UART, so that Linux can print there at all; undefined where that is not known. */
export function isListed({ isInMemory, range }: RootConsole, root: Root): boolean | undefined {
  if (!isInMemory) return rootPorts(root)?.some((ports) => overlaps(ports, range))
  if (root.regions.some(({ physical }) => physical && overlaps(physical, range))) return true
  return areRegionsKnown(root) ? false : undefined
}

/** A region that takes the UART from the root cell, and those in which the root cell has it. */
export interface TakingRegion {
  readonly region: LiveRegion
  readonly roots: readonly LiveRegion[]
}

/** The regions of a cell that take the UART from the root cell. */
export function regionsTaking(uart: RootConsole, cell: Cell): readonly TakingRegion[] {
  const claims = uart.isInMemory ? claimsOn(cell).filter((claim) => isLost(uart, claim)) : []
  return cell.regions.flatMap((region) => {
    const roots = claims.flatMap((claim) => (claim.region === region ? [claim.root] : []))
    return roots.length === 0 ? [] : [{ region, roots }]
  })
}

function isLost({ range }: RootConsole, { loss, shared }: Claim): boolean {
  return (loss === 'taken' || loss === 'taken whole') && overlaps(shared, range)
}

/**
 * The port ranges of a cell that take the UART from the root cell, which has only those to lose that it lists. No flag
 * lets both have a port (upstream `arch/x86/vcpu.c: vcpu_cell_init`).
 */
export function portsTaking({ isInMemory, range }: RootConsole, cell: Cell): readonly PortRange[] {
  const listed = isInMemory || !cell.root ? [] : (rootPorts(cell.root) ?? [])
  const open = listed.flatMap((ports) => intersection(ports, range) ?? [])
  return portRangesOf(cell).filter(({ ports }) => open.some((one) => overlaps(ports, one)))
}
