/** I/O ports on a machine that has none. */
import { isOnArm } from '../../board/irqchips.ts'
import { removingArray } from '../fix/arrays.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const pioOnArm = defineRule({
  id: 'pio-on-arm',
  resource: 'pio',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A configuration for Arm lists I/O ports.',
    why:
      'Only on x86 does the hypervisor read the list. A device with I/O ports, such as a UART of a PC, has registers in ' +
      'memory on Arm, and needs a memory region.',
    legal: 'An array that the header does not count is not read either.',
    fix: 'Removes the array and its count.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_pio pio_regions[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
    .num_pio_regions = ARRAY_SIZE(config.pio_regions),
  },
  .cpus = { 0b10 },
  .pio_regions = {
    PIO_RANGE(0x3f8, 8),
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b10 },
};`,
    references: ['hypervisor/arch/x86/vcpu.c: vcpu_cell_init'],
    catalogue: 'A.10',
  },
  check(cell, report) {
    const { pio } = cell.configuration
    if (!isOnArm(cell) || !pio.count.known || pio.count.value === 0n) return
    report({
      at: pio.place,
      message: 'I/O ports have no effect on Arm',
      why: 'the hypervisor reads the list on x86 only',
      help: 'leave the list out; registers in memory need a memory region',
      fixes: fix('remove the list', 'safe', removingArray(cell.configuration, pio)),
    })
  },
})
