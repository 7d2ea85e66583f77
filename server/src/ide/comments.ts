/**
 * The comment that says what an element is for.
 */
import { commentPattern } from '../c/comments.ts'
import { tokensOf } from '../c/lexer.ts'
import { writtenAt } from '../c/origin.ts'
import type { View } from '../config/view.ts'

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

/** Comments that are code somebody has switched off say nothing about what follows. */
function wordsOf(text: string): string | undefined {
  const comments = [...text.matchAll(commentPattern)].flatMap(([comment]) => {
    const words = comment
      .replace(/^\/\*+|\*+\/$|^\/\/+/g, '')
      .replace(/\n\s*\*+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return words === '' || /[{};]|\w\s*=\s*\w/.test(words) ? [] : [words]
  })
  return comments.length === 0 ? undefined : comments.join(' / ')
}
