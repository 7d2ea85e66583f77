/**
 * What is offered at the cursor of a fixture, as text: a line for each item, and the file after one has been taken.
 */
import { completionsAt } from '../../../server/src/ide/completion/completion.ts'
import type { Completion } from '../../../server/src/ide/completion/item.ts'
import { plainText, snippetText } from '../../../server/src/ide/completion/template.ts'
import { ownerAt } from '../../../server/src/ide/owner.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import { spanText } from '../../../server/src/text/span.ts'
import { opened } from '../opened.ts'

export function offered(text: string): readonly Completion[] {
  const { analysis, boards, offset } = opened(text)
  return completionsAt(analysis, ownerAt(analysis, boards, offset), offset)
}

/** `label | detail`, one below the other. */
export function labels(text: string): string {
  return offered(text)
    .map(({ label, detail }) => (detail === undefined ? label : `${label} | ${detail}`))
    .join('\n')
}

/** The item with a label, and with these words in its detail. */
export function item(text: string, label: string, detail = ''): Completion {
  const found = offered(text).find((one) => one.label === label && (one.detail ?? '').includes(detail))
  if (!found) throw new Error(`${label} is not among ${labels(text)}`)
  return found
}

/** What an item inserts, in the syntax of snippets, and what it takes away between guillemets. */
export function snippet(text: string, label: string, detail = ''): string {
  const { text: parts, replaces } = item(text, label, detail)
  return `«${spanText(replaces)}» ${snippetText(parts)}`
}

/** The whole file with an item in it. */
export function taken(text: string, label: string, detail = ''): string {
  const { text: parts, replaces, also } = item(text, label, detail)
  return withEdits(replaces.file.text, [...also, { span: replaces, text: plainText(parts) }])
}
