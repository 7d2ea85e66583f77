/** A CPU bitmap that ends within a machine word. */
import { isCpuSetReadWhole } from '../../board/cpu-set.ts'
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const cpuSetGranularity = defineRule({
  id: 'cpu-set-granularity',
  resource: 'cpu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The CPU bitmap is no whole number of machine words: of 8 bytes, or of 4 on 32-bit Arm.',
    why:
      'The hypervisor reads as many bits as `cpu_set_size` says, but the driver copies whole words. On a kernel for ' +
      'many CPUs it takes the first bytes of the array behind the bitmap for CPUs as well. What it finds there are not ' +
      "the root cell's, and `cell create` fails with EBUSY. For a root configuration the driver believes that the root " +
      'cell has more CPUs than it has, and leaves it to the hypervisor to refuse them.',
    legal: 'How many bits of the last word are used does not matter.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u32 cpus[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b0100 },
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
  .cpus = { 0b0100 },
};`,
    references: ['driver/cell.c: cell_create, jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_init'],
    catalogue: 'F.2; the words are those of the driver, not of the hypervisor',
  },
  check(cell, report) {
    const { count, member } = cell.configuration.cpus
    const machine = machineOf(cell)
    const word = machine === 'arm' ? 4n : 8n
    if (machine === undefined || !count.known || count.value % word === 0n) return
    // A size that is not the array's is a mistake of another kind.
    if (isCpuSetReadWhole(cell.configuration) !== true) return
    report({
      at: count.place,
      message: `the CPU bitmap has ${counted(count.value, 'byte', 'bytes')}, which is no multiple of ${word}`,
      why: 'the driver copies whole words, and takes what follows the bitmap for CPUs: `cell create` can fail with EBUSY',
      help: 'declare the bitmap as an array of `__u64`',
      ...(member ? { related: [{ at: member.place, message: `\`${member.name}\` is declared here` }] } : {}),
    })
  },
})
