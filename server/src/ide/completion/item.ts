/**
 * One thing that can be inserted where the cursor is: what it is called, what it says about itself, and what it makes
 * of the text.
 */
import type { TextEdit } from '../../text/edit.ts'
import type { Span } from '../../text/span.ts'
import type { Template } from './template.ts'

export type CompletionKind = 'field' | 'constant' | 'macro' | 'value' | 'element' | 'file' | 'folder'

export interface Completion {
  readonly label: string
  readonly kind: CompletionKind
  /** A few words behind the label: a type, a number. */
  readonly detail: string | undefined
  /** As Markdown. */
  readonly documentation: string | undefined
  readonly text: Template
  /** What the text stands for, in the line of the cursor; empty where nothing has been typed yet. */
  readonly replaces: Span
  /** What the characters that `replaces` holds are compared with. */
  readonly filter: string
  /** Changes elsewhere in the file that belong to it. */
  readonly also: readonly TextEdit[]
}

type Optional = 'detail' | 'documentation' | 'filter' | 'also'

/** An item whose filter is its label, unless it is said otherwise. */
export function completion(
  item: Omit<Completion, Optional> & Partial<Pick<Completion, Optional>>,
): Completion {
  return { detail: undefined, documentation: undefined, filter: item.label, also: [], ...item }
}
