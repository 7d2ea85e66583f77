/** A CPU bitmap that ends within a machine word. */
import { isCpuSetReadWhole } from '../../board/cpu-set.ts'
import { machineOf } from '../../board/machine.ts'
import type { Configuration } from '../../config/model.ts'
import { declarationOf } from '../fix/declarations.ts'
import { measures } from '../fix/elements.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'
import { spanText } from '../../text/span.ts'

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
    fix: 'Declares the bitmap as an array of `__u64`, where only its first element is written.',
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
      fixes: widening(cell.configuration),
    })
  },
})

/** The first element keeps its value and its CPUs; where more are written, these would get other ones. */
function widening(configuration: Configuration): readonly Fix[] {
  const { member, count, items, writtenLength } = configuration.cpus
  const declaration = member && declarationOf(member.place.first, configuration)
  const [first] = items
  if (!declaration || !first || 1 < writtenLength || !count.known || !count.written) return []
  const { node: value } = first.view
  // A negative number has more ones as a wider one.
  if (value?.kind !== 'scalar' || !value.computed.known || value.computed.value < 0n) return []
  if (!/^(unsigned\s+)?\w+\s+$/.test(spanText(declaration.specifiers))) return []
  if (configuration.translation.scope.names.get('__u64')?.kind !== 'type') return []
  return fix(
    'declare the bitmap as `__u64`',
    'safe',
    [{ span: declaration.specifiers, text: '__u64 ' }],
    member.declaredLength === 1 ? [] : replacing(member.lengthPlace, String((count.value + 7n) / 8n)),
    measures(count.place, member.name)
      ? []
      : replacing(count.place, `sizeof(${configuration.place.first.text}.${member.name})`),
  )
}
