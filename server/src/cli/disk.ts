/**
 * The disk as the command line sees it. The core takes what it cannot read for what is not there; in a terminal and
 * in CI a config that was skipped in silence would pass for one that is fine, so here somebody takes notes.
 */
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { limits } from '../c/limits.ts'
import type { FileStore } from '../workspace/file-store.ts'
import { diskFiles } from '../workspace/node-files.ts'
import { folderOf, nameOf, resolved } from '../workspace/paths.ts'
import { projectFileName } from '../workspace/project-schema.ts'
import { toWindows } from '../workspace/windows-paths.ts'

export interface WatchedDisk extends FileStore {
  /** Files and folders that are there, were asked for and could not be read, with the reason. */
  readonly unreadable: () => readonly Unreadable[]
}

export interface Unreadable {
  readonly path: string
  readonly reason: string
}

export function watchedDisk(): WatchedDisk {
  const disk = diskFiles()
  const listed = new Map<string, ReadonlySet<string>>()
  const missed = new Map<string, 'file' | 'folder'>()
  /**
   * Whether a header is in a folder is found out by reading it; only what was listed should have been readable, and a
   * project file, on which everything depends.
   */
  const noted = <Content>(path: string, content: Content): Content => {
    const isExpected = nameOf(path) === projectFileName || listed.get(folderOf(path))?.has(nameOf(path))
    if (!content && isExpected) missed.set(path, 'file')
    return content
  }
  return {
    read: (path) => noted(path, disk.read(path)),
    readBytes: (path) => noted(path, disk.readBytes(path)),
    list: (folder) => {
      const entries = disk.list(folder)
      if (entries.length === 0) missed.set(folder, 'folder')
      listed.set(folder, new Set(entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name)))
      return entries
    },
    unreadable: () => [...missed].flatMap(([path, kind]) => troubleOf(path, kind)),
  }
}

/** What a path leads to. */
export type Target = { readonly kind: 'file' | 'folder' } | Trouble

export interface Trouble {
  readonly kind: 'trouble'
  /** For a person. */
  readonly reason: string
  /** Something is there, and the system does not let us have it. */
  readonly isRefused: boolean
}

export function targetOf(path: string): Target {
  const name = toWindows(path)
  try {
    const status = statSync(name)
    if (status.isDirectory()) {
      readdirSync(name)
      return { kind: 'folder' }
    }
    if (!status.isFile()) return trouble('this is neither a file nor a folder')
    accessSync(name, constants.R_OK)
    return status.size <= limits.fileLength
      ? { kind: 'file' }
      : trouble(`the file is larger than ${limits.fileLength / 1024 / 1024} MiB`)
  } catch (error) {
    return troubleWith(error)
  }
}

/** A link that leads nowhere, a device or a huge file is none that should have been read, and so none that was missed. */
function troubleOf(path: string, kind: 'file' | 'folder'): readonly Unreadable[] {
  const target = targetOf(path)
  if (target.kind !== 'trouble' || !target.isRefused) return []
  return [
    { path, reason: kind === 'folder' ? `the folder cannot be listed: ${target.reason}` : target.reason },
  ]
}

function trouble(reason: string, isRefused = false): Trouble {
  return { kind: 'trouble', reason, isRefused }
}

/** Why the system did not do as it was asked, in words; its own code where it is none of the usual ones. */
export function troubleWith(error: unknown): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return trouble('there is no such file or folder')
    case 'ELOOP':
      return trouble('it is a link that leads back to itself')
    case 'ENAMETOOLONG':
      return trouble('the name is too long')
    case 'EACCES':
    case 'EPERM':
      return trouble('it cannot be read: permission denied', true)
    default:
      return trouble(`it cannot be read: ${code}`, true)
  }
}

/** The repository that a folder lies in; undefined when it lies in none. */
export function repositoryAround(folder: string): string | undefined {
  for (let around = folder; ; around = folderOf(around)) {
    if (targetOf(resolved(around, '.git')).kind !== 'trouble') return around
    if (around === '/') return undefined
  }
}
