/** A cell that is waited for without limit. */
import { attitudeOf, hasCommunicationRegion } from '../../board/communication.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { defineRule } from '../rule.ts'

export const activeNoTimeout = defineRule({
  id: 'active-no-timeout',
  resource: 'system',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell is not marked as passive, and `msg_reply_timeout` is zero.',
    why:
      'The hypervisor asks such a cell before it is reloaded or destroyed, and tells it when another cell comes or goes. ' +
      'It waits for each answer with the root cell stopped. If the inmate hangs, or never answers in the first place, ' +
      'it waits for ever, and the root cell with it.',
    legal:
      'An inmate that always answers needs no timeout. The timeout is a number of loops, not of time, so that a good ' +
      'value depends on the machine. A cell without any flags, or for Linux, is the business of ' +
      '`passive-commreg-missing`.',
    bad: `
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,
.cell.msg_reply_timeout = 100000000,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'hypervisor/control.c: cell_exchange_message, cell_management_prologue, cell_reconfig_completed',
    ],
    catalogue: 'A.2, B D2, C 111',
  },
  check(cell, report) {
    const { flags, msgReplyTimeout } = cell.configuration.cell
    if (attitudeOf(cell) !== 'active' || hasCommunicationRegion(cell) !== true) return
    if (!flags.known || flags.value === 0n || isLinuxCell(cell)) return
    if (!msgReplyTimeout.known || 0n < msgReplyTimeout.value) return
    report({
      at: flags.place,
      message: 'the hypervisor waits for the answers of this cell without limit',
      why: 'it does so with the root cell stopped, whenever this cell is reloaded or destroyed, or another one comes or goes: an inmate that does not answer stops the machine',
      help: 'set `.msg_reply_timeout` to a number of loops, or add `JAILHOUSE_CELL_PASSIVE_COMMREG` to the flags if the inmate does not answer',
    })
  },
})
