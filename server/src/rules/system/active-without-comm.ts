/** A cell that has to answer messages and cannot. */
import { attitudeOf, hasCommunicationRegion } from '../../board/communication.ts'
import { defineRule } from '../rule.ts'

export const activeWithoutComm = defineRule({
  id: 'active-without-comm',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell has no communication region, and lacks the flag `JAILHOUSE_CELL_PASSIVE_COMMREG`.',
    why:
      'Without the flag the hypervisor sends messages to the cell, and waits for the answers in the communication ' +
      'region while the root cell is stopped. A cell that does not see the region can neither read nor answer them. Once ' +
      'it runs, the next `cell create`, `cell load` or `cell destroy` waits for ever, and the machine seems to be ' +
      'dead; with `msg_reply_timeout` set, the cell is stopped as failed.',
    legal: 'A passive cell may do without a communication region, if its inmate does.',
    bad: '.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,',
    good: '.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,',
    references: ['hypervisor/control.c: cell_exchange_message, cell_management_prologue'],
    catalogue: 'C 112',
  },
  check(cell, report) {
    if (attitudeOf(cell) !== 'active' || hasCommunicationRegion(cell) !== false) return
    const { flags, msgReplyTimeout } = cell.configuration.cell
    const isLimited = msgReplyTimeout.known && 0n < msgReplyTimeout.value
    report({
      at: flags.place,
      message: 'the cell has to answer messages of the hypervisor, but has no communication region',
      why: `once it runs, the next \`cell create\`, \`cell load\` or \`cell destroy\` ${isLimited ? 'stops it as failed' : 'waits for ever, with the root cell stopped'}`,
      help: 'add `JAILHOUSE_CELL_PASSIVE_COMMREG` to the flags, or a region with `JAILHOUSE_MEM_COMM_REGION` for an inmate that answers',
    })
  },
})
