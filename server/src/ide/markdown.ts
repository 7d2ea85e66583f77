/**
 * Markdown for hovers: text that came from a user's file is escaped here and nowhere else, so that no comment, name
 * or string can break out of its place. Knows the syntax (CommonMark with GitHub's tables), not what is said in it.
 */

/** A piece of finished Markdown without line breaks, to be put into a paragraph, an item or a cell. */
export type Inline = string

/** Text in a code span, whatever it contains; line breaks become spaces. Empty text gives nothing. */
export function code(text: string): Inline {
  const inner = text.replace(/\s+/g, ' ').trim()
  if (inner === '') return ''
  const fence = '`'.repeat(longestTicks(inner) + 1)
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : ''
  return `${fence}${space}${inner}${space}${fence}`
}

/** Any text as itself: nothing in it is markup, a link or HTML. */
export function plain(text: string): Inline {
  return escaped(text.replace(/\s+/g, ' ').trim())
    .replace(/^([-+>#=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** Prose of the interface's documentation: plain text with names in backticks. */
export function prose(text: string): Inline {
  const [start = '', ...rest] = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]+`)/)
  const parts = rest.map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : escaped(part)))
  const isSpaced = start !== start.trimEnd()
  return `${plain(start)}${isSpaced ? ' ' : ''}${parts.join('')}`
}

/** Only what would be markup where it stands is escaped, so that the text also reads well where nobody renders it. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/~(?=.*~)|(?<=~.*)~/g, '\\~')
    .replace(/:\/\//g, ':\\//')
}

export function bold(inline: Inline): Inline {
  return `**${inline}**`
}

/** Words that lead to an address. */
export function link(words: Inline, address: string): Inline {
  return `[${words}](${address
    .replace(/[\s()<>]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')})`
}

/** A fact in a table: what it is called, and what it is. Facts without a value are left out. */
export type Fact = readonly [name: string, value: Inline | undefined]

/**
 * A table of two columns, whose names stay on one line. Its first fact stands where other tables have their headings, so that it is set off as the
 * most important one. The empty string when there is no fact.
 */
export function facts(rows: readonly Fact[]): string {
  const [first, ...rest] = rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name.replaceAll(' ', '\u00a0'), value]],
  )
  return first ? table(first, rest) : ''
}

/** A table of finished cells; `|` in them is taken care of. The empty string without rows and headings. */
export function table(headings: readonly Inline[], rows: readonly (readonly Inline[])[]): string {
  if (headings.length === 0) return ''
  return [rowOf(headings), `|${headings.map(() => ':--|').join('')}`, ...rows.map(rowOf)].join('\n')
}

export function list(items: readonly Inline[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** C code in a block of its own. */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(2, longestTicks(text)) + 1)
  return `${fence}c\n${text.trimEnd()}\n${fence}`
}

/** The parts below each other, empty ones left out. */
export function document(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

/** Text of a bounded length, with `…` for what was left out. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** The first items and, where there are more, how many. */
export function shortened(items: readonly Inline[], most: number): readonly Inline[] {
  return items.length <= most ? items : [...items.slice(0, most - 1), `… and ${items.length - most + 1} more`]
}

function longestTicks(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

function rowOf(cells: readonly Inline[]): string {
  return `| ${cells.map((cell) => cell.replace(/\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`
}
