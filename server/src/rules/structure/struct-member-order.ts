/** Arrays in the wrapper struct that do not stand in the order in which they are read. */
import { factsOf } from '../../config/arrays.ts'
import type { Configuration } from '../../config/model.ts'
import { type DeclaredArray, declaredArrays, initialisersOf, isRead } from '../../config/reading.ts'
import { declarationOf, reordering } from '../fix/declarations.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const structMemberOrder = defineRule({
  id: 'struct-member-order',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'Two arrays of the struct around the configuration stand in the wrong order.',
    why:
      'The compiled file is a run of bytes without names. Its readers expect the header, the CPU bitmap, memory ' +
      'regions, cache regions, interrupt controllers, port ranges, PCI devices, PCI capabilities and stream ids, ' +
      'in this order, and find each by adding up the counts of those before it. Where two are exchanged, the bytes ' +
      'of one are taken for the other. Nothing refuses such a file as such.',
    legal:
      'Arrays may be left out. One that is not counted has no place in the order as far as its readers are concerned. ' +
      'The order of the initialisers, and that of the counts in the header, is free.',
    fix: 'Brings the declarations of the arrays into the order in which they are read.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_irqchip irqchips[1];
  struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
    .num_irqchips = ARRAY_SIZE(config.irqchips),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
  },
  .irqchips = {
    { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[1];
  struct jailhouse_irqchip irqchips[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
    .num_irqchips = ARRAY_SIZE(config.irqchips),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
  },
  .irqchips = {
    { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
  },
};`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_cpu_set and its neighbours'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const arrays = inOrderOfDeclaration(configuration)
    const order = configuration.interface.arrayOrder
    const precedes = (a: DeclaredArray, b: DeclaredArray): boolean =>
      order.indexOf(a.kind) < order.indexOf(b.kind)
    const sorted = order.flatMap((kind) => arrays.filter((array) => array.kind === kind))
    const misplaced = arrays.find((array, index) =>
      arrays.slice(0, index).some((other) => precedes(array, other)),
    )
    const successor = misplaced && arrays.find((other) => precedes(misplaced, other))
    if (!misplaced || !successor) return
    report({
      at: misplaced.member.place,
      message: `\`${misplaced.member.name}\` must stand before \`${successor.member.name}\``,
      why: `the readers find arrays by adding up counts, not by name: they expect ${listed(sorted)} in this order`,
      help: `move \`${misplaced.member.name}\` in front of \`${successor.member.name}\``,
      related: [{ at: successor.member.place, message: `\`${successor.member.name}\` is read later` }],
      spoils: initialisersOf(arrays.filter((array) => isDisplaced(array, arrays, precedes))),
      fixes: sorting(arrays, sorted, configuration),
    })
  },
})

function sorting(
  arrays: readonly DeclaredArray[],
  sorted: readonly DeclaredArray[],
  configuration: Configuration,
): readonly Fix[] {
  const declared = arrays.map(({ member }) => declarationOf(member.place.first, configuration))
  const known = declared.flatMap((declaration) => declaration ?? [])
  if (known.length < arrays.length) return []
  const wanted = sorted.flatMap((array) => known[arrays.indexOf(array)] ?? [])
  return fix('bring the arrays into order', 'safe', reordering(known, wanted))
}

/** The arrays that are read, as the author has placed them. */
function inOrderOfDeclaration(configuration: Configuration): readonly DeclaredArray[] {
  const read = declaredArrays(configuration).filter((array) => isRead(array) === true)
  return configuration.members.flatMap((member) => read.find((array) => array.member === member) ?? [])
}

/** Whether the readers expect one array in front of the other. */
type Precedes = (a: DeclaredArray, b: DeclaredArray) => boolean

/** Whether an array stands on the wrong side of another one: then it is not read where it begins. */
function isDisplaced(array: DeclaredArray, arrays: readonly DeclaredArray[], precedes: Precedes): boolean {
  const index = arrays.indexOf(array)
  return arrays.some((other, at) =>
    at < index ? precedes(array, other) : index < at && precedes(other, array),
  )
}

function listed(arrays: readonly DeclaredArray[]): string {
  return listText(
    arrays.map(
      ({ kind, member }) => `\`${member.name}\`${kind === 'cpus' ? '' : ` (${factsOf(kind).many})`}`,
    ),
  )
}
