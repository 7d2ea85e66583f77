/**
 * The I/O ports of an x86 machine that mean something to the hypervisor, as far as the configuration tells (upstream
 * `arch/x86/vcpu.c: vcpu_cell_init` and `arch/x86/dbg-write.c`; catalogue A.10 and C.5).
 */
import { type PortRange, portsOf } from '../config/ports.ts'
import type { Range } from '../config/range.ts'
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'
import type { ReservedRange, Root } from './root.ts'

/** The port ranges that a cell lists; none on Arm, where nobody reads them. */
export function portRangesOf(cell: Cell): readonly PortRange[] {
  return machineOf(cell) === 'x86' ? cell.ports : []
}

/** The ports of the PM timer, which the hypervisor opens for every cell; undefined where there is none. */
export function pmTimerPorts({ architecture, configuration }: Root): ReservedRange | undefined {
  const { pmTimerAddress } = configuration.system.platform.x86
  if (architecture !== 'x86' || !pmTimerAddress.known || pmTimerAddress.value === 0n) return undefined
  const start = pmTimerAddress.value
  return { range: { start, end: start + 4n }, place: pmTimerAddress.place }
}

/** The ports of the serial port that the hypervisor prints to; undefined for a console in memory, or none. */
export function debugConsolePorts({ architecture, configuration }: Root): ReservedRange | undefined {
  const { constant } = configuration.interface
  const { address, type, flags } = configuration.system.debugConsole
  const isSerial = type.known && type.value === constant('JAILHOUSE_CON_TYPE_8250')
  const mmio = constant('JAILHOUSE_CON_ACCESS_MMIO')
  if (architecture !== 'x86' || !isSerial || !address.known || !flags.known || mmio === undefined)
    return undefined
  if ((flags.value & mmio) !== 0n) return undefined
  return { range: { start: address.value, end: address.value + 8n }, place: address.place }
}

/** What the root cell lists; undefined where that is not known for certain. */
export function rootPorts({ architecture, configuration }: Root): readonly Range[] | undefined {
  const { count, items } = configuration.pio
  const isKnown = count.known && items.every(({ base, length }) => base.known && length.known)
  if (architecture !== 'x86' || !isKnown) return undefined
  return portsOf(configuration).map(({ ports }) => ports)
}
