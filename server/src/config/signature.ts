/**
 * The characters that a file has to begin with to be taken for a configuration, out of the headers in use: their
 * text and their length have changed between the revisions.
 */
import type { Configuration } from './model.ts'

/** The macro that a configuration of this kind takes its signature from. */
export function signatureMacro(kind: Configuration['kind']): string {
  return kind === 'system' ? 'JAILHOUSE_SYSTEM_SIGNATURE' : 'JAILHOUSE_CELL_DESC_SIGNATURE'
}

/** The signature of a kind of configuration; undefined when the headers define none, or not as one plain string. */
export function signatureOf(
  kind: Configuration['kind'],
  { translation }: Pick<Configuration, 'translation'>,
): string | undefined {
  const macro = translation.preprocessed.macros.get(signatureMacro(kind))
  const [token, ...others] = macro?.body ?? []
  if (token === undefined || 0 < others.length) return undefined
  return /^"([^"\\]*)"$/.exec(token.text)?.[1]
}
