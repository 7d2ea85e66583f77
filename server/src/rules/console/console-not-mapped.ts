/** A console that the cell cannot reach. */
import type { Cell } from '../../board/cell.ts'
import { consoleOfCell, hasDriver, isShown } from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { encloses, overlaps, pageSize } from '../../config/range.ts'
import { appendingItem } from '../fix/elements.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const consoleNotMapped = defineRule({
  id: 'console-not-mapped',
  resource: 'console',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The console of a cell is at an address that none of its memory regions shows.',
    why:
      'The hypervisor hands the address on to the inmate, and gives the cell nothing for it. The library of the inmates ' +
      'writes to the UART before the first line is printed, and waits until it is idle. Nothing is mapped there, so the ' +
      'first access is a violation, and the CPU is parked: the cell dies before anybody sees why.',
    legal:
      'The loader of `jailhouse cell linux` does not print, and Linux finds its console in the device tree or on its ' +
      'command line; for such a cell it is information. The address is a guest address. Consoles in I/O ports have a ' +
      'rule of their own.',
    fix: 'Adds a region of one page for the UART, shared with the root cell, if the root cell has the UART.',
    bad: `
.cell.console = {
  .address = 0x90000000, .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.cell.console = {
  .address = 0x90000000, .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: [
      'inmates/lib/printk.c: console_init',
      'inmates/lib/arm-common/printk.c, inmates/lib/x86/printk.c: arch_console_init',
      'hypervisor/control.c: cell_start',
    ],
    catalogue: 'C 116, D 59',
  },
  check(cell, report) {
    const used = cell.isRoot ? undefined : consoleOfCell(cell)
    if (!used?.isInMemory || !hasDriver(used)) return
    const { address } = used.console
    if (!address.known || isShown(cell, address.value) !== false) return
    const isLinux = isLinuxCell(cell)
    const { memory } = cell.configuration
    report({
      at: address.place,
      severity: isLinux ? 'information' : 'error',
      message: `the console at ${hex(address.value)} is in no memory region of the cell`,
      why: isLinux
        ? 'an inmate that prints there is parked; Linux does so only if its own configuration names this UART'
        : 'the first access to the UART is a violation: the CPU is parked before anything is printed',
      help: 'add a region for the UART, with JAILHOUSE_MEM_ROOTSHARED if others print there as well, or correct the address',
      fixes: addingRegion(cell, address.value),
      ...(memory.member ? { related: [{ at: memory.place, message: 'what the cell can reach' }] } : {}),
    })
  },
})

/** What the root cell has at this address is what the author means, as far as anybody can tell. */
function addingRegion({ configuration, regions, root }: Cell, address: bigint): readonly Fix[] {
  const start = address - (address % pageSize)
  const page = { start, end: start + pageSize }
  const isRoots = root?.regions.some(
    ({ physical, isPageMapped }) => isPageMapped && physical && encloses(physical, page),
  )
  const isAlias = regions.some(({ physical }) => physical && overlaps(physical, page))
  if (isRoots !== true || isAlias) return []
  return fix(
    'add a region for the UART',
    'suggested',
    appendingItem(configuration, configuration.memory, regionText(start)),
  )
}

function regionText(start: bigint): string {
  return [
    '{',
    `\t.phys_start = ${hex(start)},`,
    `\t.virt_start = ${hex(start)},`,
    `\t.size = ${hex(pageSize)},`,
    '\t.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |',
    '\t\tJAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,',
    '}',
  ].join('\n')
}
