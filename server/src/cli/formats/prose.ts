/**
 * Prose for a terminal: lists, numbers of things, and lines broken at words.
 */
import { widthOfText } from './display.ts'

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], conjunction: 'and' | 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`
}

/** `1 file`, `3 files`; some words have no plural. */
export function numberOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Breaks a text into lines of at most `width` columns; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const needed = widthOfText(word)
    if (line !== '' && width < taken + 1 + needed) {
      lines.push(line)
      line = ''
    }
    taken = line === '' ? needed : taken + 1 + needed
    line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

/** `first` and then the text, with all further lines below the text's beginning. */
export function hanging(first: string, text: string, width: number): readonly string[] {
  const indent = widthOfText(first)
  return wrapped(text, width - indent).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
}

/** Two columns: names, and what there is to say about each. */
export function table(
  rows: readonly (readonly [name: string, text: string])[],
  width: number,
): readonly string[] {
  const indent = Math.max(...rows.map(([name]) => name.length)) + 4
  return rows.flatMap(([name, text]) => hanging(`  ${name}`.padEnd(indent), text, width))
}
