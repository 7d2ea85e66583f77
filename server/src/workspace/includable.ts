/**
 * What an `#include` of a config could name: the headers in the folders that are searched, and the built-in ones where
 * they serve. Nothing is listed that could not be included.
 */
import { builtInHeaderNames } from '../abi/headers.ts'
import type { FileStore, FolderEntry } from './file-store.ts'
import { type Headers, readableFolders } from './headers.ts'
import { folderOf, isInside, nameOf, resolved } from './paths.ts'

/** A folder that is searched by an `#include`. */
export interface IncludeSearch {
  /** The file that includes. */
  readonly from: string
  /** What has been typed of the path, up to the last `/`. */
  readonly folder: string
  readonly isQuoted: boolean
}

/** Headers and folders, each name once; with quotes also C files, which variants of a config include. */
export function includableNames(
  { from, folder, isQuoted }: IncludeSearch,
  headers: Headers,
  roots: readonly string[],
  files: FileStore,
): readonly FolderEntry[] {
  const allowed = readableFolders(headers, roots)
  const places = [...(isQuoted ? [folderOf(from)] : []), ...headers.folders]
    .map((place) => resolved(place, folder))
    .filter((place) => allowed.some((root) => isInside(root, place)))
  const listed = places.flatMap((place) =>
    files.list(place).filter(({ name, isFolder }) => {
      if (isFolder) return !name.startsWith('.')
      return name.endsWith('.h') || (isQuoted && name.endsWith('.c') && resolved(place, name) !== from)
    }),
  )
  const names = new Map([...builtInNames(folder, headers), ...listed].map((entry) => [entry.name, entry]))
  return [...names.values()]
}

/** Inside a tree only the stand-ins for the kernel's headers serve. */
function builtInNames(folder: string, { tree }: Headers): readonly FolderEntry[] {
  return builtInHeaderNames().flatMap((path): readonly FolderEntry[] => {
    if (tree !== undefined && !path.startsWith('linux/')) return []
    if (folder === '') return [{ name: path.slice(0, path.indexOf('/')), isFolder: true }]
    return folderOf(`/${path}`) === `/${folder}` ? [{ name: nameOf(path), isFolder: false }] : []
  })
}
