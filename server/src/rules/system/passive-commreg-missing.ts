/** A cell that was hardly meant to answer messages, but is waited for. */
import { attitudeOf, hasCommunicationRegion } from '../../board/communication.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { addingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'

export const passiveCommregMissing = defineRule({
  id: 'passive-commreg-missing',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A cell lacks the flag `JAILHOUSE_CELL_PASSIVE_COMMREG`, although it has no flags at all, or is to run Linux, ' +
      'which does not answer messages.',
    why:
      'Without the flag the hypervisor asks the cell before it is reloaded or destroyed, and tells it when another cell ' +
      'comes or goes. It stops the root cell, and waits for the answer that an inmate has to write into the ' +
      'communication region. Unless `msg_reply_timeout` is set, it waits for ever: to the user the machine is dead. ' +
      'With a timeout it stops the cell and takes it for failed.',
    legal:
      'Inmates that answer do without the flag. Where other flags are given and nothing speaks of Linux, only ' +
      '`active-no-timeout` is reported; a timeout without any flags is information.',
    fix: 'Adds the flag, and takes out a timeout, which has no effect then.',
    bad: `
.cell.flags = 0,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'hypervisor/control.c: cell_exchange_message, cell_management_prologue, cell_reconfig_completed',
    ],
    catalogue: 'A.3, B D2, C 111',
  },
  check(cell, report) {
    const { flags, msgReplyTimeout, view } = cell.configuration.cell
    // Without a region for the answer it is worse.
    if (attitudeOf(cell) !== 'active' || hasCommunicationRegion(cell) !== true) return
    const isLinux = isLinuxCell(cell)
    if (!msgReplyTimeout.known || !flags.known || (flags.value !== 0n && !isLinux)) return
    const isLimited = 0n < msgReplyTimeout.value
    report({
      at: flags.place,
      severity: isLimited && !isLinux ? 'information' : 'warning',
      message: isLinux
        ? 'the cell is to run Linux, which does not answer messages, but is not marked as passive'
        : 'the cell has no flags, and thus has to answer messages of the hypervisor',
      why: isLimited
        ? 'when cells are created, reloaded or destroyed, the root cell is stopped until the answer or the timeout; then the cell is stopped as failed'
        : 'when this cell is reloaded or destroyed, or another one comes or goes, the root cell is stopped until the answer: without one, for ever',
      help: 'add `JAILHOUSE_CELL_PASSIVE_COMMREG` to the flags, unless the inmate answers messages',
      fixes: fix(
        'add `JAILHOUSE_CELL_PASSIVE_COMMREG`',
        'suggested',
        addingFlag(view, 'flags', 'JAILHOUSE_CELL_PASSIVE_COMMREG'),
        isLimited ? removingField(view, 'msg_reply_timeout') : [],
      ),
    })
  },
})
