/** A cell that takes the UART of the hypervisor for itself. */
import { isPrivate, rootLoss } from '../../board/root-loss.ts'
import { overlaps } from '../../config/range.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const debugConsoleNotShared = defineRule({
  id: 'debug-console-not-shared',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: "A cell has the hypervisor's debug console in a memory region without JAILHOUSE_MEM_ROOTSHARED.",
    why:
      'The hypervisor has a mapping of its own and goes on printing, into whatever the cell does with the UART. The ' +
      'root cell loses the registers when the cell is created. Where they are the console of Linux as well, as is ' +
      'usual, the next line that Linux prints is an access violation, and its CPU is stopped.',
    legal:
      'With JAILHOUSE_MEM_ROOTSHARED hypervisor, root cell and cell print on one UART, and their lines mix. Consoles ' +
      'in I/O ports are no memory. A UART that the hypervisor does not use may be private. A sub-page region takes ' +
      'nothing from what the root cell has mapped; `subpage-root-page-mapped` reports that.',
    fix: 'Adds JAILHOUSE_MEM_ROOTSHARED, if the root cell has the UART.',
    bad: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: [
      'hypervisor/control.c: cell_create, unmap_from_root_cell',
      'hypervisor/paging.c: paging_init',
      'driver/main.c: jailhouse_cmd_enable',
    ],
    catalogue: 'C 35, D 3, D 5',
  },
  check(cell, report) {
    const console = cell.isRoot ? undefined : cell.root?.debugConsole
    if (!console || !cell.root) return
    const registers = cell.root.regions.filter(
      ({ physical }) => physical && overlaps(physical, console.range),
    )
    for (const region of cell.regions) {
      if (!isPrivate(region) || !region.physical || !overlaps(region.physical, console.range)) continue
      const isLost = registers.some((root) => rootLoss(region, root) !== 'kept')
      if (!isLost && 0 < registers.length) continue
      report({
        at: region.place,
        message: `${regionText(region)} takes the hypervisor's debug console at ${rangeText(console.range)}`,
        why: isLost
          ? 'the hypervisor goes on printing there, and the root cell loses the UART while the cell exists: a CPU of it that prints is stopped'
          : 'the hypervisor goes on printing there, whatever the cell does with the UART',
        help: 'add JAILHOUSE_MEM_ROOTSHARED, or give the cell another UART',
        fixes: isLost ? addFlags(region, 'JAILHOUSE_MEM_ROOTSHARED') : [],
        related: [
          {
            at: console.place,
            message: 'the debug console of the hypervisor',
            configuration: cell.root.configuration,
          },
        ],
      })
    }
  },
})
