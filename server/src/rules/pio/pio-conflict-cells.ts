/** I/O ports that two cells which can run together both have. */
import { portConflicts } from '../../board/conflicts.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule } from '../rule.ts'
import { configurationText, portsText } from '../wording.ts'

export const pioConflictCells = defineRule({
  id: 'pio-conflict-cells',
  resource: 'pio',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two cells that can exist at the same time have I/O ports in common.',
    why:
      'Ports that a cell lists are opened for it and closed for the root cell; whether another cell has them is ' +
      'not looked at. Both cells reach the device behind them, nothing is refused, and neither is isolated from ' +
      'the other any more. When one of the two is destroyed, the root cell gets the ports back although the other ' +
      'cell still uses them. It is information as long as nothing says that both cells are meant to run together, ' +
      'and an error when `warden.json` declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives: they may have the same ports. Ports of ' +
      'a cell that the root cell lists too are handed over and given back. The ports of the PM timer are open to ' +
      'every cell in any case.',
    bad: `
//- x86 cell motion.c
.pio_regions = { PIO_RANGE(0x2f8, 8) },
//- x86 cell vision.c
.pio_regions = { PIO_RANGE(0x2f8, 8), PIO_RANGE(0xe010, 8) },`,
    good: `
//- x86 cell motion.c
.pio_regions = { PIO_RANGE(0x2f8, 8) },
//- x86 cell vision.c
.pio_regions = { PIO_RANGE(0x3e8, 8), PIO_RANGE(0xe010, 8) },`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_cell_exit'],
    catalogue: 'C 67, D.4, D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) {
      const { first, second, alternative } = pair
      if (alternative || first.architecture !== 'x86' || second.architecture !== 'x86') continue
      const other = configurationText(first.configuration)
      for (const { left, right, shared } of portConflicts(first, second))
        report({
          at: right.pio.place,
          severity: severityOfPair(pair),
          configuration: second.configuration,
          message: `also given to ${other}: I/O ports ${portsText(shared)}`,
          why: 'both cells reach the device behind them, and the hypervisor refuses nothing',
          help: 'give the ports to one of the two cells; if the cells never run together, this is no fault',
          related: [
            {
              at: left.pio.place,
              message: `${other} has I/O ports ${portsText(left.ports)}`,
              configuration: first.configuration,
            },
          ],
        })
    }
  },
})
