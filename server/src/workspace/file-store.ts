/**
 * Where texts come from. The core asks a `FileStore`; behind it may be a disk, an editor's unsaved documents, or a
 * record in a test. Reading is synchronous: a store that must fetch does so before it is asked.
 */
import { limits } from '../c/limits.ts'
import { type SourceFile, sourceFile } from '../text/source-file.ts'
import { folderOf, isInside } from './paths.ts'

export interface FileStore {
  /** The text at a path: the same object as long as it has not changed. Undefined where there is no readable file. */
  readonly read: (path: string) => SourceFile | undefined
  /** The bytes at a path, for a file that is no text; otherwise as for `read`. */
  readonly readBytes: (path: string) => Uint8Array | undefined
  /** The names in a folder, sorted; none where there is no such folder. */
  readonly list: (folder: string) => readonly FolderEntry[]
}

export interface FolderEntry {
  readonly name: string
  readonly isFolder: boolean
}

/** Files that exist in memory only, by absolute path: texts, and images as bytes. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): FileStore {
  const texts = new Map<string, SourceFile>()
  const images = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(contents)) {
    if (typeof content === 'string') texts.set(path, sourceFile(path, content))
    else images.set(path, content)
  }
  return {
    read: (path) => texts.get(path),
    readBytes: (path) => images.get(path),
    list: (folder) => entriesAmong([...texts.keys(), ...images.keys()], folder),
  }
}

/**
 * An editor's documents in front of another store: what is open counts, whatever the disk says. A document that is as on
 * the disk is the file on the disk, so that what is known of that still holds.
 */
export interface OverlaidFiles extends FileStore {
  readonly open: (path: string, text: string) => void
  readonly close: (path: string) => void
}

export function overlaidFiles(below: FileStore): OverlaidFiles {
  /** Undefined for a text that is too long to be looked at. */
  const open = new Map<string, SourceFile | undefined>()
  return {
    read: (path) => (open.has(path) ? open.get(path) : below.read(path)),
    // An image that an editor shows as a text is still the one on the disk.
    readBytes: (path) => below.readBytes(path),
    list: (folder) => {
      const entries = new Map(below.list(folder).map((entry) => [entry.name, entry]))
      for (const entry of entriesAmong([...open.keys()], folder))
        if (!entries.has(entry.name)) entries.set(entry.name, entry)
      return sorted([...entries.values()])
    },
    open: (path, text) => {
      const known = [open.get(path), below.read(path)].find((file) => file?.text === text)
      open.set(path, known ?? (text.length <= limits.fileLength ? sourceFile(path, text) : undefined))
    },
    close: (path) => {
      open.delete(path)
    },
  }
}

function entriesAmong(paths: readonly string[], folder: string): readonly FolderEntry[] {
  const entries = new Map<string, FolderEntry>()
  for (const path of paths) {
    if (path === folder || !isInside(folder, path)) continue
    const name = path.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? ''
    entries.set(name, { name, isFolder: folderOf(path) !== folder })
  }
  return sorted([...entries.values()])
}

function sorted(entries: readonly FolderEntry[]): readonly FolderEntry[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
