/**
 * What holds for one file: the settings out of all sources, and the severities that follow from them. Files of one
 * project have the same ones, as one object.
 */
import type { BoardPin } from '../board/pins.ts'
import type { SeverityOf } from '../rules/engine.ts'
import { severitiesFor } from '../rules/severities.ts'
import type { AnalysisOptions } from './analysis.ts'
import { layeredSettings, type Overrides } from './layered-settings.ts'
import { isInside } from './paths.ts'
import type { Project } from './project-file.ts'
import { createProjects } from './projects.ts'

/** The settings among these are the weakest ones: project files beat them. */
export interface WorkspaceOptions extends AnalysisOptions {
  /** What beats project files. */
  readonly overrides?: Overrides
  /** As in `ProjectsOptions`; by default the outermost of the roots. */
  readonly searchedUpTo?: (folder: string) => string | undefined
}

export interface FileSettings {
  readonly project: Project | undefined
  readonly options: AnalysisOptions
  /** The same text for options under which a file is read in the same way. */
  readonly key: string
  readonly severityOf: SeverityOf
}

export interface SettingsOfFiles {
  readonly of: (path: string) => FileSettings
  /** The projects that files belong to, each once. */
  readonly projectsOf: (paths: Iterable<string>) => readonly Project[]
  /** Says that files may have appeared or gone, so that patterns mean other ones. */
  readonly filesChanged: () => void
}

export function createSettingsOfFiles(options: WorkspaceOptions): SettingsOfFiles {
  const { files, roots, searchedUpTo = (folder) => outermost(roots, folder) } = options
  const projects = createProjects({ files, searchedUpTo })
  const known = new WeakMap<Project, FileSettings>()
  const withoutProject = fileSettings(undefined, options)
  return {
    of: (path) => settingsIn(projects.of(path)),
    projectsOf: (paths) => [...new Set([...paths].flatMap((path) => projects.of(path) ?? []))],
    filesChanged: projects.filesChanged,
  }

  function settingsIn(project: Project | undefined): FileSettings {
    if (!project) return withoutProject
    const fresh = known.get(project) ?? fileSettings(project, options)
    known.set(project, fresh)
    return fresh
  }
}

/** What the project files of some files say about boards, and before that what was said elsewhere. */
export function allPins(pins: readonly BoardPin[] = [], projects: readonly Project[]): readonly BoardPin[] {
  return [...pins, ...projects.flatMap((project) => project.pins)]
}

function fileSettings(project: Project | undefined, options: WorkspaceOptions): FileSettings {
  const { files, isCancelled, overrides } = options
  const settings = layeredSettings(options.settings, project?.entries, overrides)
  const roots = project ? [...options.roots, project.folder] : options.roots
  const { headers, includePaths, preIncludes, defines, architecture } = settings
  return {
    project,
    options: { files, settings, roots, ...(isCancelled && { isCancelled }) },
    key: JSON.stringify([headers, includePaths, preIncludes, defines, architecture, roots]),
    severityOf: severitiesFor({ ...settings, ...overrides?.selection }),
  }
}

function outermost(roots: readonly string[], folder: string): string | undefined {
  return roots.filter((root) => isInside(root, folder)).toSorted((a, b) => a.length - b.length)[0]
}
