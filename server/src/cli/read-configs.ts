/**
 * The files that a command names, opened in a workspace of their own: what `build` and `dump` have in common before
 * they do what they are for.
 */
import { folderOf, resolved } from '../workspace/paths.ts'
import { defaultSettings } from '../workspace/settings.ts'
import { createWorkspace, type Workspace } from '../workspace/workspace.ts'
import { checkSettings } from './check-settings.ts'
import type { Given } from './command.ts'
import { repositoryAround, watchedDisk } from './disk.ts'
import { type NamedPath, namedPaths } from './named-paths.ts'
import { brokenProjects, projectSearch } from './project-files.ts'
import type { Terminal } from './terminal.ts'

export interface OpenedConfigs {
  readonly workspace: Workspace
  readonly files: readonly NamedPath[]
  readonly problems: readonly string[]
}

/** Opens the files that are named; folders among them are problems. */
export function openConfigs(given: Given, { workingFolder }: Terminal): OpenedConfigs {
  const disk = watchedDisk()
  const { overrides, problems } = checkSettings(given, workingFolder, disk)
  const named =
    given.operands.length === 0 ? { paths: [], problems: [] } : namedPaths(given.operands, workingFolder)
  const folders = named.paths.filter(({ kind }) => kind === 'folder')
  const files = unrepeated(named.paths.filter(({ kind }) => kind === 'file'))
  const around = files.map(({ path }) => folderOf(path))
  const roots = [
    ...new Set([workingFolder, ...around, ...around.flatMap((folder) => repositoryAround(folder) ?? [])]),
  ]
  const workspace = createWorkspace({
    files: disk,
    settings: defaultSettings,
    overrides,
    roots,
    searchedUpTo: projectSearch(workingFolder),
  })
  const projects = new Set(files.flatMap(({ path }) => workspace.projectOf(path) ?? []))
  return {
    workspace,
    files,
    problems: [
      ...problems,
      ...named.problems,
      ...brokenProjects([...projects], workingFolder),
      ...folders.map(({ name }) => `${name}: this is a folder; name the files in it`),
    ],
  }
}

function unrepeated(files: readonly NamedPath[]): readonly NamedPath[] {
  return files.filter(({ path }, index) => files.findIndex((other) => other.path === path) === index)
}

/** A path that was typed, absolute. */
export function typedPath(typed: string, { workingFolder }: Terminal): string {
  return resolved(workingFolder, typed)
}
