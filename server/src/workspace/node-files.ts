/** The disk, for the command line and the language server under Node. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { limits } from '../c/limits.ts'
import { type SourceFile, sourceFile } from '../text/source-file.ts'
import type { FileStore, FolderEntry } from './file-store.ts'
import { toWindows } from './windows-paths.ts'

export interface DiskFiles extends FileStore {
  /** Says that the file at a path, or a folder's contents, may have changed. */
  readonly forget: (path: string) => void
}

/**
 * Reads each file once and keeps it until it is forgotten; what is not there is remembered as well. A text that is the
 * same when it is read again is still the same object, so that what is known of it still holds.
 */
export function diskFiles(): DiskFiles {
  const files = new Map<string, SourceFile | undefined>()
  const forgotten = new Map<string, SourceFile>()
  const images = new Map<string, Uint8Array | undefined>()
  return {
    read: (path) => {
      if (!files.has(path)) files.set(path, readText(path, forgotten.get(path)))
      forgotten.delete(path)
      return files.get(path)
    },
    readBytes: (path) => {
      if (!images.has(path)) images.set(path, readContent(path))
      return images.get(path)
    },
    list: (folder) => entriesOf(folder),
    forget: (path) => {
      const known = files.get(path)
      if (known) forgotten.set(path, known)
      files.delete(path)
      images.delete(path)
    },
  }
}

/** @param before what it was when it was read last */
function readText(path: string, before: SourceFile | undefined): SourceFile | undefined {
  const text = readContent(path)?.toString('utf8')
  if (text === before?.text) return before
  return text === undefined ? undefined : sourceFile(path, text)
}

/**
 * What cannot be read does not exist for us: a missing right is no reason to stop. Nor does what is no file: reading
 * a pipe or a device might never end.
 */
function readContent(path: string): Buffer | undefined {
  try {
    const name = toWindows(path)
    const stats = statSync(name)
    if (!stats.isFile() || limits.fileLength < stats.size) return undefined
    return readFileSync(name)
  } catch {
    return undefined
  }
}

function entriesOf(folder: string): readonly FolderEntry[] {
  try {
    return readdirSync(toWindows(folder), { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
