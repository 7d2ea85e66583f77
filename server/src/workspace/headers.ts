/**
 * Which headers a config is read with.
 *
 * Inside a Jailhouse tree the tree's own headers are the truth: the author compiles against them. Everywhere else
 * the interface that is built into Warden stands in. A file outside of the workspace, of the tree and of the
 * include paths is never read, however an `#include` names it.
 */
import { builtInHeader } from '../abi/headers.ts'
import type { IncludeResolver } from '../c/preprocessing.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Architecture } from '../config/interface.ts'
import type { FileStore } from './file-store.ts'
import { folderOf, foldersAround, isInside, resolved } from './paths.ts'
import type { Settings } from './settings.ts'

export interface Headers {
  /** The Jailhouse tree in use; undefined when the built-in interface is. */
  readonly tree: string | undefined
  readonly folders: readonly string[]
}

/** The headers for a config: those of the tree that is set, of the tree around it, or the built-in ones. */
export function headersFor(
  path: string,
  architecture: Architecture,
  files: FileStore,
  settings: Settings,
): Headers {
  const tree = settings.headers === '' ? treeAround(path, files) : settings.headers
  const own = tree === undefined ? [] : foldersOfTree(tree, architecture)
  return { tree, folders: [...settings.includePaths, ...own] }
}

/** Whether a folder is a Jailhouse source tree; before revision 8 the header lay with the hypervisor's own. */
export function isJailhouseTree(folder: string, files: FileStore): boolean {
  return ['include', 'hypervisor/include'].some(
    (place) => files.read(resolved(folder, `${place}/jailhouse/cell-config.h`)) !== undefined,
  )
}

function treeAround(path: string, files: FileStore): string | undefined {
  return foldersAround(folderOf(path)).find((folder) => isJailhouseTree(folder, files))
}

/** Those of upstream's build, and the one that vendors add for headers of their boards. */
function foldersOfTree(tree: string, architecture: Architecture): readonly string[] {
  const folders = ['include', 'hypervisor/include', `hypervisor/arch/${architecture}/include`]
  return [...folders, `configs/${architecture}/include`].map((folder) => resolved(tree, folder))
}

/** Every path that a resolver looked at; an analysis stays valid as long as all of them stay as they were. */
export interface Probe {
  readonly path: string
  /** What was read: a text, or the bytes of an image. */
  readonly found: SourceFile | Uint8Array | undefined
}

/** Whether a file was looked at, there or not. */
export function isAmong(probes: readonly Probe[], path: string): boolean {
  return probes.some((probe) => probe.path === path)
}

/**
 * Finds included files. `roots` are the folders of the workspace; `probes` receives what was looked at.
 */
export function includeResolver(
  headers: Headers,
  roots: readonly string[],
  files: FileStore,
  probes: Probe[],
): IncludeResolver {
  const allowed = readableFolders(headers, roots)
  return {
    resolve: (name, quoted, from) => {
      const folders = [...(quoted ? [folderOf(from.path)] : []), ...headers.folders]
      const searched: string[] = []
      for (const folder of folders) {
        const path = resolved(folder, name)
        if (!allowed.some((root) => isInside(root, path))) continue
        searched.push(folder)
        const found = files.read(path)
        probes.push({ path, found })
        if (found) return found
      }
      return builtIn(name, headers) ?? { searched }
    },
  }
}

/** The folders that included files may lie in, at any depth. */
export function readableFolders({ folders, tree }: Headers, roots: readonly string[]): readonly string[] {
  return [...roots, ...folders, ...(tree === undefined ? [] : [tree])]
}

/** The files that the settings put in front of every config; what was looked at is added to `probes`. */
export function preIncludesFor(
  { preIncludes }: Settings,
  files: FileStore,
  probes: Probe[],
): readonly SourceFile[] {
  return preIncludes.flatMap((path) => {
    const found = files.read(path)
    probes.push({ path, found })
    return found ?? []
  })
}

/**
 * Outside a tree all of the built-in headers serve. Inside one only stand-ins for the kernel's headers do, which
 * configs of before 2017 include.
 */
function builtIn(name: string, headers: Headers): SourceFile | undefined {
  if (headers.tree !== undefined && !name.startsWith('linux/')) return undefined
  return builtInHeader(name)
}
