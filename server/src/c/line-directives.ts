/**
 * `#line 5 "name"`, and `# 5 "name"` as preprocessors write it: what `__LINE__` and `__FILE__` say from there on. Where
 * something stands in the text is not changed by it.
 */
import { positionAt, type SourceFile } from '../text/source-file.ts'
import type { Token } from './token.ts'

export interface LineDirective {
  readonly file: SourceFile
  /** The offset of the directive; it counts for what stands behind. */
  readonly start: number
  /** What is added to the number that a line really has. */
  readonly shift: number
  /** The name as a string literal; undefined where the directive leaves it as it is. */
  readonly name: string | undefined
}

/**
 * Reads what follows `#line`, or `#`; undefined where it begins with no number of a line.
 *
 * @param operands with macros expanded
 * @param last the last token of the line as it is written
 */
export function lineDirective(
  directive: Token,
  operands: readonly Token[],
  last: Token,
): LineDirective | undefined {
  const [number, name] = operands
  if (!number || !/^\d{1,10}$/.test(number.text)) return undefined
  const { file, start } = directive
  const next = positionAt(file, last.end).line + 2
  const isNamed = name?.kind === 'string'
  return { file, start, shift: Number(number.text) - next, name: isNamed ? name.text : undefined }
}

/** The line of an offset, counted from 1, as the directives in front of it have it. */
export function lineByDirectives(
  file: SourceFile,
  offset: number,
  directives: readonly LineDirective[],
): number {
  const last = directives.findLast((one) => one.file === file && one.start < offset)
  return positionAt(file, offset).line + 1 + (last?.shift ?? 0)
}

/** The name of the file at an offset as a string literal. */
export function fileByDirectives(
  file: SourceFile,
  offset: number,
  directives: readonly LineDirective[],
): string {
  const named = directives.findLast(
    (one) => one.file === file && one.start < offset && one.name !== undefined,
  )
  return named?.name ?? `"${file.path}"`
}
