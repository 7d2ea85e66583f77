/** Hypervisor memory that 32-bit Arm cannot address. */
import { defineRule } from '../rule.ts'
import { rangeText } from '../wording.ts'

const limit = 0x1_0000_0000n

export const hvMemory32bit = defineRule({
  id: 'hv-memory-32bit',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The hypervisor memory of a root configuration for 32-bit Arm reaches above 4 GiB.',
    why:
      'The hypervisor for 32-bit Arm computes physical addresses in 32 bits, its own among them. What is above 4 GiB is ' +
      'cut off, and the hypervisor works on memory at a quite different address: `jailhouse enable` fails, since the ' +
      'driver cannot reserve or map the memory, or hangs the machine.',
    legal:
      'On arm64 and x86 the hypervisor memory may lie anywhere. A range that ends at 4 GiB exactly is fine.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_system header;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .header = {
    .signature = JAILHOUSE_SYSTEM_SIGNATURE,
    .architecture = JAILHOUSE_ARM,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .hypervisor_memory = { .phys_start = 0x17c000000, .size = 0x400000 },
    .root_cell = { .name = "example", .cpu_set_size = sizeof(config.cpus) },
  },
  .cpus = { 0b1111 },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_system header;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .header = {
    .signature = JAILHOUSE_SYSTEM_SIGNATURE,
    .architecture = JAILHOUSE_ARM,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },
    .root_cell = { .name = "example", .cpu_set_size = sizeof(config.cpus) },
  },
  .cpus = { 0b1111 },
};`,
    references: [
      'hypervisor/paging.c: paging_init',
      'hypervisor/include/jailhouse/paging.h: paging_hvirt2phys',
      'driver/main.c: jailhouse_cmd_enable',
    ],
    catalogue: 'C 17',
  },
  check({ isRoot, root }, report) {
    const memory = root?.hypervisorMemory
    if (!isRoot || !memory || root.architecture !== 'arm' || memory.range.end <= limit) return
    report({
      at: root.configuration.system.hypervisorMemory.physStart.place,
      message: `the hypervisor memory at ${rangeText(memory.range)} reaches above 4 GiB`,
      why: 'the hypervisor for 32-bit Arm cuts off the upper half of its address: `jailhouse enable` fails, or hangs the machine',
      help: 'choose a range that ends at 0xffffffff at the latest',
    })
  },
})
