/** A cell that takes the UART of Linux in the root cell for itself. */
import { ownRootConsole, portsTaking, regionsTaking } from '../../board/root-console.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { hex, portsText, regionText } from '../wording.ts'

export const rootConsoleTaken = defineRule({
  id: 'root-console-taken',
  resource: 'console',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'A cell takes a UART from the root cell that Linux prints to there. Which one that is no config states: ' +
      '`rootConsole` says it, in the entry of the board in `warden.json`.',
    why:
      'Registers in a memory region without JAILHOUSE_MEM_ROOTSHARED, and I/O ports on x86, are taken from the root ' +
      'cell when the cell is created, and given back when it is destroyed. If Linux prints in between, that is an ' +
      'access violation, and the CPU that did so is stopped. It is information, since Linux can be kept from it.',
    legal:
      'With JAILHOUSE_MEM_ROOTSHARED both print on one UART; for I/O ports there is no such flag. What the root cell ' +
      'does not list it cannot lose. Where the hypervisor prints on the UART as well, `debug-console-not-shared` ' +
      'reports a region, and `pio-console-taken` the ports. A sub-page region takes nothing from what the root cell ' +
      'has mapped; `subpage-root-page-mapped` reports that.',
    fix: 'Adds JAILHOUSE_MEM_ROOTSHARED to a memory region.',
    bad: `
//- rootConsole 0x90001000
//- cell
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90001000, .virt_start = 0x90001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
//- rootConsole 0x90001000
//- cell
.mem_regions = {
  /* UART */ {
    .phys_start = 0x90001000, .virt_start = 0x90001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: [
      'hypervisor/control.c: cell_create, unmap_from_root_cell',
      'hypervisor/mmio.c: mmio_region_unregister',
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access',
    ],
    catalogue: 'C 35, C 46, D 3, D 5',
  },
  check(board, report) {
    const { root } = board
    const uart = ownRootConsole(board)
    if (!uart) return
    for (const cell of board.cells) {
      const { configuration } = cell
      for (const { region, roots } of regionsTaking(uart, cell))
        report({
          at: region.place,
          configuration,
          message: `${regionText(region)} takes the UART at ${hex(uart.range.start)}, which Linux in the root cell prints to`,
          why,
          help: `add JAILHOUSE_MEM_ROOTSHARED, ${elsewhere}`,
          fixes: addFlags(region, 'JAILHOUSE_MEM_ROOTSHARED'),
          related: roots.map(({ place }) => ({
            at: place,
            message: 'the root cell has it here',
            configuration: root.configuration,
          })),
        })
      for (const { pio, ports } of portsTaking(uart, cell))
        report({
          at: pio.place,
          configuration,
          message: `I/O ports ${portsText(ports)} take the UART at ${hex(uart.range.start)}, which Linux in the root cell prints to`,
          why,
          help: `ports cannot be shared: ${elsewhere}`,
          related: [
            {
              at: root.configuration.pio.place,
              message: 'what the root cell has',
              configuration: root.configuration,
            },
          ],
        })
    }
  },
})

const why = 'the root cell has no access to it while the cell exists: a CPU that prints then is stopped'
const elsewhere = 'give the cell another UART, or let Linux print to another one while the cell exists'
