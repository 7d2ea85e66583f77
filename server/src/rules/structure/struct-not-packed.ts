/** A struct around the configuration into which the compiler puts padding. */
import type { RecordType } from '../../c/types.ts'
import { sizeOf } from '../../c/types.ts'
import { initialisersOf } from '../../config/reading.ts'
import type { Place } from '../../config/view.ts'
import { fix } from '../fix/fix.ts'
import { insertingBehindToken } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const structNotPacked = defineRule({
  id: 'struct-not-packed',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The struct around the configuration is not packed.',
    why:
      'Without the attribute the compiler aligns each member and leaves gaps in front of some. The readers know of no ' +
      'gaps: they find each array by adding up the sizes of what stands before it, and take the padding for its ' +
      'beginning. Nothing refuses such a file as such.',
    legal:
      'Where the members happen to follow one another without a gap, the file is the same with and without the ' +
      'attribute. That is a warning only: the next member that is added may change it.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
} config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b10 },
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
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b10 },
};`,
    fix: 'The attribute is added behind the closing brace of the struct.',
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_cpu_set and its neighbours'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const { type } = configuration.view
    if (configuration.image || type.kind !== 'record' || type.packed || !type.body) return
    const at: Place = { first: type.body.close, last: type.body.close }
    const gaps = paddingOf(type)
    if (gaps === undefined) return
    const arrays = configuration.interface.arrayOrder.map((kind) => configuration[kind])
    report({
      at,
      severity: gaps === 0 ? 'warning' : 'error',
      message:
        gaps === 0
          ? 'the struct is not packed, and has no gaps only because its members happen to fit'
          : `the struct is not packed: the compiler puts ${counted(gaps, 'byte', 'bytes')} of padding into it`,
      why:
        gaps === 0
          ? 'the readers find each array by adding up the sizes of what stands before it: the first gap would shift all behind it'
          : 'the readers find each array by adding up the sizes of what stands before it, and know of no padding',
      help: 'write `__attribute__((packed))` behind the closing brace',
      fixes: fix('pack the struct', 'safe', insertingBehindToken(at, ' __attribute__((packed))')),
      // The header is read where it is; of all that is behind it nothing is.
      spoils: gaps === 0 ? [] : initialisersOf(arrays),
    })
  },
})

/** How many bytes the struct has that no member has; undefined where a size is not known. */
function paddingOf({ body }: RecordType): number | undefined {
  const sizes = body?.members.map(({ type }) => sizeOf(type)) ?? []
  if (!body || sizes.includes(undefined)) return undefined
  return body.size - sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
}
