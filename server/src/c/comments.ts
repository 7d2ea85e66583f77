/**
 * Comments, which the parser does not see. What they say is for others.
 */
import type { SourceFile } from '../text/source-file.ts'
import { endOfSplicedLine, tokensOf } from './lexer.ts'
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
  return commentsIn(file).find(({ start, end }) => start <= offset && offset < end)
}

/** All comments of a file, in the order of the text. */
export function commentsIn(file: SourceFile): readonly Comment[] {
  let previous: Token | undefined
  return tokensOf(file).flatMap((next) => {
    const before = previous
    const start = before?.end ?? 0
    const gap = file.text.slice(start, next.start)
    previous = next
    if (!gap.includes('/')) return []
    return [...gap.matchAll(commentPattern)].map(({ index, 0: text }) => ({
      start: start + index,
      end: start + index + text.length,
      previous: before,
      next,
    }))
  })
}

/** Where white space and comments end that begin at an offset; a comment that does not end is none. */
export function behindBlank(text: string, offset: number): number {
  let end = offset
  for (let next = behindOneBlank(text, end); next !== end; next = behindOneBlank(text, end)) end = next
  return end
}

function behindOneBlank(text: string, at: number): number {
  if (text.startsWith('//', at)) return endOfSplicedLine(text, at)
  if (!text.startsWith('/*', at)) return /\s/.test(text[at] ?? '') ? at + 1 : at
  const end = text.indexOf('*/', at + 2)
  return end < 0 ? at : end + 2
}
