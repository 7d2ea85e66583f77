/**
 * The disk behind a server under test: the real one, or one in memory that behaves like it. A file that was read is
 * remembered, and a change is noticed only when somebody says that it may have changed.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { type SourceFile, sourceFile } from '../../server/src/text/source-file.ts'
import { type FileStore, memoryFiles } from '../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'

export interface Disk {
  readonly files: FileStore
  readonly forget: (path: string) => void
  /** What another program does; undefined removes the file. */
  readonly write: (path: string, text: string | undefined) => void
  readonly text: (path: string) => string | undefined
}

export function memoryDisk(texts: Readonly<Record<string, string>>): Disk {
  const present = new Map(Object.entries(texts))
  const remembered = new Map<string, SourceFile | undefined>()
  const forgotten = new Map<string, SourceFile | undefined>()
  return {
    files: {
      read: (path) => {
        const text = present.get(path)
        if (!remembered.has(path)) {
          const before = forgotten.get(path)
          const fresh = text === undefined ? undefined : sourceFile(path, text)
          remembered.set(path, before?.text === text ? before : fresh)
        }
        return remembered.get(path)
      },
      readBytes: () => undefined,
      list: (folder) => memoryFiles(Object.fromEntries(present)).list(folder),
    },
    forget: (path) => {
      forgotten.set(path, remembered.get(path))
      remembered.delete(path)
    },
    write: (path, text) => {
      if (text === undefined) present.delete(path)
      else present.set(path, text)
    },
    text: (path) => present.get(path),
  }
}

export function realDisk(): Disk {
  const files = diskFiles()
  return {
    files,
    forget: files.forget,
    write: (path, text) => {
      if (text === undefined) rmSync(path)
      else writeFileSync(path, text)
    },
    text: (path) => files.read(path)?.text,
  }
}
