/**
 * Our Markdown for editors that show less of it: with lists instead of tables, or as text without any marks. It knows
 * what `markdown.ts` writes, and no more of Markdown than that.
 */

/** The words stay, the marks go; code stays as it is. */
export function plainText(markdown: string): string {
  return markdown
    .split(codeBlocks)
    .map((part, index) => (index % 2 === 1 ? part : plainProse(part)))
    .join('')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** With a list in the place of each table, since tables are not in every Markdown. */
export function withoutTables(markdown: string): string {
  return markdown.replaceAll(tables, (rows) =>
    cellsOf(rows)
      .map(([name = '', ...values]) =>
        values.length === 0 ? `- ${name}` : `- **${name}**: ${values.join(', ')}`,
      )
      .join('\n'),
  )
}

/** What is in the blocks, and after each of them what is outside. */
const codeBlocks = /^`{3,}.*\n([^]*?)\n`{3,}$/m

/** Whole ones; the line below the headings is what makes them tables. */
const tables = /^\|.*\n\|(?:\s*:?-+:?\s*\|)+(?:\n\|.*)*/gm

function plainProse(markdown: string): string {
  return markdown
    .replaceAll(tables, (rows) =>
      cellsOf(rows)
        .map((cells) => cells.join('  ').trimEnd())
        .join('\n'),
    )
    .split('\n')
    .filter((line) => !/^-{3,}$/.test(line))
    .map(plainLine)
    .join('\n')
}

function plainLine(line: string): string {
  return line
    .replace(/^#+ /, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|(?<!\\)`/g, '')
    .replaceAll(/\\([\\`*_<])/g, '$1')
    .replace(/ {2}$/, '')
}

function cellsOf(table: string): readonly (readonly string[])[] {
  const [headings = '', , ...rows] = table.split('\n')
  return [headings, ...rows].map((row) =>
    row
      .replaceAll(/^\|\s?|\s?\|$/g, '')
      .split(/(?<!\\)\s*\|\s*/)
      .map((cell) => cell.replaceAll('\\|', '|')),
  )
}
