/**
 * From the paths that somebody typed to the configs that are meant: files as they are, folders with everything
 * below. Each wrong path is a problem of its own, so that one run names all of them.
 */
import { isInside, resolved } from '../workspace/paths.ts'
import { asTyped } from './command.ts'
import { targetOf } from './disk.ts'

/** A path as it was typed, and what it turned out to be. */
export interface NamedPath {
  /** As it is called in messages. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  readonly kind: 'file' | 'folder'
}

export interface NamedPaths {
  readonly paths: readonly NamedPath[]
  readonly problems: readonly string[]
}

/** Without any path, the working folder is meant. */
export function namedPaths(typed: readonly string[], workingFolder: string): NamedPaths {
  const paths: NamedPath[] = []
  const problems: string[] = []
  for (const text of typed.length === 0 ? ['.'] : typed) {
    const path = resolved(workingFolder, text)
    // An empty argument is mostly an unset variable of a script, and must not stand for the working folder.
    const target =
      text === '' ? ({ kind: 'trouble', reason: 'an empty path leads nowhere' } as const) : targetOf(path)
    const name = asTyped(text)
    if (target.kind === 'trouble') problems.push(`${name}: ${target.reason}`)
    else paths.push({ name, path, kind: target.kind })
  }
  return { paths, problems }
}

/** What is wrong with a path when these files turned out to be the configs; undefined when nothing is. */
export function lackOfConfigs(
  { name, path, kind }: NamedPath,
  configs: readonly string[],
): string | undefined {
  if (kind === 'file') {
    if (configs.includes(path)) return undefined
    return `${name}: this file defines no cell config`
  }
  if (configs.some((config) => isInside(path, config))) return undefined
  return name === '.'
    ? 'there is no cell config in the current folder or below; name the files or folders to check'
    : `${name}: there is no cell config in this folder or below`
}
