/** Text for a person, in the notation that the client shows best. What it says is not known here. */
import type { MarkupContent } from 'vscode-languageserver'
import { plainText, withoutTables } from '../ide/plain-text.ts'

export type Notation = 'Markdown with tables' | 'Markdown' | 'plain text'

/** @param markdown with tables */
export function markupIn(notation: Notation, markdown: string): MarkupContent {
  switch (notation) {
    case 'Markdown with tables':
      return { kind: 'markdown', value: markdown }
    case 'Markdown':
      return { kind: 'markdown', value: withoutTables(markdown) }
    case 'plain text':
      return { kind: 'plaintext', value: plainText(markdown) }
  }
}
