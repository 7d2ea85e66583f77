/** Completion between the quotes or angle brackets of an `#include`. Which files there are, somebody else looks up. */
import { type SourceFile, startOfLineAt } from '../../text/source-file.ts'
import { type Span, span } from '../../text/span.ts'
import { type Completion, completion } from './item.ts'

/** The path that is being typed. */
export interface TypedPath {
  /** Up to the last `/`, without it; empty for none. */
  readonly folder: string
  readonly isQuoted: boolean
  /** The name behind the last `/`, also what stands behind the cursor. */
  readonly name: Span
  /** Whether the quote or bracket at the end is there. */
  readonly isClosed: boolean
}

/** A file or folder that could be meant. */
export interface Includable {
  readonly name: string
  readonly isFolder: boolean
}

/** Undefined where the offset is in no `#include`. */
export function typedPathAt(file: SourceFile, offset: number): TypedPath | undefined {
  const { text } = file
  const lineStart = startOfLineAt(text, offset)
  const before = text.slice(lineStart, offset)
  const opening = before.length <= longestLine ? openingOf(before) : undefined
  if (!opening) return undefined
  const path = before.slice(opening.length)
  const slash = path.lastIndexOf('/')
  const [behind = ''] = /^[^\s"<>/]*/.exec(text.slice(offset, offset + longestLine)) ?? []
  const end = offset + behind.length
  const isQuoted = opening.endsWith('"')
  return {
    folder: slash < 0 ? '' : path.slice(0, slash),
    isQuoted,
    name: span(file, lineStart + opening.length + slash + 1, end),
    isClosed: text[end] === (isQuoted ? '"' : '>') || text[end] === '/',
  }
}

const longestLine = 1000

/** `#include <`, if nothing but a path follows. */
function openingOf(line: string): string | undefined {
  return /^[ \t]*#[ \t]*include[ \t]*(?:<(?=[^>]*$)|"(?=[^"]*$))/.exec(line)?.[0]
}

/** Headers come first, folders behind them. */
export function includeCompletions(
  { isQuoted, isClosed, name: replaces }: TypedPath,
  found: readonly Includable[],
): readonly Completion[] {
  const end = isClosed ? '' : isQuoted ? '"' : '>'
  return found
    .toSorted((a, b) => Number(a.isFolder) - Number(b.isFolder) || (a.name < b.name ? -1 : 1))
    .map(({ name, isFolder }) =>
      completion({
        label: isFolder ? `${name}/` : name,
        kind: isFolder ? 'folder' : 'file',
        text: [isFolder ? `${name}/` : `${name}${end}`],
        replaces,
      }),
    )
}
