/** A cell that has to answer where it cannot write. */
import { attitudeOf, communicationRegionsOf } from '../../board/communication.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const commRegionReadOnly = defineRule({
  id: 'comm-region-read-only',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell without the flag JAILHOUSE_CELL_PASSIVE_COMMREG has a communication region that it cannot write to.',
    why:
      'Such a cell is asked before it is stopped, and told when other cells come and go. It answers in the communication ' +
      'region. If it cannot write there, it is stopped when it tries to, and the hypervisor waits for the answer ' +
      'with the root cell suspended: for ever, or until the cell is taken for failed.',
    legal:
      'A passive cell does not answer, and a region that it can only read is what its interface asks for.',
    fix: 'Adds JAILHOUSE_MEM_WRITE.',
    bad: `
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.cell.flags = JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: ['hypervisor/control.c: cell_exchange_message', 'Documentation/hypervisor-interfaces.txt'],
    catalogue: 'A.5, C 112',
  },
  check(cell, report) {
    const regions = communicationRegionsOf(cell)
    const [region] = regions
    if (!region || attitudeOf(cell) !== 'active') return
    if (regions.some((one) => one.has('JAILHOUSE_MEM_WRITE'))) return
    report({
      at: region.region.flags.place,
      message: `the cell has to answer messages, but cannot write to its communication region, ${regionText(region)}`,
      why: 'the first answer stops the cell, and the hypervisor waits for it with the root cell suspended',
      help: 'add JAILHOUSE_MEM_WRITE, or JAILHOUSE_CELL_PASSIVE_COMMREG to the flags of the cell',
      related: [{ at: cell.configuration.cell.flags.place, message: 'the cell is not passive' }],
      fixes: addFlags(region, 'JAILHOUSE_MEM_WRITE'),
    })
  },
})
