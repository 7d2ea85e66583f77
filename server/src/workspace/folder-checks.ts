/**
 * Checks of whole folders, kept as long as nothing in them has changed. A config is checked together with all configs
 * of its folder, so whoever asks about one of them after the other, as an editor does, asks for the same work.
 */
import type { FileAnalysis } from './analysis.ts'
import type { Project } from './project-file.ts'
import type { Check, Workspace } from './workspace.ts'

export interface FolderChecks {
  /** The check of all configs in a folder, sub-folders not included. */
  readonly of: (folder: string) => Check
}

export function createFolderChecks(workspace: Workspace): FolderChecks {
  const known = new Map<string, KnownCheck>()
  return {
    of: (folder) => {
      const paths = workspace.configsOf(folder)
      const analyses = workspace.filesAround(paths).map(workspace.analysis)
      const projects = [...new Set(paths.map(workspace.projectOf))]
      const basis = [...projects, ...analyses]
      const before = known.get(folder)
      if (before && isSame(before.basis, basis)) return before.check
      const check = workspace.check(paths)
      known.set(folder, { basis, check })
      return check
    },
  }
}

interface KnownCheck {
  /** What it rests on. */
  readonly basis: readonly (Project | FileAnalysis | undefined)[]
  readonly check: Check
}

/** An analysis is replaced when its file, or one that it includes, has changed, and a project likewise. */
function isSame(before: KnownCheck['basis'], now: KnownCheck['basis']): boolean {
  return before.length === now.length && before.every((part, index) => part === now[index])
}
