/** A struct without a bitmap of CPUs. */
import { nounsOf } from '../../config/arrays.ts'
import type { Cell } from '../../board/cell.ts'
import { addingField } from '../fix/fields.ts'
import { declarationOf, declaringBehind } from '../fix/declarations.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const structCpuSetMissing = defineRule({
  id: 'struct-cpu-set-missing',
  resource: 'structure',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header gives the CPU bitmap a size, and the struct has no such bitmap.',
    why:
      'The readers take the bytes behind the header for the bitmap, whatever they are: the cell gets arbitrary CPUs, and ' +
      'all arrays are read from the wrong place.',
    legal: 'Where the size is missing as well, that is the finding.',
    fix: 'Declares the bitmap, and gives the cell the last CPU of the root cell: which one it is meant to have, nobody can know.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = 8,
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .mem_regions = {
    {
      .phys_start = 0x3f000000, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
    },
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[1];
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
  },
};`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_cpu_set, jailhouse_cell_mem_regions'],
    catalogue: 'A.0, A.2',
  },
  check(cell, report) {
    const { cpus, members, place, image } = cell.configuration
    const { member, count, countField, isCountedInBytes } = cpus
    if (image || member || !count.known || count.value === 0n) return
    const { one, many } = nounsOf('cpus', isCountedInBytes)
    const size = isCountedInBytes ? counted(count.value, 'byte', 'bytes') : counted(count.value, one, many)
    const next = members.find(({ kind, declaredLength }) => kind !== 'header' && declaredLength !== 0)
    report({
      at: count.place,
      message: `\`${countField}\` is ${size}, but the struct has no bitmap of CPUs behind the header`,
      why: `the readers take ${next ? `the beginning of \`${next.name}\`` : 'what is behind the end of the file'} for the CPUs of the cell, and read all arrays from the wrong place`,
      help: 'declare `__u64 cpus[1];` behind the header',
      related: [{ at: next?.place ?? place, message: 'what is read as CPUs' }],
      fixes: isCountedInBytes ? declaring(cell) : [],
    })
  },
})

/** Without another root cell there is no CPU to propose. */
function declaring({ configuration, isRoot, root }: Cell): readonly Fix[] {
  const { view, members, cpus, place, translation } = configuration
  const header = members.find(({ kind }) => kind === 'header')
  const declaration = header && declarationOf(header.place.first, configuration)
  const cpu = root?.cpus?.at(-1)
  const isFree = !members.some(({ name }) => name === 'cpus') && translation.scope.names.has('__u64')
  const isWritten = translation.complaints.some(({ code }) => code === 'c-unknown-field')
  if (isRoot || !declaration || cpu === undefined || 63 < cpu || !isFree || isWritten) return []
  return fix(
    `declare \`cpus\`, with CPU ${cpu}`,
    'suggested',
    declaringBehind(declaration, '__u64 cpus[1];'),
    replacing(cpus.count.place, `sizeof(${place.first.text}.cpus)`),
    addingField(view, 'cpus', `{ 0x${(1n << BigInt(cpu)).toString(16)} }`, header.name),
  )
}
