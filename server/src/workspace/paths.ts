/**
 * Paths as texts: absolute, with `/` between names, whatever the system calls them. Nothing here touches a disk, so
 * it runs in a browser as well. The edges (command line, editor, disk) translate with `windows-paths.ts`.
 */
import { fromWindows, isOfWindows, toWindows } from './windows-paths.ts'

/** The path without `.`, `..` and doubled slashes; `..` above the root stays at the root. */
export function normalised(path: string): string {
  // Most paths are written as they should be, and there are many of them.
  if (path.startsWith('/') && !hasIdleNames.test(path)) return path
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..') names.pop()
    else names.push(name)
  }
  return `/${names.join('/')}`
}

const hasIdleNames = /\/\.{0,2}(?:\/|$)/

/** `path` as seen from `folder`; an absolute path stays what it is. It may be written as Windows does. */
export function resolved(folder: string, path: string): string {
  const slashed = fromWindows(path, isOfWindows(folder))
  return normalised(slashed.startsWith('/') ? slashed : `${folder}/${slashed}`)
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether the path is the folder itself or lies in it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}

/** The path from `folder` on, with `..` where it leads out; as people want to read it, and `resolved` understands it. */
export function relativeTo(folder: string, path: string): string {
  const from = folder.split('/').filter((name) => name !== '')
  const to = path.split('/').filter((name) => name !== '')
  let common = 0
  while (common < from.length && common < to.length && from[common] === to[common]) common++
  if (common === 0 && 0 < from.length) return toWindows(path)
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.'
}

/** The folder and all folders around it, the innermost first. */
export function foldersAround(folder: string): readonly string[] {
  const folders = [folder]
  for (let outer = folder; outer !== '/'; ) {
    outer = folderOf(outer)
    folders.push(outer)
  }
  return folders
}
