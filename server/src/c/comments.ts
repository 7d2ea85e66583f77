/**
 * Comments, which the parser does not see. What they say is for others.
 */
import type { SourceFile } from '../text/source-file.ts'
import { tokensOf } from './lexer.ts'
import type { Token } from './token.ts'

export interface Comment {
  readonly start: number
  readonly end: number
  /** The tokens that it stands between. */
  readonly previous: Token | undefined
  readonly next: Token | undefined
}

/** Every comment, where there are nothing but comments and white space. */
export const commentPattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** The comment that holds the offset. */
export function commentAt(file: SourceFile, offset: number): Comment | undefined {
  const tokens = tokensOf(file)
  const index = tokens.findIndex(({ start }) => offset < start)
  const next = tokens[index < 0 ? tokens.length - 1 : index]
  const previous = tokens[index < 0 ? tokens.length - 2 : index - 1]
  const from = previous?.end ?? 0
  for (const { index: found, 0: text } of file.text.slice(from, next?.start).matchAll(commentPattern)) {
    const start = from + found
    const end = start + text.length
    if (start <= offset && offset < end) return { start, end, previous, next }
  }
  return undefined
}

/** All comments of a file, in the order of the text. */
export function commentsIn(file: SourceFile): readonly Pick<Comment, 'start' | 'end'>[] {
  let from = 0
  return tokensOf(file).flatMap((token) => {
    const start = from
    const gap = file.text.slice(start, token.start)
    from = token.end
    if (!gap.includes('/')) return []
    return [...gap.matchAll(commentPattern)].map(({ index, 0: text }) => ({
      start: start + index,
      end: start + index + text.length,
    }))
  })
}
