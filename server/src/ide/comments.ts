/**
 * The comments that say what something is for: on an element, and on a macro or member where it is declared.
 */
import { commentPattern } from '../c/comments.ts'
import { tokensOf } from '../c/lexer.ts'
import { writtenAt } from '../c/origin.ts'
import type { Token } from '../c/token.ts'
import type { View } from '../config/view.ts'
import { cut, type Inline, plain } from './markdown.ts'

/**
 * The words of the comments directly before what a view shows, or directly behind its opening brace on the same line;
 * undefined where there are none. What stands on the line of the element before belongs to that one.
 */
export function commentOn({ place, designator }: View): string | undefined {
  const { file, start } = writtenAt(designator ?? place)
  const tokens = tokensOf(file)
  const at = tokens.findIndex((token) => token.end > start)
  // The dot of a designator is no part of it.
  const first = tokens[at - 1]?.text === '.' ? at - 1 : at
  const [sameLine = '', ...lines] = file.text
    .slice(tokens[first - 1]?.end ?? 0, tokens[first]?.start)
    .split('\n')
  const before = wordsOf(lines.length === 0 ? sameLine : lines.join('\n'))
  if (before !== undefined || tokens[at]?.text !== '{') return before
  const [line = ''] = file.text.slice(tokens[at]?.end, tokens[at + 1]?.start).split('\n')
  return wordsOf(line)
}

/**
 * The first comment on an element. Of those that `jailhouse config create` writes, the addresses are left out: they
 * stand beside it anyway.
 */
export function authorsName(view: View): string | undefined {
  const [first = ''] = ((view.node && commentOn(view)) ?? '').split(' / ', 1)
  return first.replace(/^MemRegion: [0-9a-f]+-[0-9a-f]+ : /i, '') || undefined
}

/**
 * As Markdown, the words of the comment directly above the line that a name is declared on, or of the one behind it on that line;
 * undefined where there is none. An empty line parts a comment from what follows.
 */
export function commentOnDeclaration({ file, start }: Token): Inline | undefined {
  const tokens = tokensOf(file)
  const at = tokens.findIndex((token) => token.start === start)
  if (at < 0) return undefined
  const first = tokens.findLastIndex(({ lineStart }, index) => index <= at && lineStart)
  const next = tokens.findIndex(({ lineStart, kind }, index) => at < index && (lineStart || kind === 'end'))
  const gap = file.text.slice(tokens[first - 1]?.end ?? 0, tokens[first]?.start)
  const above = first <= 0 ? gap : gap.slice(gap.indexOf('\n') + 1)
  const [behind = ''] = file.text.slice(tokens[next - 1]?.end, tokens[next]?.start).split('\n')
  const words = wordsOf(above.split(/\n[ \t\r]*\n/).at(-1) ?? '', ' ') ?? wordsOf(behind, ' ')
  return words === undefined ? undefined : plain(cut(words, mostCharacters))
}

/** A comment that is longer is no description. */
const mostCharacters = 600

/** Comments that are code somebody has switched off say nothing about what follows. */
function wordsOf(text: string, separator = ' / '): string | undefined {
  const comments = [...text.matchAll(commentPattern)].flatMap(([comment]) => {
    const words = comment
      .replace(/^\/\*+|\*+\/$|^\/\/+/g, '')
      .replace(/\n\s*\*+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return words === '' || /[{};]|\w\s*=\s*\w/.test(words) ? [] : [words]
  })
  return comments.length === 0 ? undefined : comments.join(separator)
}
