/** A header that does not say for which architecture it is. */
import { constantOfArchitecture } from '../../config/interface.ts'
import { headerOf } from '../../config/reading.ts'
import { fieldOf } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const architectureMissing = defineRule({
  id: 'architecture-missing',
  resource: 'structure',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header does not name its architecture.',
    why:
      'A field that is not written is zero, and that stands for x86. On Arm the driver refuses such a root configuration ' +
      'with EINVAL; of a cell it says that it was created, and creates nothing.',
    legal:
      'On x86 the value is right by itself, so that it is only a hint there. Before revision 14 there was no such field.',
    bad: `
//- /configs/arm64/lonely.c
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b10 },
};`,
    good: `
//- /configs/arm64/lonely.c
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
    fix: 'The architecture that the folder or the root configuration stands for is written.',
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.1, A.2',
  },
  check({ configuration, isRoot, root }, report) {
    const { architecture: field } = configuration.identity
    const header = headerOf(configuration)
    if (configuration.image || field.written || !fieldOf(header, 'architecture')) return
    const rival = isRoot ? undefined : root?.architecture
    const intended = rival ?? configuration.architecture
    if (intended === undefined) return
    const macro = constantOfArchitecture(intended)
    const isX86 = intended === 'x86'
    report({
      at: field.place,
      severity: isX86 ? 'hint' : 'error',
      message: isX86
        ? 'the header does not name its architecture, which makes it x86'
        : `the header does not name its architecture, which makes it x86 instead of ${intended}`,
      why: isX86
        ? 'a field that is not written is zero, and that happens to be the value of `JAILHOUSE_X86`'
        : isRoot
          ? 'the driver refuses what is for another architecture than its own: `jailhouse enable` fails with EINVAL'
          : '`jailhouse cell create` will report success and create nothing',
      help: `write \`.architecture = ${macro}\``,
      fixes: fix(
        `add \`.architecture = ${macro}\``,
        'safe',
        settingField(header, 'architecture', macro, 'signature'),
      ),
    })
  },
})
