/**
 * The consoles of a board: where the hypervisor prints, and where the inmates of cells are told to (catalogue A.9).
 *
 * `debug_console` of a root configuration is the hypervisor's own (upstream `arch/arm-common/dbg-write.c`,
 * `arch/x86/dbg-write.c`). `console` of a cell goes to its inmate with the communication region, and it is for the
 * inmate to make something of it; what is said about it here is what upstream's library does (`inmates/lib/printk.c`).
 * The `console` of the root cell is read by nobody. This file describes; it does not judge.
 */
import { type Architecture, hasFlag } from '../config/interface.ts'
import type { Configuration, Console } from '../config/model.ts'
import type { Scalar } from '../config/view.ts'
import type { Cell } from './cell.ts'
import { areRegionsKnown } from './guest-lookup.ts'
import { machineOf } from './machine.ts'
import type { Root } from './root.ts'

export interface UsedConsole {
  readonly user: ConsoleUser
  readonly console: Console
  readonly configuration: Configuration
  readonly machine: Architecture
  readonly type: ConsoleType
  /** Whether the user looks for the registers in memory, and not among I/O ports. */
  readonly isInMemory: boolean
  readonly has: (flag: ConsoleFlag) => boolean
}

export type ConsoleUser = 'hypervisor' | 'inmate'

export type ConsoleType = (typeof consoleTypes)[number]

export type ConsoleFlag = `JAILHOUSE_CON_${
  | 'ACCESS_MMIO'
  | 'REGDIST_4'
  | 'FB_1920x1080'
  | 'INVERTED_GATE'
  | 'MDR_QUIRK'}`

/**
 * What a cell, or for the root cell the hypervisor, prints to. Undefined where machine, type or flags are not known:
 * nothing can be said about a type that only a vendor's headers have.
 */
export function consoleOfCell(cell: Cell): UsedConsole | undefined {
  const { configuration } = cell
  const machine = machineOf(cell)
  return configuration.kind === 'system'
    ? usedConsole('hypervisor', configuration.system.debugConsole, configuration, machine)
    : usedConsole('inmate', configuration.cell.console, configuration, machine)
}

/** What the hypervisor of a board prints to; undefined as above. */
export function debugConsoleOf({ configuration, architecture }: Root): UsedConsole | undefined {
  return usedConsole('hypervisor', configuration.system.debugConsole, configuration, architecture)
}

function usedConsole(
  user: ConsoleUser,
  console: Console,
  configuration: Configuration,
  machine: Architecture | undefined,
): UsedConsole | undefined {
  const { flags } = console
  const type = typeOf(console.type, configuration)
  const isFlagged = configuration.interface.constant('JAILHOUSE_CON_ACCESS_MMIO') !== undefined
  if (!machine || !type || !flags.known || !isFlagged) return undefined
  const has = (flag: ConsoleFlag): boolean => hasFlag(flags, flag, configuration.interface)
  // Inmates on Arm do not look at the flag.
  const isInMemory = has('JAILHOUSE_CON_ACCESS_MMIO') || (user === 'inmate' && machine !== 'x86')
  return { user, console, configuration, machine, type, isInMemory, has }
}

const consoleTypes = [
  'NONE',
  'EFIFB',
  '8250',
  'PL011',
  'XUARTPS',
  'MVEBU',
  'HSCIF',
  'SCIFA',
  'IMX',
  'IMX_LPUART',
  'SCIF',
] as const

function typeOf(type: Scalar, { interface: { constant } }: Configuration): ConsoleType | undefined {
  return type.known
    ? consoleTypes.find((name) => constant(`JAILHOUSE_CON_TYPE_${name}`) === type.value)
    : undefined
}

/** Whether the user has a driver for the type; for NONE there is none. */
export function hasDriver({ user, machine, type }: UsedConsole): boolean {
  if (machine === 'x86') return type === '8250' || (type === 'EFIFB' && user === 'hypervisor')
  return type !== 'NONE' && type !== 'EFIFB'
}

/** The largest divider that the driver writes to the UART completely; undefined for a driver that writes none. */
export function largestDivider({ user, type }: UsedConsole): bigint | undefined {
  switch (type) {
    case '8250':
      return user === 'inmate' ? 0xffn : 0xffffn
    case 'PL011':
      return 0xffffn
    case 'HSCIF':
    case 'SCIFA':
      return 0xffn
    default:
      return undefined
  }
}

/** Whether two consoles are at the same address; false while that is not known. */
export function haveOneAddress(a: UsedConsole, b: UsedConsole): boolean {
  const [one, other] = [a.console.address, b.console.address]
  return one.known && other.known && one.value === other.value && a.isInMemory === b.isInMemory
}

/** Whether a region of the cell shows a guest address, page-mapped or not; undefined while a region is not known. */
export function isShown(cell: Cell, address: bigint): boolean | undefined {
  if (cell.regions.some(({ guest }) => guest.start <= address && address < guest.end)) return true
  return areRegionsKnown(cell) ? false : undefined
}
