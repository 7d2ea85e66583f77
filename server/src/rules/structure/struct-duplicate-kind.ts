/** Two arrays of the same kind in the struct around the configuration. */
import { type ArrayKind, factsOf } from '../../config/arrays.ts'
import type { Configuration, WrapperMember } from '../../config/model.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { mergingInto } from '../fix/merging.ts'
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
    fix: 'Puts the elements of the second array behind those of the first one, if both are written whole.',
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
    {
      .phys_start = 0x3f000000, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
    },
  },
  .devices = {
    {
      .phys_start = 0x91000000, .virt_start = 0x91000000, .size = 0x1000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
    },
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
    {
      .phys_start = 0x3f000000, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
    },
    {
      .phys_start = 0x91000000, .virt_start = 0x91000000, .size = 0x1000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
    },
  },
};`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size and its neighbours'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const { members, image } = configuration
    if (image) return
    for (const [index, member] of members.entries()) {
      const { kind, name, place, declaredLength } = member
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
        fixes: merging(kind, member, configuration),
      })
    }
  },
})

/** Which integers are CPUs is not certain where there are several arrays of them. */
function merging(kind: ArrayKind, second: WrapperMember, configuration: Configuration): readonly Fix[] {
  const array = configuration[kind]
  if (kind === 'cpus' || !array.member) return []
  const title = `put the elements of \`${second.name}\` into \`${array.member.name}\``
  return fix(title, 'suggested', mergingInto(configuration, array, second))
}
