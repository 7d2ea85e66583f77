/**
 * How a text looks in a terminal: which column each of its characters takes, with tabs expanded, wide characters
 * as wide as they are, and nothing in it that the terminal would obey instead of showing it.
 */

import { remembered } from '../../config/remembered.ts'
import { type SourceFile, textOfLine } from '../../text/source-file.ts'

const tabWidth = 4

export interface DisplayedLine {
  readonly text: string
  /** The characters that lie between two columns, one by one. */
  readonly between: (from: number, to: number) => readonly string[]
  /** Columns of the whole line. */
  readonly width: number
  /** The column of a UTF-16 offset in the line; behind the end, the column behind the last character. */
  readonly columnOf: (offset: number) => number
}

/** A line of a file, from zero. It is kept: measuring a long one takes a while, and all findings may be in it. */
export function displayedLine(file: SourceFile, line: number): DisplayedLine {
  const lines = linesOf(file)
  const known = lines.get(line) ?? displayed(textOfLine(file, line))
  lines.set(line, known)
  return known
}

const linesOf = remembered<SourceFile, Map<number, DisplayedLine>>(() => new Map())

/** A line of a text, without its line break. */
export function displayed(line: string): DisplayedLine {
  return isPlain(line) ? plainLine(line) : lineOfGlyphs(line)
}

/** Nearly every line has nothing in it but ASCII and tabs. */
function plainLine(line: string): DisplayedLine {
  const text = expanded(line)
  return {
    text,
    between: (from, to) => Array.from(text.slice(from, to)),
    width: text.length,
    columnOf: (offset) => expanded(line.slice(0, offset)).length,
  }
}

function expanded(line: string): string {
  let text = ''
  let start = 0
  for (let tab = line.indexOf('\t'); 0 <= tab; tab = line.indexOf('\t', start)) {
    text += line.slice(start, tab)
    text += ' '.repeat(tabWidth - (text.length % tabWidth))
    start = tab + 1
  }
  return text + line.slice(start)
}

function isPlain(line: string): boolean {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if ((code < 0x20 && code !== 0x09) || 0x7f <= code) return false
  }
  return true
}

function lineOfGlyphs(line: string): DisplayedLine {
  const glyphs: string[] = []
  const begins: number[] = []
  const columns: number[] = []
  let column = 0
  for (const character of line) {
    for (let unit = 0; unit < character.length; unit++) columns.push(column)
    const width = character === '\t' ? tabWidth - (column % tabWidth) : widthOfCharacter(character)
    glyphs.push(character === '\t' ? ' '.repeat(width) : visible(character))
    begins.push(column)
    column += width
  }
  const width = column
  return {
    text: glyphs.join(''),
    between: (from, to) =>
      glyphs.filter((_, index) => from <= (begins[index] ?? 0) && (begins[index + 1] ?? width) <= to),
    width,
    columnOf: (offset) => columns[offset] ?? width,
  }
}

/** A text as one line: what would move the cursor, colour the rest or turn its direction is replaced. */
export function printable(text: string): string {
  return text.replace(commanding, visible)
}

/** How many columns a text without tabs takes. */
export function widthOfText(text: string): number {
  if (isPlain(text) && !text.includes('\t')) return text.length
  let width = 0
  for (const character of text) width += widthOfCharacter(character)
  return width
}

/** Control characters, line separators, and those that change the direction of writing. */
// oxlint-disable-next-line no-control-regex -- They are what is looked for.
const commanding = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (0x20 <= code && code < 0x7f) return character
  // Unicode has pictures of the ASCII control characters.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return character.search(commanding) < 0 ? character : '\ufffd'
}

function widthOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (/^(?:\p{Mn}|\p{Me}|[\u200b-\u200d])$/u.test(character)) return 0
  return wide.some(([first, last]) => first <= code && code <= last) ||
    /^\p{Emoji_Presentation}$/u.test(character)
    ? 2
    : 1
}

/** The blocks that are East Asian Wide or Fullwidth (Unicode, EastAsianWidth.txt), roughly. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
]
