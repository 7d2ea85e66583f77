/** CPU 0 in a cell on Arm. */
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'

export const cpuArmCpu0 = defineRule({
  id: 'cpu-arm-cpu0',
  resource: 'cpu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell of an Arm machine asks for CPU 0.',
    why:
      'The driver takes every CPU of a new cell offline in Linux first. Whether Linux can do without CPU 0 is up to ' +
      'the kernel and the firmware: some firmware runs its own services there and refuses to switch it off. Then ' +
      '`cell create` fails with the error of the CPU hotplug, after the CPUs have been taken down and up again.',
    legal: 'Where CPU 0 can be taken offline, the cell may have it. That is why this is no warning.',
    bad: '.cpus = { 0b0001 },',
    good: '.cpus = { 0b0010 },',
    references: ['driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'B C8, D 55',
  },
  check(cell, report) {
    const { cpus, root, isRoot, configuration } = cell
    const machine = machineOf(cell)
    if (isRoot || (machine !== 'arm' && machine !== 'arm64') || !cpus?.includes(0)) return
    if (root?.cpus && !root.cpus.includes(0)) return
    report({
      at: configuration.cpus.place,
      message: 'the cell takes CPU 0',
      why: '`cell create` takes the CPU offline in Linux first, and fails where the kernel or the firmware cannot do without CPU 0',
      help: 'see whether Linux has a file /sys/devices/system/cpu/cpu0/online that can be set to 0, or take another CPU',
    })
  },
})
