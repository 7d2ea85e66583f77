/** Data in the file besides the configuration. */
import type { Initialised } from '../../c/initialised.ts'
import type { CType } from '../../c/types.ts'
import { isHeader } from '../../config/wrapper-members.ts'
import { removingObject } from '../fix/declarations.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const extraGlobalObject = defineRule({
  id: 'extra-global-object',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The file defines another object besides the configuration.',
    why:
      'The build copies all data of the object file into the binary. Where it lands there is up to the compiler and the ' +
      'linker tools: in front of the configuration, over it or behind it. The readers take the beginning of the file ' +
      'for the header, and refuse or misread it.',
    legal:
      'Macros, types, objects that are zero, and `static` ones that nothing uses: they take no space. Several configurations in one ' +
      'file are told apart by sections named `.cell.<name>`.',
    fix: 'Takes the object out, if nothing mentions it. A second configuration is left alone.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

const unsigned int cpus_of_the_board = 4;

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
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define CPUS_OF_THE_BOARD 4

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
    references: ['configs/Makefile: OBJCOPYFLAGS and the rule for `.cell`'],
    catalogue: 'A.0, F.1',
  },
  check({ translation, view, place, section, image }, report) {
    if (image || section !== undefined) return
    const own = translation.objects.findIndex(({ value }) => value === view.node)
    for (const [index, object] of translation.objects.entries()) {
      const { name, type, value, isStatic, section: other } = object
      if (index === own || isStatic || other !== undefined || isZero(value)) continue
      // Of two configurations the second one is told about.
      if (index < own && isWrapper(type)) continue
      report({
        at: { first: name, last: name },
        message: `\`${name.text}\` becomes a part of the binary as well as \`${place.first.text}\``,
        why: 'the build copies all data of the object file into the binary, and its readers expect the configuration alone, at the beginning',
        help: isWrapper(type)
          ? 'put it into a file of its own'
          : 'make it a macro or an enumerator, or take it out',
        related: [{ at: place, message: 'the configuration' }],
        fixes: isWrapper(type)
          ? []
          : fix(`take \`${name.text}\` out`, 'suggested', removingObject(object, translation)),
      })
    }
  },
})

/** What is zero takes no space in the object file. */
function isZero(value: Initialised): boolean {
  return value.kind === 'scalar' && value.value.known && value.value.value === 0n
}

function isWrapper(type: CType): boolean {
  const members = type.kind === 'record' ? (type.body?.members ?? []) : []
  return members.some(isHeader)
}
