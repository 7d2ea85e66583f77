/**
 * Checks of whole folders, kept as long as nothing in them has changed. A config is checked together with all configs
 * of its folder, so whoever asks about one of them after the other, as an editor does, asks for the same work.
 *
 * What is read for a check takes some sixty times the memory of the texts, so only folders that were asked about lately
 * are kept whole. Of others there stays what was found, as long as it holds: an editor with many open files asks for
 * that after each change, wherever the change was.
 */
import type { CheckedFiles } from '../ide/diagnostics.ts'
import type { FileAnalysis } from './analysis.ts'
import { isAmong, type Probe } from './headers.ts'
import { folderOf } from './paths.ts'
import type { Project } from './project-file.ts'
import type { Check, Workspace } from './workspace.ts'

export interface FolderChecks {
  /** The check of all configs in a folder, sub-folders not included. */
  readonly of: (folder: string) => Check
  /** The analysis of a file; undefined when it cannot be read. Outside of the folders that are kept whole it is not kept. */
  readonly analysis: (path: string) => FileAnalysis | undefined
  /** Whether the file at a path is included by another one that something is known of, or is missing there. */
  readonly isIncluded: (path: string) => boolean
  /** What was found in a folder of which no more is kept; undefined for any other, and where it does not hold now. */
  readonly foundIn: (folder: string) => CheckedFiles | undefined
}

/** How much text the folders that are kept whole have together, in characters; the latest one always is. */
const usualText = 256 * 1024

export function createFolderChecks(workspace: Workspace, mostText: number = usualText): FolderChecks {
  /** The one that was asked about last is the last one. */
  const whole = new Map<string, KnownCheck>()
  const reduced = new Map<string, ReducedCheck>()
  return {
    of: (folder) => {
      const files = filesFor(folder)
      const analyses = files.around.map(workspace.analysis)
      const before = whole.get(folder)
      const isKnown = before && isSame(before.projects, files.projects) && isSame(before.analyses, analyses)
      const known = isKnown ? before : { ...files, analyses, check: workspace.check(files.configs) }
      whole.delete(folder)
      whole.set(folder, known)
      reduced.delete(folder)
      makeRoom(folder)
      return known.check
    },
    analysis: (path) => {
      const analysis = workspace.analysis(path)
      if (analysis && !whole.has(folderOf(path))) workspace.letGo(analysis.file)
      return analysis
    },
    isIncluded: (path) =>
      workspace.isIncluded(path) ||
      [...reduced.values()].some(({ around, probes }) => !around.includes(path) && isAmong(probes, path)),
    foundIn: (folder) => {
      const known = reduced.get(folder)
      if (!known) return undefined
      const { around, projects } = filesFor(folder)
      const holds =
        isSame(known.around, around) && isSame(known.projects, projects) && workspace.holds(known.probes)
      return holds ? known.found : undefined
    },
  }

  function filesFor(folder: string): FilesOfFolder {
    const configs = workspace.configsOf(folder)
    const projects = [...new Set(configs.map(workspace.projectOf))]
    return { configs, around: workspace.filesAround(configs), projects }
  }

  function makeRoom(latest: string): void {
    let length = [...whole.values()].reduce((sum, known) => sum + lengthOf(known), 0)
    for (const [folder, known] of whole) {
      if (length <= mostText || folder === latest) return
      length -= lengthOf(known)
      whole.delete(folder)
      reduced.set(folder, reducedTo(known))
      for (const { file } of known.check.files) workspace.letGo(file)
    }
  }
}

interface FilesOfFolder {
  /** The configs in it. */
  readonly configs: readonly string[]
  /** What is read with them. */
  readonly around: readonly string[]
  readonly projects: readonly (Project | undefined)[]
}

/** An analysis is replaced when its file, or one that it includes, has changed, and a project likewise. */
interface KnownCheck extends FilesOfFolder {
  readonly analyses: readonly (FileAnalysis | undefined)[]
  readonly check: Check
}

interface ReducedCheck extends FilesOfFolder {
  /** Of all analyses. */
  readonly probes: readonly Probe[]
  readonly found: CheckedFiles
}

/** Findings point at texts, not at tokens; so nothing of the analyses is kept but what is picked out here. */
function reducedTo({ check, analyses, ...files }: KnownCheck): ReducedCheck {
  return {
    ...files,
    probes: files.around.flatMap((path, index) => analyses[index]?.probes ?? { path, found: undefined }),
    found: {
      findings: check.findings,
      files: check.files.map(({ file, translation: { preprocessed } }) => {
        const { includes, inactive } = preprocessed
        return { file, translation: { preprocessed: { includes, inactive } } }
      }),
    },
  }
}

function lengthOf({ check }: KnownCheck): number {
  return check.files.reduce((sum, { file }) => sum + file.text.length, 0)
}

function isSame<Part>(before: readonly Part[], now: readonly Part[]): boolean {
  return before.length === now.length && before.every((part, index) => part === now[index])
}
