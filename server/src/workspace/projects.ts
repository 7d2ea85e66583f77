/**
 * Which project file holds for a file: the nearest `warden.json` in its folder or around it, as far as somebody says
 * that one may look. Project files are read once, and again when they have changed.
 */
import type { FileStore } from './file-store.ts'
import { folderOf, foldersAround, resolved } from './paths.ts'
import { type Project, readProject } from './project-file.ts'
import { projectFileName } from './project-schema.ts'

export interface Projects {
  /** The project that a file belongs to; a project file belongs to itself. */
  readonly of: (path: string) => Project | undefined
  /** Says that files may have appeared or gone, so that patterns mean other ones. */
  readonly filesChanged: () => void
}

export interface ProjectsOptions {
  readonly files: FileStore
  /** The outermost folder around a folder in which a project file counts; undefined where none does. */
  readonly searchedUpTo: (folder: string) => string | undefined
}

export function createProjects({ files, searchedUpTo }: ProjectsOptions): Projects {
  const projects = new Map<string, Project>()
  return {
    of: (path) => projectAt(nearest(folderOf(path))),
    filesChanged: () => projects.clear(),
  }

  /** The nearest folder with a project file. */
  function nearest(folder: string): string | undefined {
    const end = searchedUpTo(folder)
    if (end === undefined) return undefined
    const around = foldersAround(folder)
    return around.slice(0, around.indexOf(end) + 1).find(hasProjectFile)
  }

  function hasProjectFile(folder: string): boolean {
    return files.read(resolved(folder, projectFileName)) !== undefined
  }

  function projectAt(folder: string | undefined): Project | undefined {
    if (folder === undefined) return undefined
    const file = files.read(resolved(folder, projectFileName))
    const known = projects.get(folder)
    if (!file || known?.file === file) return known
    const fresh = readProject(file, {
      files,
      isOurs: (other) => foldersAround(other).find(hasProjectFile) === folder,
    })
    projects.set(folder, fresh)
    return fresh
  }
}
