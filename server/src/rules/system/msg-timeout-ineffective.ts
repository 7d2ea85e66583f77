/** A timeout for answers that nobody waits for. */
import { attitudeOf } from '../../board/communication.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const msgTimeoutIneffective = defineRule({
  id: 'msg-timeout-ineffective',
  resource: 'system',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A passive cell has a `msg_reply_timeout`.',
    why:
      'The timeout limits how long the hypervisor waits for the answer of a cell to a message. With ' +
      '`JAILHOUSE_CELL_PASSIVE_COMMREG` no message is sent, every request counts as approved, and the timeout is not ' +
      'looked at.',
    legal: 'In a cell that answers messages the timeout keeps a hanging inmate from stopping the machine.',
    fix: 'Takes out the timeout.',
    bad: '.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG, .cell.msg_reply_timeout = 1000000,',
    good: '.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG,',
    references: ['hypervisor/control.c: cell_exchange_message'],
    catalogue: 'A.2, D 57',
  },
  check(cell, report) {
    const { flags, msgReplyTimeout, view } = cell.configuration.cell
    if (attitudeOf(cell) !== 'passive' || !msgReplyTimeout.known || msgReplyTimeout.value === 0n) return
    report({
      at: msgReplyTimeout.place,
      message: 'a passive cell is never asked, so that its timeout has no effect',
      why: 'with `JAILHOUSE_CELL_PASSIVE_COMMREG` the hypervisor sends no messages and waits for no answers',
      help: 'remove the timeout, or the flag if the inmate answers messages',
      related: [{ at: flags.place, message: 'the cell is made passive here' }],
      fixes: fix('take out the timeout', 'safe', removingField(view, 'msg_reply_timeout')),
    })
  },
})
