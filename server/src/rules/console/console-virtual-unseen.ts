/** A virtual console that Linux cannot read. */
import { debugConsoleOf, hasDriver } from '../../board/consoles.ts'
import { hasFlag } from '../../config/interface.ts'
import { defineRule } from '../rule.ts'

export const consoleVirtualUnseen = defineRule({
  id: 'console-virtual-unseen',
  resource: 'console',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'A cell may use the virtual console, but the root configuration lacks the flag ' +
      'JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE.',
    why:
      'What a cell writes to the virtual console, the hypervisor prints where it prints its own lines: on the debug ' +
      'console, and into a buffer that Linux can read, by `jailhouse console` for instance. The buffer exists only if the ' +
      'root configuration has the flag. Without a debug console either, the lines go nowhere, which is a warning.',
    legal: 'Those who look at the debug console miss nothing.',
    bad: `
//- root
.header.flags = 0,
//- cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,`,
    good: `
//- root
.header.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
//- cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,`,
    references: [
      'hypervisor/printk.c: console_write',
      'hypervisor/control.c: hypercall',
      'hypervisor/setup.c: init_early',
    ],
    catalogue: 'A.1, A.3',
  },
  check({ isRoot, root, configuration }, report) {
    const { flags } = configuration.cell
    const isUsed = ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE', 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED'].some(
      (flag) => hasFlag(flags, flag, configuration.interface),
    )
    const system = root?.configuration
    const readable = system?.interface.constant('JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE')
    if (isRoot || !isUsed || !root || !system || readable === undefined) return
    if (!system.system.flags.known || (system.system.flags.value & readable) !== 0n) return
    const debug = debugConsoleOf(root)
    const isSeen = debug === undefined || (hasDriver(debug) && (debug.isInMemory || debug.machine === 'x86'))
    report({
      at: flags.place,
      severity: isSeen ? 'information' : 'warning',
      message: isSeen
        ? 'what the cell writes to the virtual console reaches the debug console only'
        : 'what the cell writes to the virtual console reaches nobody',
      why: isSeen
        ? 'Linux cannot read it, since the root configuration lacks JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE'
        : 'there is no debug console, and Linux cannot read it, since the root configuration lacks JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE',
      help: 'add JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE to the flags of the root configuration',
      related: [{ at: system.system.flags.place, message: 'not set here', configuration: system }],
    })
  },
})
