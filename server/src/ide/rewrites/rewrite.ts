/**
 * What a rewrite is: another way to write a piece of a config, offered whether or not anything is wrong with it. Which
 * ones there are at a place is for `rewrites.ts` to say.
 */
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { SourceFile } from '../../text/source-file.ts'
import type { TextEdit } from '../../text/edit.ts'
import type { Span } from '../../text/span.ts'

export interface Rewrite {
  readonly title: string
  /** By the names that the protocol gives to kinds of code actions; there is one of a kind at a place. */
  readonly kind: RewriteKind
  readonly edits: readonly TextEdit[]
}

export type RewriteKind = `refactor.rewrite.${
  | 'designators.element'
  | 'designators.array'
  | 'length.declaration'
  | 'length.count'
  | 'order'
  | 'number.readable'
  | 'number.hexadecimal'}`

/**
 * Where a run of tokens stands in a file; undefined when a macro has a hand in its first or its last token, or they are
 * in another file.
 */
export function plainSpan(origin: Origin, file: SourceFile): Span | undefined {
  const isPlain = [origin.first, origin.last].every((token) => !token.expansion && token.file === file)
  return isPlain ? writtenAt(origin) : undefined
}

/** The same of braces with what is between them. */
export function bracesSpan(origin: Origin, file: SourceFile): Span | undefined {
  return origin.first.text === '{' && origin.last.text === '}' ? plainSpan(origin, file) : undefined
}
