/** A file that does not begin as its readers expect it of a root configuration or of a cell. */
import type { Configuration } from '../../config/model.ts'
import { headerOf } from '../../config/reading.ts'
import { signatureMacro, signatureOf } from '../../config/signature.ts'
import { fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'

export const signatureMismatch = defineRule({
  id: 'signature-mismatch',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The signature in the header is missing, or it is not the one for this kind of configuration.',
    why:
      'The driver compares the first bytes of a file before it looks at anything else. Without the signature of a ' +
      'root configuration `jailhouse enable` fails with EINVAL, without that of a cell `jailhouse cell create` ' +
      'does. Both say in the kernel log that this is not such a configuration.',
    legal:
      'The description of the root cell inside a root configuration has a signature field as well. Nobody reads ' +
      'it, and it may stay empty.',
    fix: 'The signature that belongs there is written, by the name of its macro.',
    bad: '.cell.signature = JAILHOUSE_SYSTEM_SIGNATURE,',
    good: '.cell.signature = JAILHOUSE_CELL_DESC_SIGNATURE,',
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.1, A.2, B E1 and C1',
  },
  check(configuration, report) {
    const { signature, signaturePlace } = configuration.identity
    const expected = signatureOf(configuration.kind, configuration)
    if (signature === undefined || expected === undefined || signature === expected) return
    const isRoot = configuration.kind === 'system'
    const macro = signatureMacro(configuration.kind)
    report({
      at: signaturePlace,
      message: messageFor(signature, expected, configuration),
      why: `the driver does not take the file for a ${isRoot ? 'root' : 'cell'} configuration, and \`jailhouse ${isRoot ? 'enable' : 'cell create'}\` fails with EINVAL`,
      help: `write \`.signature = ${macro}\``,
      fixes: fix(`write \`${macro}\``, 'safe', settingField(headerOf(configuration), 'signature', macro)),
    })
  },
})

function messageFor(signature: string, expected: string, configuration: Configuration): string {
  if (signature === '') return `the header has no signature: "${expected}" belongs here`
  const isRoot = configuration.kind === 'system'
  const isOther = signature === signatureOf(isRoot ? 'cell' : 'system', configuration)
  const found = `the signature is ${JSON.stringify(signature)} instead of "${expected}"`
  return isOther ? `${found}: it marks ${isRoot ? 'a cell' : 'a root'} configuration` : found
}
