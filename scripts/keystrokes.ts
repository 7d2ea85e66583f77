/**
 * What an editor waits for: somebody types in the largest config of a tree, and all configs of its folder are checked
 * again, as the language server does after each change. Everything has been read before.
 */
import { createFolderChecks } from '../server/src/workspace/folder-checks.ts'
import { overlaidFiles } from '../server/src/workspace/file-store.ts'
import { diskFiles } from '../server/src/workspace/node-files.ts'
import { folderOf } from '../server/src/workspace/paths.ts'
import { defaultSettings } from '../server/src/workspace/settings.ts'
import { createWorkspace } from '../server/src/workspace/workspace.ts'

export interface Typing {
  /** The config that is typed in. */
  readonly path: string
  readonly lines: number
  /** How many configs are checked with it. */
  readonly neighbours: number
  /** Types or deletes a digit, and says how many milliseconds later its findings are there. */
  readonly type: () => number
}

/** @param tree a checkout of the Jailhouse sources */
export function typingIn(tree: string): Typing {
  const files = overlaidFiles(diskFiles())
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: [tree] })
  const checks = createFolderChecks(workspace)
  const textOf = (path: string): string => files.read(path)?.text ?? ''
  const [path = ''] = workspace
    .configsIn(`${tree}/configs`)
    .toSorted((a, b) => textOf(b).length - textOf(a).length)
  const text = textOf(path)
  const at = text.indexOf('= 0x', text.length / 2) + 4
  const typed = `${text.slice(0, at)}1${text.slice(at)}`
  const folder = folderOf(path)
  let isTyped = false
  checks.of(folder)
  return {
    path,
    lines: text.split('\n').length,
    neighbours: checks.of(folder).files.length - 1,
    type: () => {
      isTyped = !isTyped
      const began = performance.now()
      files.open(path, isTyped ? typed : text)
      checks.of(folder)
      return performance.now() - began
    },
  }
}
