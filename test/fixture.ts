/**
 * Several files and a cursor in one string, for tests of editor features: a line `//- /path` begins a file, `$0`
 * stands where the cursor is. Text before the first such line, or without any, is the file `/board/cell.c`.
 */
import { type FileStore, memoryFiles } from '../server/src/workspace/file-store.ts'

export interface Fixture {
  readonly files: FileStore
  /** The file that the cursor is in. */
  readonly path: string
  readonly offset: number
}

/** Throws where the string has no cursor, or more than one. */
export function fixture(text: string): Fixture {
  const texts: Record<string, string> = {}
  let cursor: Pick<Fixture, 'path' | 'offset'> | undefined
  for (const [path, marked] of sectionsOf(text)) {
    const [before = '', after, ...more] = marked.split('$0')
    texts[path] = before + (after ?? '')
    if (after === undefined) continue
    if (cursor || 0 < more.length) throw new Error('there is more than one cursor `$0`')
    cursor = { path, offset: before.length }
  }
  if (!cursor) throw new Error('there is no cursor `$0`')
  return { files: memoryFiles(texts), ...cursor }
}

function sectionsOf(text: string): readonly (readonly [path: string, text: string])[] {
  const [first = '', ...sections] = text.split(/^\/\/- (\/\S+)\n/m)
  const pairs: [string, string][] = first.trim() === '' ? [] : [['/board/cell.c', first]]
  for (let at = 0; at + 1 < sections.length; at += 2) pairs.push([sections[at] ?? '', sections[at + 1] ?? ''])
  return pairs
}
