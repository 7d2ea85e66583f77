/** A serial console whose I/O ports the cell is not given. */
import type { Cell } from '../../board/cell.ts'
import { consoleOfCell, hasDriver, type UsedConsole } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { debugConsolePorts, portRangesOf } from '../../board/ports.ts'
import { uncovered } from '../../board/uncovered.ts'
import { overlaps, type Range, sizeOfRange } from '../../config/range.ts'
import { appendingItem } from '../fix/elements.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, listText, portsText } from '../wording.ts'

export const consolePioNotGranted = defineRule({
  id: 'console-pio-not-granted',
  resource: 'console',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: "On x86 the console of a cell is in I/O ports that the cell's `pio_regions` do not list.",
    why:
      'Access to ports that are not listed is a violation, and parks the CPU. The library of the inmates reads the state ' +
      'of the UART before it prints the first line, so that the cell dies before anybody sees why.',
    legal:
      'The loader of `jailhouse cell linux` does not print, so that it is information for a cell with Linux, which loses ' +
      'nothing but this serial port.',
    fix: 'Adds the ports of the UART to the list, unless the hypervisor prints there as well.',
    bad: `
//- x86 cell
.cell.console = { .address = 0x2f8, .type = JAILHOUSE_CON_TYPE_8250, .flags = JAILHOUSE_CON_ACCESS_PIO },
.pio_regions = { PIO_RANGE(0xe010, 8) },`,
    good: `
//- x86 cell
.cell.console = { .address = 0x2f8, .type = JAILHOUSE_CON_TYPE_8250, .flags = JAILHOUSE_CON_ACCESS_PIO },
.pio_regions = { PIO_RANGE(0xe010, 8), PIO_RANGE(0x2f8, 8) },`,
    references: [
      'inmates/lib/uart-8250.c: uart_8250_init, uart_8250_is_busy, uart_8250_write',
      'inmates/lib/x86/printk.c: arch_console_init',
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access',
    ],
    catalogue: 'C 116, D 58',
  },
  check(cell, report) {
    const used = cell.isRoot ? undefined : consoleOfCell(cell)
    if (used?.machine !== 'x86' || used.isInMemory || !hasDriver(used)) return
    const { address } = used.console
    const { configuration } = cell
    const { pio } = configuration
    const isKnown = pio.items.every(({ base, length }) => base.known && length.known)
    if (!address.known || !isKnown || !pio.count.known) return
    const missing = registersOf(used)
      .map((register) => address.value + register)
      .filter((port) => !portRangesOf(cell).some(({ ports }) => ports.start <= port && port < ports.end))
    if (missing.length === 0) return
    const isLinux = isLinuxCell(cell)
    const window = { start: address.value, end: address.value + 8n }
    report({
      at: address.place,
      severity: isLinux ? 'information' : 'error',
      message: `the console is in I/O ports ${portsText(window)}, of which the cell is not given ${listText(missing.map(hex))}`,
      why: isLinux
        ? 'an inmate that prints there is parked; so is Linux, if its command line names this serial port'
        : 'the first access to the UART is a violation: the CPU is parked before anything is printed',
      help: `add \`PIO_RANGE(${hex(address.value)}, 8)\` to the list, or correct the address`,
      fixes: addingPorts(cell, window),
      ...(pio.member ? { related: [{ at: pio.place, message: 'what the cell is given' }] } : {}),
    })
  },
})

/** Not where the serial port is the hypervisor's as well: whether both are to print there is for the author to say. */
function addingPorts({ configuration, ports, root }: Cell, window: Range): readonly Fix[] {
  const [missing, ...others] = uncovered(
    window,
    ports.map((one) => one.ports),
  )
  const taken = root && debugConsolePorts(root)
  if (!missing || 0 < others.length || (taken && overlaps(taken.range, window))) return []
  const text = `PIO_RANGE(${hex(missing.start)}, ${sizeOfRange(missing)})`
  return fix('add the ports of the UART', 'suggested', appendingItem(configuration, configuration.pio, text))
}

/** Data and line status; with a divider the line control, and both halves of the divider, which lie over others. */
function registersOf({ console: { divider } }: UsedConsole): readonly bigint[] {
  return divider.known && divider.value !== 0n ? [0n, 1n, 3n, 5n] : [0n, 5n]
}
