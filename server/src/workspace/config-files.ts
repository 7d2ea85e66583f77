/**
 * Which files of a folder are worth reading as cell configs: C files whose text looks like one.
 */
import { mayBeConfig } from './analysis.ts'
import type { FileStore } from './file-store.ts'
import { resolved } from './paths.ts'

/** The configs that lie in a folder itself. */
export function configFilesOf(folder: string, files: FileStore): readonly string[] {
  return files.list(folder).flatMap(({ name, isFolder }) => {
    if (isFolder || !name.endsWith('.c')) return []
    const path = resolved(folder, name)
    const file = files.read(path)
    return file && mayBeConfig(file) ? [path] : []
  })
}

/** Folders deeper than this are no place for configs, and may be a link's endless loop. */
const deepest = 24

/** The configs in a folder and in the folders in it; hidden folders and installed packages are passed by. */
export function configFilesIn(folder: string, files: FileStore, depth = 0): readonly string[] {
  if (deepest < depth) return []
  const inner = files.list(folder).filter(({ name, isFolder }) => isFolder && !isPassedBy(name))
  return [
    ...configFilesOf(folder, files),
    ...inner.flatMap(({ name }) => configFilesIn(resolved(folder, name), files, depth + 1)),
  ]
}

function isPassedBy(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules'
}
