/** A region over the registers of the test device. */
import { communicationRegionsOf } from '../../board/communication.ts'
import { machineOf } from '../../board/machine.ts'
import { hasFlag } from '../../config/interface.ts'
import { intersection, pageSize } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const testDevicePage = defineRule({
  id: 'test-device-page',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'On x86 a page-mapped region covers the page behind the communication region, in a cell with the flag ' +
      'JAILHOUSE_CELL_TEST_DEVICE.',
    why:
      'A hypervisor that was built with its test device intercepts this page for the cell. What is mapped does not trap: ' +
      'the test program finds memory instead of the device.',
    legal: 'Without the flag the page is like any other. There is no test device on Arm.',
    bad: `
//- x86 cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_TEST_DEVICE,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x100000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x101000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_TEST_DEVICE,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x100000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0x102000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    references: ['hypervisor/arch/x86/test-device.c: testdev_get_mmio_base, testdev_cell_init'],
    catalogue: 'A.3',
  },
  check(cell, report) {
    const { configuration } = cell
    const isTested = hasFlag(configuration.cell.flags, 'JAILHOUSE_CELL_TEST_DEVICE', configuration.interface)
    const [first] = communicationRegionsOf(cell)
    if (machineOf(cell) !== 'x86' || !isTested || !first || cell.isRoot) return
    const start = first.guest.start + pageSize
    const page = { start, end: start + pageSize }
    // A communication region of more than a page is another fault.
    for (const region of cell.regions)
      if (region.isPageMapped && region !== first && intersection(region.guest, page))
        report({
          at: region.place,
          message: `${regionText(region)} covers ${rangeText(page)}, where the test device is`,
          why: 'what is mapped does not trap: the cell finds memory instead of the test device',
          help: 'leave out the page behind the communication region, or drop JAILHOUSE_CELL_TEST_DEVICE',
          related: [{ at: first.place, message: 'the test device is behind the communication region' }],
        })
  },
})
