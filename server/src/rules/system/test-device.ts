/** A cell that wants the device for testing the hypervisor. */
import { machineOf } from '../../board/machine.ts'
import { hasFlag } from '../../config/interface.ts'
import { defineRule } from '../rule.ts'

export const testDevice = defineRule({
  id: 'test-device',
  resource: 'system',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell has the flag JAILHOUSE_CELL_TEST_DEVICE.',
    why:
      'The flag asks for registers with which the hypervisor is tested, in the page behind the communication region. They ' +
      'are there only if the hypervisor was built with CONFIG_TEST_DEVICE, and on x86 only. Other hypervisors ignore the ' +
      'flag, and the access of an inmate to that page parks its CPU.',
    legal: 'Tests of the hypervisor need it. On Arm the flag has no effect at all, which is a hint.',
    bad: `
//- x86 cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_TEST_DEVICE,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x100000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
//- x86 cell
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x100000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: ['hypervisor/arch/x86/test-device.c: testdev_cell_init', 'hypervisor/arch/x86/Kbuild'],
    catalogue: 'A.3, B X14',
  },
  check(cell, report) {
    const { configuration, isRoot } = cell
    const { flags } = configuration.cell
    const machine = machineOf(cell)
    if (isRoot || !machine || !hasFlag(flags, 'JAILHOUSE_CELL_TEST_DEVICE', configuration.interface)) return
    const isX86 = machine === 'x86'
    report({
      at: flags.place,
      severity: isX86 ? 'information' : 'hint',
      message: isX86
        ? 'the test device is only there in hypervisors that were built with CONFIG_TEST_DEVICE'
        : `there is no test device on ${machine}`,
      why: isX86
        ? 'other hypervisors ignore JAILHOUSE_CELL_TEST_DEVICE, and park the CPU of an inmate that accesses the device'
        : 'JAILHOUSE_CELL_TEST_DEVICE has no effect',
      help: 'remove the flag, unless the hypervisor is to be tested',
    })
  },
})
