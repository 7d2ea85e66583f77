/**
 * The Markdown of our hovers as markup, for a page in which nobody else renders it. It knows what the server writes
 * (paragraphs, lists, tables, code, bold) and no more of Markdown than that; text stays text, and links are only their
 * words, since they would lead out of the page.
 */
import { escaped } from './markup.ts'

export function hoverMarkup(markdown: string): string {
  return blocksOf(markdown).map(blockMarkup).join('\n')
}

/** Code may have empty lines in it; everything else ends at one. */
function blocksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$|^[^\n]+(?:\n(?!\n)[^\n]+)*/gm)].map(
    ([block]) => block,
  )
}

function blockMarkup(block: string): string {
  const [, code] = /^`{3,}[^\n]*\n([\s\S]*)\n`{3,}$/.exec(block) ?? []
  if (code !== undefined) return `<pre>${escaped(code)}</pre>`
  const lines = block.split('\n')
  if (isRuler(lines[1])) return tableMarkup(lines)
  if (block.startsWith('- '))
    return `<ul>${lines.map((line) => `<li>${inlineMarkup(line.replace(/^- /, ''))}</li>`).join('')}</ul>`
  return `<p>${lines.map(inlineMarkup).join('<br>')}</p>`
}

/** The first line and those behind the ruler. Of the facts about a thing, the first cell of each line is its heading. */
function tableMarkup(lines: readonly string[]): string {
  const rows = lines.filter((line) => !isRuler(line)).map(cellsOf)
  const isFacts = rows.every((cells) => cells.length === 2)
  return `<table>${rows
    .map((cells, row) => {
      const marked = cells.map((cell, column) => {
        const isHeading = isFacts ? column === 0 : row === 0
        const [tag, scope] = isHeading ? ['th', ` scope="${isFacts ? 'row' : 'col'}"`] : ['td', '']
        return `<${tag}${scope}>${inlineMarkup(cell)}</${tag}>`
      })
      return `<tr>${marked.join('')}</tr>`
    })
    .join('')}</table>`
}

/** What stands between the headings of a table and the rest. */
function isRuler(line: string | undefined): boolean {
  return line !== undefined && /^\|(?::--\|)+$/.test(line)
}

/** A `|` that belongs to a cell has a backslash before it, in code too. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\| ?| ?\|$/g, '')
    .split(/(?<!\\) ?\| ?/)
    .map((cell) => cell.replaceAll('\\|', '|'))
}

const pieces =
  /(?<ticks>`+)(?<code>.*?[^`])\k<ticks>(?!`)|\*\*|\\(?<mark>[!-/:-@[-`{-~])|\[(?<words>(?:\\.|[^\]\\])*)\]\([^)]*\)/g

function inlineMarkup(text: string): string {
  let markup = ''
  let end = 0
  let isBold = false
  for (const piece of text.matchAll(pieces)) {
    const { code, mark, words } = piece.groups ?? {}
    markup += escaped(text.slice(end, piece.index))
    end = piece.index + piece[0].length
    if (code !== undefined) markup += `<code>${escaped(code.replace(/^ (?=.*`)|(?<=`.*) $/g, ''))}</code>`
    else if (words !== undefined) markup += inlineMarkup(words)
    else if (mark !== undefined) markup += escaped(mark)
    else {
      markup += isBold ? '</b>' : '<b>'
      isBold = !isBold
    }
  }
  return `${markup}${escaped(text.slice(end))}${isBold ? '</b>' : ''}`
}
