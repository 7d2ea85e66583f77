/**
 * Checks of whole folders, kept as long as nothing in them has changed. A config is checked together with all configs
 * of its folder, so whoever asks about one of them after the other, as an editor does, asks for the same work.
 */
import type { FileAnalysis } from './analysis.ts'
import type { Check, CheckChoice, Workspace } from './workspace.ts'

export interface FolderChecks {
  /** The check of all configs in a folder, sub-folders not included. */
  readonly of: (folder: string) => Check
}

export function createFolderChecks(workspace: Workspace, choice: CheckChoice): FolderChecks {
  const known = new Map<string, KnownCheck>()
  return {
    of: (folder) => {
      const paths = workspace.configsOf(folder)
      const analyses = workspace.filesAround(paths, choice.pins).map(workspace.analysis)
      const before = known.get(folder)
      if (before && isSame(before.analyses, analyses)) return before.check
      const check = workspace.check(paths, choice)
      known.set(folder, { analyses, check })
      return check
    },
  }
}

interface KnownCheck {
  /** What it rests on. */
  readonly analyses: readonly (FileAnalysis | undefined)[]
  readonly check: Check
}

/** An analysis is replaced when its file, or one that it includes, has changed. */
function isSame(before: KnownCheck['analyses'], now: KnownCheck['analyses']): boolean {
  return before.length === now.length && before.every((analysis, index) => analysis === now[index])
}
