/** One UART, and two descriptions of it. */
import {
  consoleOfCell,
  debugConsoleOf,
  hasDriver,
  haveOneAddress,
  type UsedConsole,
} from '../../board/consoles.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { settingField } from '../fix/fields.ts'
import { type Change, type Fix, fix } from '../fix/fix.ts'
import { addingFlag, removingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

const distance = 'JAILHOUSE_CON_REGDIST_4'

export const consoleDiffersFromDebug = defineRule({
  id: 'console-differs-from-debug',
  resource: 'console',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'The console of a cell is at the address of the debug console, but of another type, or with another distance ' +
      'between its registers.',
    why:
      'There is one UART at one address, so that one of the two is described wrongly. Whoever has the wrong description ' +
      'writes to other registers than it means to: nothing is printed, or it waits for the UART for ever.',
    legal:
      'The distance counts for an 8250 only. The same UART shown to the cell at another guest address is not recognised. ' +
      'For a cell with Linux, whose loader does not print, it is a hint.',
    fix: 'Makes type and distance those of the debug console.',
    bad: `
.cell.console = {
  .address = 0x90000000,
  .type = JAILHOUSE_CON_TYPE_8250, .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_REGDIST_4,
},`,
    good: `
.cell.console = {
  .address = 0x90000000,
  .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO,
},`,
    references: [
      'hypervisor/arch/arm-common/dbg-write.c: arch_dbg_write_init',
      'inmates/lib/printk.c: console_init',
    ],
    catalogue: 'A.9',
  },
  check(cell, report) {
    const own = cell.isRoot ? undefined : consoleOfCell(cell)
    const debug = cell.root && debugConsoleOf(cell.root)
    if (!own || !debug || !hasDriver(own) || !hasDriver(debug) || !haveOneAddress(own, debug)) return
    const { type, flags, address } = own.console
    const isOtherType = own.type !== debug.type
    if (!address.known || (!isOtherType && !haveOtherDistances(own, debug))) return
    const [ours, theirs] = isOtherType
      ? [`JAILHOUSE_CON_TYPE_${own.type}`, `JAILHOUSE_CON_TYPE_${debug.type}`]
      : [distanceText(own), distanceText(debug)]
    report({
      at: isOtherType ? type.place : flags.place,
      severity: isLinuxCell(cell) ? 'hint' : 'information',
      message: `the UART at ${hex(address.value)} has ${ours} here, and as the debug console ${theirs}`,
      why: 'there is one UART at one address: one of the two writes to registers that it does not mean',
      help: 'describe it alike in both',
      fixes: describingAlike(own, debug),
      related: [
        {
          at: isOtherType ? debug.console.type.place : debug.console.flags.place,
          message: `the debug console has ${theirs}`,
          configuration: debug.configuration,
        },
      ],
    })
  },
})

function haveOtherDistances(a: UsedConsole, b: UsedConsole): boolean {
  return a.isInMemory && b.type === '8250' && a.has(distance) !== b.has(distance)
}

function distanceText({ has }: UsedConsole): string {
  return has(distance) ? distance : 'JAILHOUSE_CON_REGDIST_1'
}

function describingAlike(own: UsedConsole, debug: UsedConsole): readonly Fix[] {
  const { view } = own.console
  const ofType = own.type === debug.type ? [] : settingField(view, 'type', `JAILHOUSE_CON_TYPE_${debug.type}`)
  const ofDistance = haveOtherDistances(own, debug) ? settingDistance(own, debug) : []
  return fix('describe the UART like the debug console', 'suggested', ofType, ofDistance)
}

function settingDistance({ console: { view } }: UsedConsole, debug: UsedConsole): Change {
  return debug.has(distance) ? addingFlag(view, 'flags', distance) : removingFlag(view, 'flags', distance)
}
