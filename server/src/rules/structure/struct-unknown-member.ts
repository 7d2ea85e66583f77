/** Something in the struct around the configuration that no reader expects there. */
import { type CType, type Member, sizeOf } from '../../c/types.ts'
import type { Configuration } from '../../config/model.ts'
import { declaredArrays, initialisersOf, isRead } from '../../config/reading.ts'
import { fieldOf } from '../../config/view.ts'
import { declarationOf, isMentioned, removingDeclaration } from '../fix/declarations.ts'
import { removingField } from '../fix/fields.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const structUnknownMember = defineRule({
  id: 'struct-unknown-member',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The struct around the configuration has a member that is none of its arrays, in front of one that is read.',
    why:
      'The readers find each array by adding up the counts of those before it. They know nothing of the member, and read ' +
      'everything behind it too early.',
    legal:
      'Behind the last array that is counted, a member harms nobody. The arrays of a vendor are known if the headers in ' +
      'use add them up in `jailhouse_cell_config_size`.',
    fix: 'Takes the member out, with what it was initialised with, if nothing else mentions it.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  __u32 board_id;
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
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size and its neighbours'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const { view, members, image } = configuration
    if (image || view.type.kind !== 'record') return
    const all = view.type.body?.members ?? []
    const read = declaredArrays(configuration).filter((array) => isRead(array) === true)
    const header = all.findIndex(({ name }) => members.find((one) => one.name === name)?.kind === 'header')
    for (const [index, member] of all.entries()) {
      const known = members.find(({ name }) => name === member.name)
      const size = sizeOf(member.type)
      if (index < header || known?.kind !== undefined || size === undefined || size === 0) continue
      if (isOfVendor(member, configuration)) continue
      const behind = read.filter((array) => index < all.findIndex(({ name }) => name === array.member.name))
      const [next] = behind
      if (!next) continue
      const name = member.name === undefined ? 'a member without a name' : `\`${member.name}\``
      report({
        at: { first: member.at, last: member.at },
        message: `no reader knows ${name}, which takes ${counted(size, 'byte', 'bytes')} in front of \`${next.member.name}\``,
        why: 'the readers find the arrays by adding up counts: they read everything behind the member too early',
        help: 'take the member out, or move it behind all arrays',
        related: [{ at: next.member.place, message: 'read from the wrong place' }],
        spoils: initialisersOf(behind),
        fixes: removing(member, configuration),
      })
    }
  },
})

function removing({ name, at }: Member, configuration: Configuration): readonly Fix[] {
  const field = name === undefined ? undefined : fieldOf(configuration.view, name)
  const declaration = declarationOf(at, configuration)
  if (name === undefined || !field || !declaration) return []
  const own = field.designator ? [at, field.designator.first] : [at]
  if (isMentioned(configuration.translation.preprocessed.tokens, name, own)) return []
  const value = field.node ? removingField(configuration.view, name) : []
  return fix(`take \`${name}\` out`, 'suggested', removingDeclaration(declaration), value)
}

/** Whether the headers in use count something of this type that Warden does not know. */
function isOfVendor({ type }: Member, { interface: { arrays } }: Configuration): boolean {
  const element: CType = type.kind === 'array' ? type.element : type
  return arrays
    .filter(({ kind }) => kind === undefined)
    .some(({ unit }) => {
      if (unit === undefined) return true
      if (unit === 'bytes') return element.kind === 'integer'
      if (unit.kind === 'record') return element.kind === 'record' && element.tag === unit.tag
      return element.kind === unit.kind
    })
}
