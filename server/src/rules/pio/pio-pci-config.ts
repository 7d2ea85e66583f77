/** The I/O ports through which PCI configuration space is reached. */
import { portRangesOf } from '../../board/ports.ts'
import { uncovered } from '../../board/uncovered.ts'
import { intersection, overlaps } from '../../config/range.ts'
import { fix } from '../fix/fix.ts'
import { replacingPorts } from '../fix/ports.ts'
import { defineRule } from '../rule.ts'
import { portsText } from '../wording.ts'

export const pioPciConfig = defineRule({
  id: 'pio-pci-config',
  resource: 'pio',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A range of I/O ports of a cell, root included, takes in ports from 0xcf8 to 0xcff.',
    why:
      'PCI configuration space is reached through the ports 0xcf8 and 0xcfc-0xcff. The hypervisor emulates them: it keeps ' +
      'the address that a cell writes, and looks whether the cell has the device. Ports that are listed do not trap: the ' +
      'cell reaches the configuration space of all devices, the hypervisor decodes its other accesses with an old ' +
      'address, and changes of BARs and of MSI registers are not seen. That is an error. Between the two lies 0xcf9, by ' +
      'which the machine is reset: without the others it is a warning.',
    legal: 'A range may end before port 0xcf8, and begin with 0xd00.',
    fix: 'Leaves out the ports, and splits the range where something is left on both sides.',
    bad: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xcd0, 0x40) },`,
    good: `
//- x86 cell
.pio_regions = { PIO_RANGE(0xcd0, 0x28), PIO_RANGE(0xd00, 0x10) },`,
    references: [
      'hypervisor/arch/x86/vcpu.c: vcpu_cell_init, vcpu_handle_io_access',
      'hypervisor/arch/x86/pci.c: x86_pci_config_handler',
    ],
    catalogue: 'C 66',
  },
  check(cell, report) {
    for (const { pio, ports } of portRangesOf(cell)) {
      const taken = intersection(ports, configPorts)
      if (!taken) continue
      const isDirect = overlaps(ports, addressPort) || overlaps(ports, dataPorts)
      report({
        at: pio.place,
        severity: isDirect ? 'error' : 'warning',
        message: `the range takes in I/O ports ${portsText(taken)}, ${isDirect ? 'by which PCI configuration space is reached' : 'one of which resets the machine'}`,
        why: isDirect
          ? 'the hypervisor does not see these accesses any more: the cell can reconfigure all devices of the machine'
          : 'a write to port 0xcf9 resets the machine with all cells',
        help: 'leave out the ports 0xcf8-0xcff',
        fixes: fix(
          'leave out the ports 0xcf8-0xcff',
          'suggested',
          replacingPorts(cell.configuration, pio, uncovered(ports, [configPorts])),
        ),
      })
    }
  },
})

const configPorts = { start: 0xcf8n, end: 0xd00n }
const addressPort = { start: 0xcf8n, end: 0xcf9n }
const dataPorts = { start: 0xcfcn, end: 0xd00n }
