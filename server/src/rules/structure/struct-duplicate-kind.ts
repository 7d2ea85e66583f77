/** Two arrays of the same kind in the struct around the configuration. */
import { factsOf } from '../../config/arrays.ts'
import { defineRule } from '../rule.ts'

export const structDuplicateKind = defineRule({
  id: 'struct-duplicate-kind',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The struct around the configuration declares two arrays with the same kind of elements.',
    why:
      'There is one count for each kind, and the readers expect one array. What is behind it in the file is taken for ' +
      'the kind that follows: the second array is read as something else, and all behind it too early.',
    legal: 'An array of length zero takes no space and is not read.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory ram[1];
  struct jailhouse_memory devices[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.ram),
  },
  .cpus = { 0b10 },
  .ram = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
  },
  .devices = {
    { .phys_start = 0x90000000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[2];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
    { .phys_start = 0x90000000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
  },
};`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size and its neighbours'],
    catalogue: 'A.0',
  },
  check({ members, image }, report) {
    if (image) return
    for (const [index, { kind, name, place, declaredLength }] of members.entries()) {
      if (kind === undefined || kind === 'header' || declaredLength === 0) continue
      const first = members.slice(0, index).find((other) => other.kind === kind && other.declaredLength !== 0)
      if (!first) continue
      const { many } = factsOf(kind)
      report({
        at: place,
        message: `\`${name}\` is a second array of ${many}, behind \`${first.name}\``,
        why: `only one array of ${many} is read, as long as the count says; the bytes of this one are taken for something else`,
        help: 'make one array of the two',
        related: [{ at: first.place, message: 'the array that is read' }],
      })
    }
  },
})
