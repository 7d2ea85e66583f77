/** A struct that does not begin with its header. */
import type { Configuration, WrapperMember } from '../../config/model.ts'
import { declarationOf, movingInFront } from '../fix/declarations.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const structHeaderNotFirst = defineRule({
  id: 'struct-header-not-first',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header is not the first member of the struct around the configuration.',
    why:
      'The readers take the beginning of the file for the header. With something else there they find no signature: ' +
      '`jailhouse enable` and `jailhouse cell create` fail with EINVAL.',
    legal: 'A member of length zero in front of it takes no space.',
    fix: 'Moves the header to the beginning of the struct, where only arrays that follow it stand in front.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  __u64 cpus[1];
  struct jailhouse_cell_desc cell;
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
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const { members, image, kind } = configuration
    const header = members.findIndex((member) => member.kind === 'header')
    const [first] = members.slice(0, Math.max(0, header)).filter(({ declaredLength }) => declaredLength !== 0)
    const at = members[header]
    if (image || !first || !at) return
    report({
      at: first.place,
      message: `\`${first.name}\` stands in front of the header, \`${at.name}\``,
      why: `the driver takes the first bytes of the file for the header and finds no signature there: \`jailhouse ${kind === 'system' ? 'enable' : 'cell create'}\` fails with EINVAL`,
      help: `move \`${at.name}\` to the beginning of the struct`,
      related: [{ at: at.place, message: 'the header' }],
      fixes: movingHeader(at, members.slice(0, header), configuration),
    })
  },
})

/** Not in front of what has no business in the struct: that is wrong wherever it stands. */
function movingHeader(
  header: WrapperMember,
  ahead: readonly WrapperMember[],
  configuration: Configuration,
): readonly Fix[] {
  const [first] = ahead
  if (!first || ahead.some(({ kind }) => kind === undefined)) return []
  const [moved, target] = [header, first].map(({ place }) => declarationOf(place.first, configuration))
  return moved && target
    ? fix(`move \`${header.name}\` to the beginning`, 'safe', movingInFront(moved, target))
    : []
}
