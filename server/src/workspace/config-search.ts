/**
 * Finds the configs in the folders of a workspace without standing in anybody's way: folder by folder, with a pause
 * after each, and without keeping the texts of files that turn out to be something else. A workspace may hold a whole
 * kernel beside a few configs.
 */
import { deepest, isConfigFile, mayHoldConfigs } from './config-files.ts'
import type { FileStore } from './file-store.ts'
import { resolved } from './paths.ts'

export interface SearchOptions {
  readonly files: FileStore
  /** Drops the text at a path from the store. */
  readonly forget: (path: string) => void
  /** Lets other work go on. */
  readonly pause: () => Promise<void>
  readonly isCancelled: () => boolean
}

/** The search ends after so many C files; configs behind them are found when they are opened. */
const mostFiles = 50_000

/**
 * The paths of all files in the folders, and the folders in them, that may be configs. A search that was cancelled
 * answers undefined.
 */
export async function findConfigs(
  roots: readonly string[],
  options: SearchOptions,
): Promise<readonly string[] | undefined> {
  const found = new Set<string>()
  const waiting = roots.map((path) => ({ path, depth: 0 }))
  let looked = 0
  for (let folder = waiting.shift(); folder && looked < mostFiles; folder = waiting.shift()) {
    await options.pause()
    if (options.isCancelled()) return undefined
    for (const { name, isFolder } of options.files.list(folder.path)) {
      const path = resolved(folder.path, name)
      if (isFolder) {
        if (mayHoldConfigs(name) && folder.depth < deepest) waiting.push({ path, depth: folder.depth + 1 })
      } else if (name.endsWith('.c')) {
        looked++
        if (isConfigFile(path, options.files)) found.add(path)
        else options.forget(path)
      }
    }
  }
  return [...found].toSorted()
}
