/** A configuration that claims to be of another revision than the headers that it is compiled with. */
import { headerOf } from '../../config/reading.ts'
import { fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'

export const revisionMismatch = defineRule({
  id: 'revision-mismatch',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The revision in the header is missing, or it is not that of the headers that the file is compiled with.',
    why:
      'The headers decide how the structs are laid out, and the revision tells the readers which layout it is. The ' +
      'driver knows one revision only: with any other, zero included, `jailhouse enable` and `jailhouse cell ' +
      'create` fail with EINVAL. A file that names the revision of the driver but was compiled with other headers ' +
      'would be worse, since it would be read with the wrong layout.',
    legal:
      'The description of the root cell inside a root configuration has a revision field as well. Nobody reads ' +
      'it, and it may stay empty.',
    fix: 'The macro of the headers is written, so that the revision follows them.',
    bad: '.cell.revision = 13,',
    good: '.cell.revision = JAILHOUSE_CONFIG_REVISION,',
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.1, A.2, B E2 and C2',
  },
  check(configuration, report) {
    const { revision } = configuration.identity
    const expected = configuration.interface.revision
    if (!revision.known || expected === undefined || revision.value === expected) return
    const command = configuration.kind === 'system' ? 'enable' : 'cell create'
    report({
      at: revision.place,
      message: revision.written
        ? `revision ${revision.value}, but the headers in use are of revision ${expected}`
        : `the header has no revision, which means 0: the headers in use are of revision ${expected}`,
      why: `the driver of these headers takes revision ${expected} only: \`jailhouse ${command}\` fails with EINVAL`,
      help: 'write `.revision = JAILHOUSE_CONFIG_REVISION`, which follows the headers',
      fixes: fix(
        'write `JAILHOUSE_CONFIG_REVISION`',
        'suggested',
        settingField(headerOf(configuration), 'revision', 'JAILHOUSE_CONFIG_REVISION', 'signature'),
      ),
    })
  },
})
