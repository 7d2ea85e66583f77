/**
 * Which files a path or a pattern means. A pattern is looked for in and below its own fixed part only, so that a narrow
 * one is cheap in a large tree.
 */
import { deepest, mayHoldConfigs } from './config-files.ts'
import type { FileStore } from './file-store.ts'
import { patternIn } from './path-pattern.ts'
import { folderOf, isInside, nameOf, resolved } from './paths.ts'

export interface Matches {
  /** Absolute paths, sorted. */
  readonly paths: readonly string[]
  /** Whether these came out of a pattern, so that nobody has named them one by one. */
  readonly isPattern: boolean
  /** Whether there were more files to look at than are looked at. */
  readonly isCutOff: boolean
}

/** Entries of folders that one pattern is compared with. */
const mostEntries = 50_000

/**
 * The files that a path or a pattern means, as seen from a folder; they lie in that folder or below.
 * @param isEntered whether a folder is searched; one that belongs to somebody else is not
 */
export function filesMatching(
  text: string,
  folder: string,
  files: FileStore,
  isEntered: (folder: string) => boolean,
): Matches {
  const pattern = patternIn(text)
  const start = resolved(folder, pattern ? pattern.base : text)
  if (!isInside(folder, start)) return { paths: [], isPattern: pattern !== undefined, isCutOff: false }
  if (!pattern) return { paths: fileAt(start, files), isPattern: false, isCutOff: false }
  const found: string[] = []
  const isCutOff = !walk({ path: start, levels: pattern.levels }, files, isEntered, (path) => {
    if (pattern.matches(path.slice(start === '/' ? 1 : start.length + 1))) found.push(path)
  })
  return { paths: found.toSorted(), isPattern: true, isCutOff }
}

/** Its folder is asked, since not every file is a text. */
function fileAt(path: string, files: FileStore): readonly string[] {
  const entry = files.list(folderOf(path)).find(({ name }) => name === nameOf(path))
  return entry && !entry.isFolder ? [path] : []
}

interface Visit {
  readonly path: string
  /** How many folders further down are looked into. */
  readonly levels: number
}

/** Shows each file to `look`, a level at a time; false when there were too many. */
function walk(
  start: Visit,
  files: FileStore,
  isEntered: (folder: string) => boolean,
  look: (path: string) => void,
): boolean {
  let left = mostEntries
  let level: readonly Visit[] = isEntered(start.path) ? [start] : []
  for (let depth = 0; 0 < level.length && depth <= deepest; depth++) {
    const next: Visit[] = []
    for (const { path, levels } of level) {
      for (const { name, isFolder } of files.list(path)) {
        if (--left < 0) return false
        const inner = resolved(path, name)
        if (!isFolder && !name.startsWith('.')) look(inner)
        if (isFolder && 0 < levels && mayHoldConfigs(name) && isEntered(inner))
          next.push({ path: inner, levels: levels - 1 })
      }
    }
    level = next
  }
  return true
}
