/**
 * A text with a name, and the arithmetic between offsets and lines.
 *
 * Everything in Warden that points at text points at a `SourceFile`. This file must not know what the text
 * means, where it comes from, or that paths belong to a file system.
 */

/**
 * An immutable text. Two versions of the same document are two `SourceFile`s, so identity is a valid cache key.
 */
export interface SourceFile {
  /** Absolute path with `/` separators, or a made-up name in angle brackets for text that is in no file. */
  readonly path: string
  readonly text: string
}

/** A place in a text: line and column from zero, the column in UTF-16 code units as editors count. */
export interface Position {
  readonly line: number
  readonly column: number
}

export function sourceFile(path: string, text: string): SourceFile {
  return { path, text }
}

/** The position of `offset`; offsets outside the text are moved to its nearest end. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStartsOf(file)
  const inside = Math.max(0, Math.min(offset, file.text.length))
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOfLine(starts, middle) <= inside) low = middle
    else high = middle - 1
  }
  return { line: low, column: inside - startOfLine(starts, low) }
}

/** The offset of `position`; a line or column that does not exist is moved to the nearest one that does. */
export function offsetAt(file: SourceFile, position: Position): number {
  const starts = lineStartsOf(file)
  const line = Math.max(0, Math.min(position.line, starts.length - 1))
  const start = startOfLine(starts, line)
  const next = line + 1 < starts.length ? startOfLine(starts, line + 1) : file.text.length
  return Math.max(start, Math.min(start + position.column, next))
}

/** The text of a line (from zero) without its line break; the empty string for a line that does not exist. */
export function textOfLine(file: SourceFile, line: number): string {
  const starts = lineStartsOf(file)
  if (line < 0 || starts.length <= line) return ''
  const end = line + 1 < starts.length ? startOfLine(starts, line + 1) : file.text.length
  return file.text.slice(startOfLine(starts, line), end).replace(/\r?\n$|\r$/, '')
}

/** The offset at which the line of an offset begins. */
export function startOfLineAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** How many lines the text has; a text that ends in a line break has an empty last line. */
export function lineCount(file: SourceFile): number {
  return lineStartsOf(file).length
}

const knownLineStarts = new WeakMap<SourceFile, readonly number[]>()

/** Most files are never asked for a line, so the index is made at the first question. */
function lineStartsOf(file: SourceFile): readonly number[] {
  const known = knownLineStarts.get(file)
  if (known) return known
  const starts = [0]
  for (let at = 0; at < file.text.length; at++) {
    const code = file.text.charCodeAt(at)
    if (code === 0x0d && file.text.charCodeAt(at + 1) === 0x0a) at++
    if (code === 0x0a || code === 0x0d) starts.push(at + 1)
  }
  knownLineStarts.set(file, starts)
  return starts
}

function startOfLine(starts: readonly number[], line: number): number {
  return starts[line] ?? 0
}
