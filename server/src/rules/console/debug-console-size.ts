/** A debug console in memory that has no size. */
import { debugConsoleOf } from '../../board/consoles.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const debugConsoleSize = defineRule({
  id: 'debug-console-size',
  resource: 'console',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The debug console is in memory (JAILHOUSE_CON_ACCESS_MMIO), and its `size` is zero or missing.',
    why:
      'The registers have to be mapped, and the size says how many of them. On x86 and 32-bit Arm the driver maps them ' +
      'for the hypervisor; nothing cannot be mapped, and `jailhouse enable` fails with EINVAL. On arm64 the hypervisor ' +
      'maps them itself. It prints with the page tables of the boot code at first, and faults at the first line after it ' +
      'has left them: the machine hangs in `jailhouse enable`.',
    legal:
      'A console in I/O ports needs no size, and neither does that of a cell. On arm64 a console without a type is never ' +
      'written to.',
    fix: 'Writes a size of one page.',
    bad: `
//- root
.header.debug_console = {
  .address = 0x90000000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    good: `
//- root
.header.debug_console = {
  .address = 0x90000000, .size = 0x1000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'driver/main.c: jailhouse_cmd_enable',
      'hypervisor/paging.c: paging_init',
      'hypervisor/arch/arm64/entry.S: init_bootstrap_pt',
    ],
    catalogue: 'A.9, B E9, B H4',
  },
  check({ isRoot, root }, report) {
    const used = isRoot && root ? debugConsoleOf(root) : undefined
    if (!used?.isInMemory || !used.console.size.known || used.console.size.value !== 0n) return
    const { machine, type, console } = used
    if (machine === 'arm64' && type === 'NONE') return
    report({
      at: console.size.place,
      message: console.size.written
        ? 'the debug console has a size of 0'
        : 'the debug console has no `size`, and thus 0',
      why:
        machine === 'arm64'
          ? 'its registers are not mapped: the machine hangs in `jailhouse enable` when the hypervisor prints'
          : 'the driver cannot map it: `jailhouse enable` fails with EINVAL',
      help: 'write the size of the register window, usually 0x1000',
      fixes: fix(
        'write a size of 0x1000',
        'suggested',
        settingField(console.view, 'size', '0x1000', 'address'),
      ),
    })
  },
})
