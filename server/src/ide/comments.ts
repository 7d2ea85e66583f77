/**
 * Comments, which the parser does not see: the one under the cursor, and the one that says what an element is for.
 */
import { tokensOf } from '../c/lexer.ts'
import type { Token } from '../c/token.ts'
import { writtenAt } from '../c/origin.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { View } from '../config/view.ts'

export interface Comment {
  readonly start: number
  readonly end: number
  /** The tokens that it stands between. */
  readonly previous: Token | undefined
  readonly next: Token | undefined
}

const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** The comment that holds the offset. */
export function commentAt(file: SourceFile, offset: number): Comment | undefined {
  const tokens = tokensOf(file)
  const index = tokens.findIndex(({ start }) => offset < start)
  const next = tokens[index < 0 ? tokens.length - 1 : index]
  const previous = tokens[index < 0 ? tokens.length - 2 : index - 1]
  const from = previous?.end ?? 0
  for (const { index: found, 0: text } of file.text.slice(from, next?.start).matchAll(pattern)) {
    const start = from + found
    const end = start + text.length
    if (start <= offset && offset < end) return { start, end, previous, next }
  }
  return undefined
}

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
  const comments = [...text.matchAll(pattern)].flatMap(([comment]) => {
    const words = comment
      .replace(/^\/\*+|\*+\/$|^\/\/+/g, '')
      .replace(/\n\s*\*+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return words === '' || /[{};]|\w\s*=\s*\w/.test(words) ? [] : [words]
  })
  return comments.length === 0 ? undefined : comments.join(' / ')
}
