/**
 * Which files of the workspace are configs: searched for once, when somebody first asks, and kept up to date by what
 * is heard of single files.
 */
import type { CancellationToken } from 'vscode-languageserver'
import { isConfigFile } from '../workspace/config-files.ts'
import { findConfigs, type SearchOptions } from '../workspace/config-search.ts'
import { isInside } from '../workspace/paths.ts'
import { stopIfCancelled } from './guard.ts'

export interface ConfigIndex {
  readonly all: (token: CancellationToken) => Promise<readonly string[]>
  /** Looks again at a file that has appeared, changed or gone. */
  readonly reconsider: (path: string) => void
}

export function createConfigIndex(
  roots: readonly string[],
  options: Omit<SearchOptions, 'isCancelled'>,
): ConfigIndex {
  let known: Set<string> | undefined
  let reconsidered = new Set<string>()
  return {
    all: async (token) => {
      if (!known) {
        reconsidered = new Set()
        const found = await findConfigs(roots, {
          ...options,
          isCancelled: () => token.isCancellationRequested,
        })
        stopIfCancelled(token)
        known ??= new Set(found)
        for (const path of reconsidered) look(path, known)
      }
      return [...known].toSorted()
    },
    reconsider: (path) => {
      if (!roots.some((root) => isInside(root, path))) return
      if (known) look(path, known)
      else reconsidered.add(path)
    },
  }

  function look(path: string, paths: Set<string>): void {
    if (isConfigFile(path, options.files)) paths.add(path)
    else paths.delete(path)
  }
}
