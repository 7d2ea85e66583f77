/** A debug console that is mapped over the hypervisor. */
import { debugConsoleOf } from '../../board/consoles.ts'
import { pagesOf } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText } from '../wording.ts'

/** What lies between the addresses at which the console and the hypervisor are mapped. */
const window = 0x200000n

export const debugConsole2m = defineRule({
  id: 'debug-console-2m',
  resource: 'console',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On arm64 the register window of the debug console crosses a boundary of 2 MiB.',
    why:
      'The hypervisor has 2 MiB of virtual addresses for its console, and begins itself directly behind them. The ' +
      'console is mapped at the same offset as in its physical block of 2 MiB. What reaches into the next block is ' +
      'mapped over the code of the hypervisor: the machine hangs in `jailhouse enable`.',
    legal:
      'A window may end with the boundary. On x86 and 32-bit Arm the driver chooses where the console is mapped.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x901ff000, .size = 0x2000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x901ff000, .size = 0x1000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'hypervisor/arch/arm64/entry.S: arch_entry, init_bootstrap_pt',
      'hypervisor/arch/arm64/include/asm/paging.h: UART_BASE',
      'hypervisor/paging.c: paging_init',
    ],
    catalogue: 'C 120',
  },
  check({ isRoot, root }, report) {
    const used = isRoot && root ? debugConsoleOf(root) : undefined
    if (used?.machine !== 'arm64' || !used.isInMemory) return
    const { address, size } = used.console
    if (!address.known || !size.known || size.value === 0n) return
    // Whole pages are mapped, and as many as the size alone says.
    const { start } = pagesOf({ start: address.value, end: address.value + 1n })
    const end = pagesOf({ start, end: start + size.value }).end
    const border = start - (start % window) + window
    if (end <= border) return
    report({
      at: size.place,
      message: `the debug console at ${rangeText({ start: address.value, end: address.value + size.value })} crosses ${hex(border)}, a multiple of 2 MiB`,
      why: 'what is behind it is mapped over the hypervisor: the machine hangs in `jailhouse enable`',
      help: 'name only the registers of the UART, usually 0x1000',
    })
  },
})
